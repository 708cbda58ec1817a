package dev.attache.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as mapping files have them: `1m20s`, `500ms`, `1.5h`; `0` needs no unit.
public final class GoDuration {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|µs|ms|s|m|h)");

    private GoDuration() {}

    /// Reads a written duration; an empty one is zero.
    ///
    /// @throws IllegalArgumentException where it is none
    public static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        double nanos = 0;
        int at = 0;
        while (part.find() && part.start() == at) {
            nanos += Double.parseDouble(part.group(1)) * unitNanos(part.group(2));
            at = part.end();
        }
        if (at < text.length() && !text.equals("0")) {
            throw new IllegalArgumentException("'" + text + "' is not a duration, as in 1m20s");
        }
        return Duration.ofNanos((long) Math.min(nanos, Long.MAX_VALUE / 4.0));
    }

    private static double unitNanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 1e3;
        };
    }

    static void check(String key, String text) {
        try {
            parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(key + ": " + wrong.getMessage(), wrong);
        }
    }
}
