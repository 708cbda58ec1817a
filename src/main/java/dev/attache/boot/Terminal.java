package dev.attache.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether this process stands in the foreground of a terminal.
final class Terminal {
    private static final int GROUP = 2;
    private static final int FOREGROUND_GROUP = 5;

    private Terminal() {}

    /// Where it does, the terminal sends the signal of Ctrl-C to every process of the group, children included.
    static boolean inForeground() {
        try {
            return inForeground(Files.readString(Path.of("/proc/self/stat")));
        } catch (IOException _) {
            return false;
        }
    }

    /// @param stat as proc(5) describes it: pid, name in brackets, state, parent, group, session, terminal, its
    ///     foreground group
    static boolean inForeground(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields.length > FOREGROUND_GROUP && fields[GROUP].equals(fields[FOREGROUND_GROUP]);
    }
}
