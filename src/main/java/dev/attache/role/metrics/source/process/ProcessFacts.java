package dev.attache.role.metrics.source.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What `/proc/PID` says of one process at one moment.
///
/// @param startTicks when it began, which with its number tells it from a later one
/// @param descriptors -1 where they may not be seen
/// @param proportionalBytes shared pages by share; -1 where that may not be seen
/// @param readBytes -1 where they may not be seen
record ProcessFacts(
        int pid,
        String name,
        long startTicks,
        double userSeconds,
        double systemSeconds,
        long minorFaults,
        long majorFaults,
        int threads,
        long residentBytes,
        long virtualBytes,
        long swappedBytes,
        long proportionalBytes,
        int descriptors,
        long readBytes,
        long writtenBytes,
        long voluntarySwitches,
        long forcedSwitches) {
    /// The kernel tells times in hundredths of seconds, whatever it counts in.
    private static final double TICKS = 100;
    private static final int PAGE_BYTES = 4096;
    private static final int KIB = 1024;

    /// The name of a program alone; empty where the process is gone.
    static String nameOf(Path folder) {
        try {
            return Files.readString(folder.resolve("comm"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException _) {
            return "";
        }
    }

    /// Null where the process has gone meanwhile.
    static @Nullable ProcessFacts read(Path folder) {
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            int close = stat.lastIndexOf(')');
            String[] fields = stat.substring(close + 2).split(" ");
            String status = Files.readString(folder.resolve("status"), StandardCharsets.ISO_8859_1);
            String io = text(folder.resolve("io"));
            return new ProcessFacts(
                    Integer.parseInt(String.valueOf(folder.getFileName())),
                    stat.substring(stat.indexOf('(') + 1, close),
                    Long.parseLong(fields[19]),
                    Long.parseLong(fields[11]) / TICKS,
                    Long.parseLong(fields[12]) / TICKS,
                    Long.parseLong(fields[7]),
                    Long.parseLong(fields[9]),
                    Integer.parseInt(fields[17]),
                    Long.parseLong(fields[21]) * PAGE_BYTES,
                    Long.parseLong(fields[20]),
                    Math.max(0, number(status, "VmSwap:") * KIB),
                    proportional(text(folder.resolve("smaps_rollup"))),
                    countDescriptors(folder.resolve("fd")),
                    number(io, "read_bytes:"),
                    number(io, "write_bytes:"),
                    Math.max(0, number(status, "voluntary_ctxt_switches:")),
                    Math.max(0, number(status, "nonvoluntary_ctxt_switches:")));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException _) {
            return null;
        }
    }

    private static long proportional(String rollup) {
        long kib = number(rollup, "Pss:");
        return kib < 0 ? -1 : kib * KIB;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }

    /// The number behind a word that begins a line; -1 where it is not there.
    private static long number(String text, String word) {
        int at = text.startsWith(word) ? 0 : text.indexOf("\n" + word) + 1;
        if (at == 0 && !text.startsWith(word)) {
            return -1;
        }
        int from = at + word.length();
        while (from < text.length() && !Character.isDigit(text.charAt(from))) {
            from++;
        }
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return Long.parseLong(text, from, end, 10);
    }

    private static int countDescriptors(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return (int) all.count();
        } catch (IOException _) {
            return -1;
        }
    }
}
