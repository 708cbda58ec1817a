package dev.attache.cli.demo;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Numbers for people.
final class Counted {
    private Counted() {}

    /// `12,345`
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// `35 ms` or `2.07 s`
    static String time(long nanos) {
        long millis = Math.max(TimeUnit.NANOSECONDS.toMillis(nanos), 0);
        return millis < TimeUnit.SECONDS.toMillis(1)
                ? millis + " ms"
                : String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
    }
}
