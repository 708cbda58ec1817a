package dev.attache.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How long ago this process began, to ten milliseconds. The JDK's own figure is off by up to a second: it starts from
/// the time of boot, which Linux tells in whole seconds.
final class ProcessAge {
    /// Place of the start among the fields of proc(5) that follow the name, in ticks since boot.
    private static final int START = 19;

    /// Linux shows times to programs in hundredths of a second on every machine.
    private static final long MILLIS_A_TICK = 10;

    private static final double MILLIS_A_SECOND = 1000;

    private ProcessAge() {}

    /// 0 where the system does not tell.
    static long millis() {
        try {
            return millis(Files.readString(Path.of("/proc/self/stat")), Files.readString(Path.of("/proc/uptime")));
        } catch (IOException _) {
            return 0;
        }
    }

    /// @param stat as proc(5) describes it
    /// @param uptime seconds since boot, and something else
    static long millis(String stat, String uptime) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        if (fields.length <= START) {
            return 0;
        }
        long now = (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * MILLIS_A_SECOND);
        return Math.max(now - Long.parseLong(fields[START]) * MILLIS_A_TICK, 0);
    }
}
