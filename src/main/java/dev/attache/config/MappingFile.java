package dev.attache.config;

import java.util.List;

/// A mapping file as statsd_exporter and graphite_exporter have it: which names of dots become which metric with which
/// labels. Its keys are theirs.
@Doc("a mapping file as statsd_exporter and graphite_exporter have it")
public record MappingFile(
        @Doc("what rules have that do not say otherwise") @Default("{}")
        Defaults defaults,

        @Doc("rules; the first glob that fits counts, then the first regular expression") @Default("[]")
        List<MappingRule> mappings) {

    /// No rules.
    public static final MappingFile NONE = new MappingFile(Defaults.BUILT_IN, List.of());

    public MappingFile {
        mappings = List.copyOf(mappings);
    }

    /// What rules have that do not say otherwise.
    ///
    /// @param globDisableOrdering whether the most exact glob counts instead of the first
    @Doc("what rules have that do not say otherwise")
    public record Defaults(
            @Key("observer_type") @Doc("summary or histogram") @Default("unset")
            Observer observerType,

            @Key("timer_type") @Doc("an older name of observer_type") @Default("unset")
            Observer timerType,

            @Key("match_type") @Doc("glob or regex") @Default("unset")
            Match matchType,

            @Key("glob_disable_ordering") @Doc("the most exact glob counts") @Default("false")
            boolean globDisableOrdering,

            @Doc("how long a series is kept that nothing is sent for") @Default("")
            String ttl,

            @Key("summary_options") @Doc("of summaries") @Default("{}")
            SummaryOptions summaryOptions,

            @Key("histogram_options") @Doc("of histograms") @Default("{}")
            HistogramOptions histogramOptions,

            @Doc("an older place of histogram_options.buckets") @Default("[]")
            List<String> buckets,

            @Doc("an older place of summary_options.quantiles") @Default("[]")
            List<Quantile> quantiles) {
        static final Defaults BUILT_IN = new Defaults(
                Observer.UNSET,
                Observer.UNSET,
                Match.UNSET,
                false,
                "",
                SummaryOptions.UNSET,
                HistogramOptions.UNSET,
                List.of(),
                List.of());

        public Defaults {
            GoDuration.check("ttl", ttl);
            HistogramOptions.check("buckets", buckets);
            buckets = List.copyOf(buckets);
            quantiles = List.copyOf(quantiles);
        }
    }

    /// What a timer becomes.
    public enum Observer {
        UNSET,
        SUMMARY,
        HISTOGRAM
    }

    /// How a rule is written.
    public enum Match {
        UNSET,
        GLOB,
        REGEX
    }

    /// Of summaries.
    @Doc("of summaries")
    public record SummaryOptions(
            @Doc("which quantiles are told") @Default("[]") List<Quantile> quantiles,

            @Key("max_age") @Doc("what is older is forgotten") @Default("")
            String maxAge,

            @Key("age_buckets")
            @Doc("in how many steps it is forgotten; 0 is the default")
            @Default("0")
            @Range(min = "0", max = "60")
            int ageBuckets,

            @Key("buf_cap") @Doc("read, and of no use here") @Default("0")
            int bufCap) {
        static final SummaryOptions UNSET = new SummaryOptions(List.of(), "", 0, 0);

        public SummaryOptions {
            quantiles = List.copyOf(quantiles);
            GoDuration.check("max_age", maxAge);
        }
    }

    /// One quantile of a summary.
    @Doc("one quantile of a summary")
    public record Quantile(
            @Doc("0 to 1") String quantile,

            @Doc("read; what is kept is exact to 0.8 %") @Default("0")
            String error) {
        public Quantile {
            double value = HistogramOptions.number("quantile", quantile);
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("quantile: is not between 0 and 1");
            }
        }
    }

    /// Of histograms.
    @Doc("of histograms")
    public record HistogramOptions(
            @Doc("upper bounds, rising, without infinity") @Default("[]")
            List<String> buckets,

            @Key("native_histogram_bucket_factor") @Doc("read, and of no use here") @Default("")
            String nativeBucketFactor,

            @Key("native_histogram_max_buckets") @Doc("read, and of no use here") @Default("")
            String nativeMaxBuckets) {
        static final HistogramOptions UNSET = new HistogramOptions(List.of(), "", "");

        public HistogramOptions {
            check("buckets", buckets);
            buckets = List.copyOf(buckets);
        }

        static void check(String key, List<String> buckets) {
            double before = Double.NEGATIVE_INFINITY;
            for (String each : buckets) {
                double bound = number(key, each);
                if (!(bound > before && bound < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(key + ": bounds rise, and infinity is there of itself");
                }
                before = bound;
            }
        }

        static double number(String key, String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException _) {
                throw new IllegalArgumentException(key + ": '" + text + "' is not a number");
            }
        }
    }
}
