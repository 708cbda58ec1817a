package dev.attache.role.topz;

import dev.attache.base.proc.ProcFile;
import dev.attache.base.proc.ProcessStat;
import dev.attache.base.proc.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads all that the kernel says of one process. It may end at any moment: then there is none.
record ProcessReader(ProcessTable table) {
    private static final long UNKNOWN = -1;
    private static final int FDS_MAX = 1_000_000;

    /// The process without its shares of memory; null where it is gone.
    ///
    /// @param cpuRatio since the look before
    @Nullable ProcessView read(ProcessStat stat, double cpuRatio) {
        long pid = stat.pid();
        List<String> words = table.commandLine(pid);
        byte[] status = table.read(pid, "status");
        if (words == null || status == null) {
            return null;
        }
        byte[] io = table.read(pid, "io");
        byte[] cgroup = table.read(pid, "cgroup");
        return new ProcessView(
                pid,
                stat.parent(),
                uid(pid),
                stat.name(),
                stat.state(),
                stat.threads(),
                cpuRatio,
                (double) (stat.userTicks() + stat.systemTicks()) / ProcessStat.TICKS_PER_SECOND,
                kibibytes(status, "VmRSS:", 0),
                UNKNOWN,
                UNKNOWN,
                fds(pid),
                io == null ? UNKNOWN : ProcFile.number(io, "read_bytes:"),
                io == null ? UNKNOWN : ProcFile.number(io, "write_bytes:"),
                cgroup == null ? "" : Container.of(new String(cgroup, StandardCharsets.UTF_8)),
                words.isEmpty() ? "[" + stat.name() + "]" : CommandMask.of(words));
    }

    /// The same with its shares of memory, where the kernel tells them.
    ProcessView measured(ProcessView view) {
        byte[] rollup = table.read(view.pid(), "smaps_rollup");
        if (rollup == null || rollup.length == 0) {
            return view;
        }
        long clean = kibibytes(rollup, "Private_Clean:", UNKNOWN);
        long dirty = kibibytes(rollup, "Private_Dirty:", UNKNOWN);
        return new ProcessView(
                view.pid(),
                view.parent(),
                view.uid(),
                view.name(),
                view.state(),
                view.threads(),
                view.cpuRatio(),
                view.cpuSeconds(),
                view.rssBytes(),
                kibibytes(rollup, "Pss:", UNKNOWN),
                clean < 0 || dirty < 0 ? UNKNOWN : clean + dirty,
                view.fds(),
                view.readBytes(),
                view.writtenBytes(),
                view.container(),
                view.command());
    }

    private static long kibibytes(byte[] text, String name, long otherwise) {
        long number = ProcFile.number(text, name);
        return number < 0 ? otherwise : number << 10;
    }

    private long uid(long pid) {
        try {
            Object uid = Files.getAttribute(folder(pid), "unix:uid", LinkOption.NOFOLLOW_LINKS);
            return uid instanceof Number number ? number.longValue() : UNKNOWN;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return UNKNOWN;
        }
    }

    private int fds(long pid) {
        int count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(folder(pid).resolve("fd"))) {
            for (Path _ : open) {
                if (++count == FDS_MAX) {
                    break;
                }
            }
            return count;
        } catch (IOException | DirectoryIteratorException _) {
            return (int) UNKNOWN;
        }
    }

    private Path folder(long pid) {
        return table.proc().resolve(Long.toString(pid));
    }
}
