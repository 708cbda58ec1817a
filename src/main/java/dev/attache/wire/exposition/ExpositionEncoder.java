package dev.attache.wire.exposition;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Families to the bytes of a scrape.
///
/// In OpenMetrics the family of a counter is called like its samples without `_total`, and that of an info without
/// `_info`. A counter or info that cannot be called so, because the suffix is not there or another family has the name
/// that would be left, is of type unknown there: its samples keep their name in both formats, so that no query changes.
public final class ExpositionEncoder {
    private static final String TOTAL = "_total";
    private static final String INFO = "_info";
    private static final double WHOLE_MAX = 1e15;

    private final GrowingBytes out = new GrowingBytes();
    private final boolean openMetrics;

    private ExpositionEncoder(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    /// The text of families whose names differ, in their order. A family without samples is left out.
    public static byte[] encode(List<MetricFamily> families, boolean openMetrics) {
        var encoder = new ExpositionEncoder(openMetrics);
        Set<String> names = new HashSet<>();
        families.forEach(each -> names.add(each.name()));
        for (MetricFamily each : families) {
            if (!each.samples().isEmpty()) {
                encoder.family(each, names);
            }
        }
        if (openMetrics) {
            encoder.out.append("# EOF\n");
        }
        return Arrays.copyOf(encoder.out.array(), encoder.out.length());
    }

    private void family(MetricFamily family, Set<String> names) {
        String name = family.name();
        String word = family.type().text();
        if (openMetrics) {
            String base = baseName(family);
            boolean fits = !base.isEmpty() && (base.equals(name) || !names.contains(base));
            name = fits ? base : name;
            word = fits ? family.type().openMetrics() : MetricType.UNKNOWN.openMetrics();
        }
        if (!family.help().isEmpty()) {
            out.append("# HELP ");
            out.append(name);
            out.append(' ');
            text(family.help(), openMetrics);
            out.append('\n');
        }
        out.append("# TYPE ");
        out.append(name);
        out.append(' ');
        out.append(word);
        out.append('\n');
        List<Sample> samples = family.samples();
        for (int i = 0; i < samples.size(); i++) {
            sample(family.name(), samples.get(i));
        }
    }

    /// What OpenMetrics calls a family; empty where its type forbids its name.
    private static String baseName(MetricFamily family) {
        String suffix = switch (family.type()) {
            case COUNTER -> TOTAL;
            case INFO -> INFO;
            default -> "";
        };
        String name = family.name();
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
    }

    private void sample(String name, Sample sample) {
        out.append(name);
        out.append(sample.suffix());
        LabelSet labels = sample.labels();
        for (int i = 0; i < labels.size(); i++) {
            out.append(i == 0 ? '{' : ',');
            out.append(labels.name(i));
            out.append('=');
            out.append('"');
            text(labels.value(i), true);
            out.append('"');
        }
        if (!labels.isEmpty()) {
            out.append('}');
        }
        out.append(' ');
        number(sample.value());
        out.append('\n');
    }

    private void number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < WHOLE_MAX) {
            out.appendDecimal((long) value);
        } else if (Double.isInfinite(value)) {
            out.append(value > 0 ? "+Inf" : "-Inf");
        } else {
            out.append(Double.toString(value));
        }
    }

    /// Appends a text with what the formats escape.
    private void text(String text, boolean quotes) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            out.append(text);
            return;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '"' -> escaped.append(quotes ? "\\\"" : "\"");
                default -> escaped.append(letter);
            }
        }
        out.append(escaped.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPlain(char letter) {
        return letter < 0x80 && letter != '\\' && letter != '\n' && letter != '"';
    }
}
