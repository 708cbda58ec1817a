package dev.attache.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A metric made from records: just one of the three kinds.
///
/// @param labels expressions by label
/// @param buckets bounds, in ascending order
@Doc("a metric made from records: just one of counter, gauge and histogram, which is its name")
public record LogMetricConfig(
        @Doc("name of what only grows; ends in _total") @Default("")
        String counter,

        @Doc("name of what is as the last record says") @Default("")
        String gauge,

        @Doc("name of a distribution") @Default("") String histogram,

        @Doc("what it means, for people who read the metrics") @Default("Made from records of logs.")
        String help,

        @Doc("the condition of records that count; empty takes all") @Default("")
        String where,

        @Doc("expression of the number that is added, shown or distributed; of a counter 1 where it is absent")
        @Default("")
        String value,

        @Doc("labels and the expressions of their values; what is null is empty") @Default("{}")
        Map<String, String> labels,

        @Doc("upper bounds of a histogram, in ascending order; those of a duration in seconds where none are given")
        @Default("[]")
        List<String> buckets,

        @Doc("label sets that are counted apart; all beyond are counted together, with the label value _other")
        @Default("1000")
        @Range(min = "1", max = "10000")
        int seriesMax,

        @Doc("keep it through restarts, in the state folder; lines read again after a crash are not counted twice")
        @Default("false")
        boolean persist) {

    private static final int LABELS_MAX = 16;
    private static final int BUCKETS_MAX = 100;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]{0,199}");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,99}");
    private static final List<String> OURS = List.of("attache_", "jvm_", "process_", "system_", "target_info");
    private static final List<String> SUFFIXES = List.of("_total", "_created", "_bucket", "_info", "_sum", "_count");
    private static final List<String> SECONDS =
            List.of("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10");

    public LogMetricConfig {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        buckets = histogram.isEmpty() || !buckets.isEmpty() ? List.copyOf(buckets) : SECONDS;
        int given = (counter.isEmpty() ? 0 : 1) + (gauge.isEmpty() ? 0 : 1) + (histogram.isEmpty() ? 0 : 1);
        if (given != 1) {
            throw new IllegalArgumentException(
                    (given == 0 ? "has no name" : "has several names") + ": it is one of counter, gauge and histogram");
        }
        if (!counter.isEmpty()) {
            checkName("counter", counter);
            if (!counter.endsWith("_total") || counter.equals("_total")) {
                throw new IllegalArgumentException(
                        "counter: a counter's name ends in _total, as in " + counter + "_total");
            }
        } else {
            String key = gauge.isEmpty() ? "histogram" : "gauge";
            String name = gauge + histogram;
            checkName(key, name);
            for (String each : SUFFIXES) {
                if (name.endsWith(each)) {
                    throw new IllegalArgumentException(key + ": the ending " + each + " means something else");
                }
            }
            if (value.isEmpty()) {
                throw new IllegalArgumentException("value: a " + key + " needs one");
            }
        }
        checkLabels(labels, !histogram.isEmpty());
        checkBuckets(buckets, !histogram.isEmpty());
        LogTexts.checkCondition("where", where);
        LogTexts.checkCondition("value", value);
    }

    /// Its name, whatever kind it is of.
    public String name() {
        return counter + gauge + histogram;
    }

    /// The bounds as numbers.
    public double[] bounds() {
        return buckets.stream().mapToDouble(Double::parseDouble).toArray();
    }

    private static void checkName(String key, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    key + ": a name has letters, digits, underscores and colons, no digit" + " first");
        }
        for (String each : OURS) {
            if (name.startsWith(each)) {
                throw new IllegalArgumentException(key + ": names that begin with " + each + " are attache's own");
            }
        }
    }

    private static void checkLabels(Map<String, String> labels, boolean histogram) {
        if (labels.size() > LABELS_MAX) {
            throw new IllegalArgumentException("labels: at most " + LABELS_MAX);
        }
        labels.forEach((name, expression) -> {
            if (!LABEL.matcher(name).matches() || name.startsWith("__") || histogram && name.equals("le")) {
                throw new IllegalArgumentException("labels: " + Wording.quoted(name)
                        + " is no name of a label: letters, digits and underscores, no digit first");
            }
            LogTexts.checkExpression("labels", expression);
        });
    }

    private static void checkBuckets(List<String> buckets, boolean histogram) {
        if (!histogram && !buckets.isEmpty()) {
            throw new IllegalArgumentException("buckets: only a histogram has some");
        }
        if (buckets.size() > BUCKETS_MAX) {
            throw new IllegalArgumentException("buckets: at most " + BUCKETS_MAX);
        }
        List<Double> bounds = new ArrayList<>();
        for (String each : buckets) {
            try {
                bounds.add(Double.valueOf(each));
            } catch (NumberFormatException refused) {
                throw new IllegalArgumentException("buckets: " + Wording.quoted(each) + " is no number", refused);
            }
            double last = bounds.getLast();
            boolean rising = bounds.size() == 1 || last > bounds.get(bounds.size() - 2);
            if (!Double.isFinite(last) || !rising) {
                throw new IllegalArgumentException("buckets: each bound is above the one before, and none is endless");
            }
        }
    }
}
