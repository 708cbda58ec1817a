package dev.attache.base.proc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All processes that this one can see. What ends while it is looked at is left out.
///
/// @param proc where the system shows them, `/proc` but in tests
public record ProcessTable(Path proc) {
    /// Processes that are read at most; a table with more is cut.
    public static final int PROCESSES_MAX = 65_536;

    /// That of this machine or container.
    public static final ProcessTable SYSTEM = new ProcessTable(Path.of("/proc"));

    /// Their numbers, in no order.
    ///
    /// @throws IOException where there is no such table
    public List<Long> pids() throws IOException {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, ProcessTable::isNumber)) {
            for (Path each : entries) {
                if (pids.size() == PROCESSES_MAX) {
                    break;
                }
                pids.add(Long.valueOf(each.getFileName().toString()));
            }
        }
        return pids;
    }

    private static boolean isNumber(Path entry) {
        String name = entry.getFileName().toString();
        return name.length() <= 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// What `stat` says of a process; null where it is gone.
    public @Nullable ProcessStat stat(long pid) {
        byte[] text = read(pid, "stat");
        return text == null ? null : ProcessStat.parse(text);
    }

    /// The arguments of a process, its program first; empty for a thread of the kernel; null where it is gone.
    public @Nullable List<String> commandLine(long pid) {
        byte[] text = read(pid, "cmdline");
        if (text == null) {
            return null;
        }
        int end = text.length;
        while (end > 0 && text[end - 1] == 0) {
            end--;
        }
        return end == 0 ? List.of() : List.of(ProcFile.text(text, end).split("\0", -1));
    }

    /// Up to 64 KiB of one of the files of a process; null where it is gone, or not to be read by this user.
    public byte @Nullable [] read(long pid, String file) {
        return ProcFile.read(proc.resolve(Long.toString(pid)).resolve(file));
    }
}
