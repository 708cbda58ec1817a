package dev.attache.role.metrics.source.process;

import dev.attache.base.proc.ProcFile;
import dev.attache.base.proc.ProcessStat;
import dev.attache.base.proc.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `/proc/PID` says of one process at one moment.
///
/// @param proportionalBytes shared pages by share; -1 where that may not be seen
/// @param descriptors -1 where they may not be seen
/// @param readBytes -1 where they may not be seen
record ProcessFacts(
        ProcessStat stat,
        long swappedBytes,
        long proportionalBytes,
        int descriptors,
        long readBytes,
        long writtenBytes,
        long voluntarySwitches,
        long forcedSwitches) {
    private static final double TICKS = ProcessStat.TICKS_PER_SECOND;
    private static final int PAGE_BYTES = 4096;
    private static final int KIB = 1024;
    private static final byte[] NOTHING = {};

    /// The name of a program alone; empty where the process is gone.
    static String nameOf(ProcessTable table, long pid) {
        return new String(bytes(table, pid, "comm"), StandardCharsets.UTF_8).strip();
    }

    /// Null where the process has gone meanwhile.
    static @Nullable ProcessFacts read(ProcessTable table, long pid) {
        ProcessStat stat = table.stat(pid);
        byte[] status = table.read(pid, "status");
        if (stat == null || status == null) {
            return null;
        }
        byte[] io = bytes(table, pid, "io");
        return new ProcessFacts(
                stat,
                Math.max(0, ProcFile.number(status, "VmSwap:") * KIB),
                proportional(bytes(table, pid, "smaps_rollup")),
                countDescriptors(table.proc().resolve(Long.toString(pid)).resolve("fd")),
                ProcFile.number(io, "read_bytes:"),
                ProcFile.number(io, "write_bytes:"),
                Math.max(0, ProcFile.number(status, "voluntary_ctxt_switches:")),
                Math.max(0, ProcFile.number(status, "nonvoluntary_ctxt_switches:")));
    }

    double userSeconds() {
        return stat.userTicks() / TICKS;
    }

    double systemSeconds() {
        return stat.systemTicks() / TICKS;
    }

    long threads() {
        return stat.threads();
    }

    long residentBytes() {
        return stat.rssPages() * PAGE_BYTES;
    }

    long virtualBytes() {
        return stat.virtualBytes();
    }

    private static byte[] bytes(ProcessTable table, long pid, String file) {
        byte[] text = table.read(pid, file);
        return text == null ? NOTHING : text;
    }

    private static long proportional(byte[] rollup) {
        long kib = ProcFile.number(rollup, "Pss:");
        return kib < 0 ? -1 : kib * KIB;
    }

    private static int countDescriptors(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return (int) all.count();
        } catch (IOException _) {
            return -1;
        }
    }
}
