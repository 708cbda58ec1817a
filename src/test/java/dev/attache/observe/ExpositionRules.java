package dev.attache.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the text format 0.0.4 and OpenMetrics 1.0 demand of a page, checked line by line.
final class ExpositionRules {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{((?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*)})? "
                    + "(\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final boolean openMetrics;
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> series = new HashSet<>();
    private final Set<String> closedFamilies = new HashSet<>();
    private final Map<String, Double> lastBucket = new HashMap<>();
    private @Nullable String family;

    private ExpositionRules(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    static void check(String page, boolean openMetrics) {
        assertThat(page).endsWith("\n").doesNotContain("\r");
        List<String> lines = page.lines().toList();
        if (openMetrics) {
            assertThat(lines.getLast()).isEqualTo("# EOF");
            lines = lines.subList(0, lines.size() - 1);
        }
        ExpositionRules rules = new ExpositionRules(openMetrics);
        lines.forEach(rules::checkLine);
    }

    private void checkLine(String line) {
        if (line.startsWith("#")) {
            Matcher meta = META.matcher(line);
            assertThat(meta.matches())
                    .as("a comment that is HELP, TYPE or UNIT: %s", line)
                    .isTrue();
            onMeta(meta.group(1), meta.group(2), meta.group(3));
        } else {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as("a sample: %s", line).isTrue();
            onSample(line, sample.group(1), sample.group(3) == null ? "" : sample.group(3), sample.group(4));
        }
    }

    private void onMeta(String word, String name, String rest) {
        if (!name.equals(family)) {
            assertThat(closedFamilies.add(name))
                    .as("the family %s stands in one place", name)
                    .isTrue();
            family = name;
        }
        if (word.equals("TYPE")) {
            assertThat(rest).isIn("counter", "gauge", "histogram", "summary", "info", "unknown", "untyped");
            assertThat(types.put(name, rest)).as("one type for %s", name).isNull();
        }
    }

    private void onSample(String line, String name, String labels, String value) {
        double number = switch (value) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
        };
        assertThat(series.add(name + "{" + labels + "}"))
                .as("each series once: %s", line)
                .isTrue();
        String type = types.getOrDefault(String.valueOf(family), "");
        assertThat(name).as("a sample under its family's TYPE: %s", line).isIn(namesOf(String.valueOf(family), type));
        Set<String> names = new HashSet<>();
        Matcher label = LABEL.matcher(labels);
        StringBuilder others = new StringBuilder(name);
        double bound = Double.NaN;
        while (label.find()) {
            assertThat(names.add(label.group(1)))
                    .as("each label once: %s", line)
                    .isTrue();
            if (label.group(1).equals("le")) {
                bound = label.group(2).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(label.group(2));
            } else {
                others.append(label.group());
            }
        }
        if (name.endsWith("_bucket")) {
            assertThat(bound).as("a bucket has its bound: %s", line).isNotNaN();
            Double before = lastBucket.put(others.toString(), number);
            assertThat(number).as("buckets grow: %s", line).isGreaterThanOrEqualTo(before == null ? 0 : before);
        }
    }

    private List<String> namesOf(String name, String type) {
        return switch (type) {
            case "counter" -> openMetrics ? List.of(name + "_total") : List.of(name);
            case "histogram" -> List.of(name + "_bucket", name + "_sum", name + "_count");
            case "summary" -> List.of(name, name + "_sum", name + "_count");
            case "info" -> List.of(name + "_info");
            default -> List.of(name);
        };
    }
}
