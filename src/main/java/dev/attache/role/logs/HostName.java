package dev.attache.role.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this machine, pod or container calls itself.
final class HostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /// Empty where it cannot be told.
    static String here() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
