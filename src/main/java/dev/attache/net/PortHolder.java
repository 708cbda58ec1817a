package dev.attache.net;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds out who listens on a port, as far as `/proc` shows it.
final class PortHolder {
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /// ` (held by NAME, pid N)`, or nothing where the holder cannot be seen.
    static String describe(int port) {
        Set<String> sockets = new HashSet<>();
        addSockets(sockets, Path.of("/proc/net/tcp"), port);
        addSockets(sockets, Path.of("/proc/net/tcp6"), port);
        if (sockets.isEmpty()) {
            return "";
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holdsAny(process, sockets)) {
                    String name = Files.readString(process.resolve("comm")).strip();
                    return " (held by " + name + ", pid " + process.getFileName() + ")";
                }
            }
        } catch (IOException _) {
            return "";
        }
        return "";
    }

    private static void addSockets(Set<String> sockets, Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try {
            List<String> lines = Files.readAllLines(table);
            for (String line : lines.subList(1, lines.size())) {
                String[] columns = line.strip().split("\\s+");
                if (columns[1].endsWith(suffix) && columns[3].equals(LISTENING)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException _) {
            // No such table here: nothing to be told.
        }
    }

    private static boolean holdsAny(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException _) {
            return false;
        }
        return false;
    }
}
