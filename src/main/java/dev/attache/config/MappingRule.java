package dev.attache.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// One rule of a [MappingFile].
///
/// @param match words with dots between, of which `*` stands for any; or a regular expression
/// @param name may hold `$1` or `${1}` for what the first `*`, or group, stood for; so may the values of labels
@Doc("one rule of a mapping file")
public record MappingRule(
        @Doc("which names it is for") String match,

        @Key("match_type") @Doc("glob or regex") @Default("unset")
        MappingFile.Match matchType,

        @Key("match_metric_type") @Doc("counter, gauge, observer or timer; any where it is absent") @Default("any")
        MetricKind matchMetricType,

        @Doc("what the metric is called") @Default("") String name,

        @Doc("labels and their values") @Default("{}") Map<String, String> labels,

        @Doc("one sentence") @Default("") String help,

        @Doc("map, or drop") @Default("map") Action action,

        @Doc("how long a series is kept that nothing is sent for") @Default("")
        String ttl,

        @Key("observer_type") @Doc("summary or histogram") @Default("unset")
        MappingFile.Observer observerType,

        @Key("timer_type") @Doc("an older name of observer_type") @Default("unset")
        MappingFile.Observer timerType,

        @Key("honor_labels") @Doc("tags take the place of labels") @Default("false")
        boolean honorLabels,

        @Doc("what values are multiplied with") @Default("1")
        String scale,

        @Key("summary_options") @Doc("of summaries") @Default("{}")
        MappingFile.SummaryOptions summaryOptions,

        @Key("histogram_options") @Doc("of histograms") @Default("{}")
        MappingFile.HistogramOptions histogramOptions,

        @Doc("an older place of histogram_options.buckets") @Default("[]")
        List<String> buckets,

        @Doc("an older place of summary_options.quantiles") @Default("[]")
        List<MappingFile.Quantile> quantiles) {
    private static final Pattern GLOB = Pattern.compile("(\\*|[a-zA-Z0-9_:-]+)(\\.(\\*|[a-zA-Z0-9_:-]+))*");

    public MappingRule {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        MetricLabels.checked(labels);
        buckets = List.copyOf(buckets);
        quantiles = List.copyOf(quantiles);
        GoDuration.check("ttl", ttl);
        MappingFile.HistogramOptions.check("buckets", buckets);
        MappingFile.HistogramOptions.number("scale", scale);
        if (name.isEmpty() && action == Action.MAP) {
            throw new IllegalArgumentException("name: is missing");
        }
        if (matchType == MappingFile.Match.GLOB) {
            checkGlob(match);
        } else if (matchType == MappingFile.Match.REGEX) {
            checkRegex(match);
        }
    }

    /// @throws IllegalArgumentException where it is none
    static void checkGlob(String match) {
        if (!GLOB.matcher(match).matches()) {
            throw new IllegalArgumentException(
                    "match: is no glob: words of letters, digits, _, - and :, or *, with dots between");
        }
    }

    /// @throws IllegalArgumentException where it is none
    static void checkRegex(String match) {
        try {
            Pattern.compile(match);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("match: is no regular expression: " + wrong.getDescription());
        }
    }

    /// What becomes of a sample that a rule fits.
    public enum Action {
        MAP,
        DROP
    }

    /// Which samples a rule is for.
    public enum MetricKind {
        ANY,
        COUNTER,
        GAUGE,
        OBSERVER,
        TIMER
    }
}
