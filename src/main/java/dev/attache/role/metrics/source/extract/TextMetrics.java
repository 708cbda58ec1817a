package dev.attache.role.metrics.source.extract;

import dev.attache.config.MetricKind;
import dev.attache.config.TextMetricConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Metrics out of a text.
public final class TextMetrics {
    private static final String VALUE = "value";
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{([A-Za-z0-9]+)}|([A-Za-z0-9]+))");

    private record Rule(TextMetricConfig config, Pattern pattern) {}

    private final List<Rule> rules = new ArrayList<>();

    public TextMetrics(List<TextMetricConfig> configs) {
        configs.forEach(each -> rules.add(new Rule(each, Pattern.compile(each.pattern(), Pattern.MULTILINE))));
    }

    /// Tells what the text says.
    public void tell(SampleSheet sheet, String text) {
        for (Rule rule : rules) {
            TextMetricConfig config = rule.config;
            var writing = new Writing(sheet, config.name(), config.type(), config.help(), config.as());
            Matcher found = rule.pattern.matcher(text);
            boolean any = false;
            while (found.find()) {
                any = true;
                String value = config.type() == MetricKind.INFO ? "" : value(found);
                writing.series(value, labels(config.labels(), found));
            }
            if (!any) {
                writing.missing();
            }
            writing.end();
        }
    }

    private static String value(Matcher found) {
        String value = found.namedGroups().containsKey(VALUE) ? found.group(VALUE) : found.group(1);
        return value == null ? "" : value;
    }

    private static LabelSet labels(Map<String, String> labels, Matcher found) {
        String[] pairs = new String[2 * labels.size()];
        int at = 0;
        for (Map.Entry<String, String> each : labels.entrySet()) {
            pairs[at++] = each.getKey();
            pairs[at++] = REFERENCE
                    .matcher(each.getValue())
                    .replaceAll(reference -> Matcher.quoteReplacement(
                            group(found, reference.group(1) == null ? reference.group(2) : reference.group(1))));
        }
        return LabelSet.of(pairs);
    }

    private static String group(Matcher found, String reference) {
        String value = null;
        if (Character.isDigit(reference.charAt(0))) {
            int index = reference.length() == 1 ? reference.charAt(0) - '0' : Integer.MAX_VALUE;
            value = index <= found.groupCount() ? found.group(index) : null;
        } else if (found.namedGroups().containsKey(reference)) {
            value = found.group(reference);
        }
        return value == null ? "" : value;
    }
}
