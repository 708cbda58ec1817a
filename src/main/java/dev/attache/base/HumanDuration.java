package dev.attache.base;

import java.time.Duration;

/// Durations as people write them: `250ms`, `10s`, `5m`, `1h`; `0` needs no unit.
public final class HumanDuration {
    private HumanDuration() {}

    /// Reads a written duration.
    ///
    /// @throws IllegalArgumentException saying which forms are read
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        int unit = 0;
        while (unit < text.length() && Character.isDigit(text.charAt(unit))) {
            unit++;
        }
        try {
            long count = Long.parseLong(text.substring(0, unit));
            return switch (text.substring(unit)) {
                case "us" -> Duration.ofNanos(Math.multiplyExact(count, 1000L));
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> throw malformed(text);
            };
        } catch (NumberFormatException | ArithmeticException _) {
            throw malformed(text);
        }
    }

    /// The shortest written form that [#parse] reads back to the same value, to the microsecond.
    public static String format(Duration duration) {
        long micros = duration.toNanos() / 1000;
        if (micros == 0) {
            return "0";
        }
        if (micros % 1000 != 0) {
            return micros + "us";
        }
        long millis = micros / 1000;
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("'" + text + "' is not a duration, as in 250ms, 10s, 5m or 1h");
    }
}
