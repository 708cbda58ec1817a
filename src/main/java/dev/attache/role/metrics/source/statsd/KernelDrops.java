package dev.attache.role.metrics.source.statsd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// What the kernel dropped at UDP ports because nobody read it in time: the last column of `/proc/net/udp`.
final class KernelDrops {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

    private KernelDrops() {}

    /// Datagrams dropped at all sockets of a port; 0 where that is not to be known.
    static long ofUdp(int port) {
        String suffix = ":" + HexFormat.of().withUpperCase().toHexDigits((short) port);
        long drops = 0;
        for (Path each : TABLES) {
            try {
                for (String line : Files.readAllLines(each)) {
                    String[] words = line.strip().split(" +");
                    if (words.length > 12 && words[1].endsWith(suffix)) {
                        drops += Long.parseLong(words[words.length - 1]);
                    }
                }
            } catch (IOException | NumberFormatException _) {
                // A kernel without the table has dropped nothing that could be told.
            }
        }
        return drops;
    }
}
