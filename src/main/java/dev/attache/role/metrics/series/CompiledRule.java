package dev.attache.role.metrics.series;

import dev.attache.config.MappingRule;
import dev.attache.wire.exposition.MetricType;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A rule that is ready to be tried.
///
/// @param words of a glob; none for a regular expression
/// @param pattern null for a glob
/// @param form what a timer becomes
@SuppressWarnings("ArrayRecordComponent") // never shown
record CompiledRule(
        MappingRule rule, String[] words, @Nullable Pattern pattern, ObserverForm form) {
    private static final String ANY = "*";
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{([0-9]{1,4})}|([0-9]{1,4}))");

    static CompiledRule of(MappingRule rule, boolean regex, ObserverForm form) {
        return regex
                ? new CompiledRule(rule, new String[0], Pattern.compile(rule.match()), form)
                : new CompiledRule(rule, rule.match().split("\\.", -1), null, form);
    }

    boolean isFor(MetricType type) {
        return switch (rule.matchMetricType()) {
            case ANY -> true;
            case COUNTER -> type == MetricType.COUNTER;
            case GAUGE -> type == MetricType.GAUGE;
            case OBSERVER, TIMER -> type == MetricType.SUMMARY;
        };
    }

    /// What the name holds in place of each `*`, or for each group, from 1 on; null where the rule does not fit.
    String @Nullable [] match(String name) {
        return pattern == null ? matchGlob(name) : matchPattern(pattern, name);
    }

    private static String @Nullable [] matchPattern(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        if (!matcher.find()) {
            return null;
        }
        String[] parts = new String[matcher.groupCount() + 1];
        for (int i = 0; i < parts.length; i++) {
            String group = matcher.group(i);
            parts[i] = group == null ? "" : group;
        }
        return parts;
    }

    private String @Nullable [] matchGlob(String name) {
        String[] said = name.split("\\.", -1);
        if (said.length != words.length) {
            return null;
        }
        String[] parts = new String[words.length + 1];
        Arrays.fill(parts, "");
        int at = 1;
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals(ANY)) {
                parts[at++] = said[i];
            } else if (!words[i].equals(said[i])) {
                return null;
            }
        }
        return parts;
    }

    /// Orders globs by how exact they are, from left to right: a word counts for more than a `*`.
    String exactness() {
        StringBuilder out = new StringBuilder();
        for (String each : words) {
            out.append(each.equals(ANY) ? '0' : '1');
        }
        return out.toString();
    }

    /// A text with its references filled in; those to nothing are empty.
    static String fill(String text, String[] parts) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        return REFERENCE.matcher(text).replaceAll(found -> {
            String number = found.group(1) == null ? found.group(2) : found.group(1);
            int index = Integer.parseInt(number);
            return Matcher.quoteReplacement(index < parts.length ? parts[index] : "");
        });
    }
}
