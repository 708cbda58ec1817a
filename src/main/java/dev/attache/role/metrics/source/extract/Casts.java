package dev.attache.role.metrics.source.extract;

import dev.attache.config.GoDuration;
import dev.attache.config.ValueConfig;
import dev.attache.wire.exposition.Numbers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words to numbers.
final class Casts {
    private static final Map<String, Double> BOOLS = Map.ofEntries(
            Map.entry("true", 1.0),
            Map.entry("t", 1.0),
            Map.entry("yes", 1.0),
            Map.entry("on", 1.0),
            Map.entry("ok", 1.0),
            Map.entry("up", 1.0),
            Map.entry("enabled", 1.0),
            Map.entry("1", 1.0),
            Map.entry("false", 0.0),
            Map.entry("f", 0.0),
            Map.entry("no", 0.0),
            Map.entry("off", 0.0),
            Map.entry("down", 0.0),
            Map.entry("disabled", 0.0),
            Map.entry("0", 0.0));
    /// What JSON and databases write.
    private static final Set<String> TRUTH = Set.of("true", "false", "t", "f");
    private static final Pattern SIZE = Pattern.compile("([0-9.]+)\\s*([kKmMgGtTpP]?)(i?)[bB]?(?:ytes)?");
    private static final String UNITS = "kmgtp";

    private Casts() {}

    /// The number that a word stands for; NaN where it is none of its kind.
    static double number(String word, ValueConfig.Cast cast) {
        String text = word.strip();
        return switch (cast) {
            case NUMBER -> plain(text);
            case BOOL -> BOOLS.getOrDefault(text.toLowerCase(Locale.ROOT), Double.NaN);
            case TIME -> time(text);
            case DURATION -> duration(text);
            case SIZE -> size(text);
            case PERCENT ->
                text.endsWith("%")
                        ? Numbers.parse(text.substring(0, text.length() - 1).strip()) / 100
                        : Numbers.parse(text) / 100;
        };
    }

    private static double plain(String text) {
        double number = Numbers.parse(text);
        return Double.isNaN(number) && TRUTH.contains(text) ? BOOLS.getOrDefault(text, Double.NaN) : number;
    }

    /// A time without zone is taken for one in UTC.
    private static double time(String text) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
            }
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            Instant instant = zoned
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return instant.getEpochSecond() + instant.getNano() / 1e9;
        } catch (DateTimeException _) {
            return Double.NaN;
        }
    }

    private static double duration(String text) {
        try {
            Duration duration = text.startsWith("P") ? Duration.parse(text) : GoDuration.parse(text);
            return text.isEmpty() ? Double.NaN : duration.toNanos() / 1e9;
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException _) {
            return Double.NaN;
        }
    }

    private static double size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Double.NaN;
        }
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
        double base = matcher.group(3).isEmpty() ? 1000 : 1024;
        return Numbers.parse(matcher.group(1)) * Math.pow(base, power);
    }
}
