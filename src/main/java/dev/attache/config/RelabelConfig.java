package dev.attache.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// One change to series, as in `metric_relabel_configs` of Prometheus: its keys, with dashes, mean the same.
///
/// @param sourceLabels whose values are put together; the name is `__name__`
@Doc("one change to series, as in metric_relabel_configs of Prometheus")
public record RelabelConfig(
        @Doc("labels whose values are put together; the name is __name__") @Default("[]")
        List<String> sourceLabels,

        @Doc("what stands between them") @Default(";") String separator,

        @Doc("what they have to be, as a regular expression of the whole") @Default("(.*)")
        String regex,

        @Doc("label that is changed") @Default("") String targetLabel,

        @Doc("its new value, with $1 for what the first group holds") @Default("$1")
        String replacement,

        @Doc("what is done: replace, keep, drop, lowercase, uppercase, labelmap, labeldrop, labelkeep")
        @Default("replace")
        Action action) {

    public RelabelConfig {
        sourceLabels = List.copyOf(sourceLabels);
        checkRegex("regex", regex);
        boolean needsTarget = action == Action.REPLACE || action == Action.LOWERCASE || action == Action.UPPERCASE;
        if (needsTarget && targetLabel.isEmpty()) {
            throw new IllegalArgumentException("target-label: is missing");
        }
    }

    /// @throws IllegalArgumentException where it is none
    static void checkRegex(String key, String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(key + ": is no regular expression: " + wrong.getDescription());
        }
    }

    /// What is done.
    public enum Action {
        REPLACE,
        KEEP,
        DROP,
        LOWERCASE,
        UPPERCASE,
        LABELMAP,
        LABELDROP,
        LABELKEEP
    }
}
