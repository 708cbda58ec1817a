package dev.attache.role.metrics.source.prometheus;

import dev.attache.config.RelabelConfig;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Changes to series, one after the other, with the meaning that they have in Prometheus.
final class Relabelling {
    private static final String NAME = "__name__";

    private record Step(RelabelConfig config, Pattern regex) {}

    /// A series with its name.
    record Series(String name, LabelSet labels) {}

    private final List<Step> steps = new ArrayList<>();

    Relabelling(List<RelabelConfig> configs) {
        configs.forEach(each -> steps.add(new Step(each, Pattern.compile(each.regex(), Pattern.DOTALL))));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /// What becomes of a series; null where it is dropped, or left without a name.
    @Nullable Series apply(String name, LabelSet labels) {
        Map<String, String> all = new TreeMap<>();
        all.put(NAME, name);
        for (int i = 0; i < labels.size(); i++) {
            all.put(labels.name(i), labels.value(i));
        }
        for (Step each : steps) {
            if (!apply(each, all)) {
                return null;
            }
        }
        String named = all.remove(NAME);
        all.keySet().removeIf(label -> label.startsWith("__") || !MetricNames.isLabel(label));
        all.values().removeIf(String::isEmpty);
        if (named == null || !MetricNames.isMetric(named)) {
            return null;
        }
        List<String> pairs = new ArrayList<>();
        all.forEach((label, value) -> pairs.addAll(List.of(label, value)));
        return new Series(named, LabelSet.of(pairs.toArray(String[]::new)));
    }

    /// Whether the series is to be kept.
    private static boolean apply(Step step, Map<String, String> all) {
        RelabelConfig config = step.config;
        String value = joined(config, all);
        Matcher matcher = step.regex.matcher(value);
        switch (config.action()) {
            case KEEP -> {
                return matcher.matches();
            }
            case DROP -> {
                return !matcher.matches();
            }
            case REPLACE -> {
                if (matcher.matches()) {
                    put(all, expand(matcher, config.targetLabel()), expand(matcher, config.replacement()));
                }
            }
            case LOWERCASE -> put(all, config.targetLabel(), value.toLowerCase(Locale.ROOT));
            case UPPERCASE -> put(all, config.targetLabel(), value.toUpperCase(Locale.ROOT));
            case LABELMAP -> map(step, all);
            case LABELDROP ->
                all.keySet().removeIf(label -> step.regex.matcher(label).matches());
            case LABELKEEP ->
                all.keySet()
                        .removeIf(label -> !label.equals(NAME)
                                && !step.regex.matcher(label).matches());
        }
        return true;
    }

    private static String joined(RelabelConfig config, Map<String, String> all) {
        var joined = new StringJoiner(config.separator());
        config.sourceLabels().forEach(label -> joined.add(all.getOrDefault(label, "")));
        return joined.toString();
    }

    private static void put(Map<String, String> all, String label, String value) {
        if (value.isEmpty()) {
            all.remove(label);
        } else {
            all.put(label, value);
        }
    }

    private static void map(Step step, Map<String, String> all) {
        for (Map.Entry<String, String> each : new ArrayList<>(all.entrySet())) {
            Matcher matcher = step.regex.matcher(each.getKey());
            if (matcher.matches()) {
                put(all, expand(matcher, step.config.replacement()), each.getValue());
            }
        }
    }

    /// A text with `$1`, `${1}` and `${name}` filled in; what refers to nothing is empty.
    private static String expand(Matcher matcher, String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf('$', at);
            if (dollar < 0 || dollar == text.length() - 1) {
                return out.append(text, at, text.length()).toString();
            }
            out.append(text, at, dollar);
            boolean braced = text.charAt(dollar + 1) == '{';
            int from = dollar + (braced ? 2 : 1);
            int end = from;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            out.append(group(matcher, text.substring(from, end)));
            at = braced && end < text.length() ? end + 1 : end;
        }
        return out.toString();
    }

    private static String group(Matcher matcher, String reference) {
        String found = null;
        if (!reference.isEmpty() && reference.chars().allMatch(Character::isDigit)) {
            int index = reference.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(reference);
            found = index <= matcher.groupCount() ? matcher.group(index) : null;
        } else if (matcher.namedGroups().containsKey(reference)) {
            found = matcher.group(reference);
        }
        return found == null ? "" : found;
    }
}
