package dev.attache.role.metrics.series;

import dev.attache.config.GoDuration;
import dev.attache.config.MappingFile;
import dev.attache.config.MappingRule;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.MetricNames;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Names of dots to metrics with labels, by the rules of a mapping file.
///
/// Asked once for each series that is new, not for each sample; so rules are simply tried one after the other: the
/// globs first, in the file's order, then the regular expressions.
public final class Mapper {
    private static final double[] BOUNDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};
    private static final Duration AGE = Duration.ofMinutes(10);
    private static final int AGES = 5;

    /// What becomes of a sample.
    ///
    /// @param dropped whether a rule says that it is dropped
    /// @param mapped whether a rule fits
    /// @param to null where it is dropped, or its rule makes no name of it
    record Verdict(
            boolean dropped, boolean mapped, @Nullable MappedName to) {}

    private final MappingFile.Defaults defaults;
    private final List<CompiledRule> rules = new ArrayList<>();
    private final ObserverForm usualForm;

    public Mapper(MappingFile file) {
        this.defaults = file.defaults();
        this.usualForm = form(null);
        List<CompiledRule> globs = new ArrayList<>();
        List<CompiledRule> expressions = new ArrayList<>();
        for (MappingRule each : file.mappings()) {
            MappingFile.Match type =
                    each.matchType() == MappingFile.Match.UNSET ? defaults.matchType() : each.matchType();
            boolean regex = type == MappingFile.Match.REGEX;
            (regex ? expressions : globs).add(CompiledRule.of(each, regex, form(each)));
        }
        if (defaults.globDisableOrdering()) {
            globs.sort(Comparator.comparing(CompiledRule::exactness).reversed());
        }
        rules.addAll(globs);
        rules.addAll(expressions);
    }

    /// How many rules there are.
    public int size() {
        return rules.size();
    }

    /// What becomes of a name with its tags.
    Verdict map(String name, Map<String, String> tags, MetricType type) {
        for (CompiledRule each : rules) {
            String[] parts = each.isFor(type) ? each.match(name) : null;
            if (parts != null) {
                return each.rule().action() == MappingRule.Action.DROP
                        ? new Verdict(true, true, null)
                        : new Verdict(false, true, mapped(each, parts, tags));
            }
        }
        LabelSet labels = labels(Map.of(), tags, false);
        long ttl = GoDuration.parse(defaults.ttl()).toNanos();
        return new Verdict(false, false, new MappedName(escaped(name), labels, "", 1, ttl, usualForm));
    }

    private @Nullable MappedName mapped(CompiledRule compiled, String[] parts, Map<String, String> tags) {
        MappingRule rule = compiled.rule();
        String name = CompiledRule.fill(rule.name(), parts);
        if (name.isEmpty()) {
            return null;
        }
        Map<String, String> said = new TreeMap<>();
        rule.labels().forEach((label, value) -> said.put(label, CompiledRule.fill(value, parts)));
        LabelSet labels = labels(said, tags, rule.honorLabels());
        String ttl = rule.ttl().isEmpty() ? defaults.ttl() : rule.ttl();
        long ttlNanos = GoDuration.parse(ttl).toNanos();
        double scale = Double.parseDouble(rule.scale());
        return new MappedName(escaped(name), labels, rule.help(), scale, ttlNanos, compiled.form());
    }

    private static LabelSet labels(Map<String, String> said, Map<String, String> tags, boolean tagsCount) {
        Map<String, String> all = new TreeMap<>();
        tags.forEach((tag, value) -> all.put(MetricNames.toLabel(escaped(tag)), value));
        said.forEach((label, value) -> {
            if (!tagsCount || !all.containsKey(label)) {
                all.put(label, value);
            }
        });
        String[] pairs = new String[2 * all.size()];
        int at = 0;
        for (Map.Entry<String, String> each : all.entrySet()) {
            pairs[at++] = each.getKey();
            pairs[at++] = each.getValue();
        }
        return LabelSet.of(pairs);
    }

    /// As statsd_exporter does it: `_` for what a name may not hold, and one for two dashes in a row.
    static String escaped(String name) {
        return MetricNames.toMetric(name.replace("--", "_").replace(':', '_'));
    }

    /// In what form a family of an earlier run was kept.
    ObserverForm formOf(MetricFamily family) {
        if (family.type() != MetricType.HISTOGRAM) {
            return usualForm;
        }
        double[] bounds = family.samples().stream()
                .filter(each -> each.suffix().equals("_bucket"))
                .mapToDouble(each -> Numbers.parse(each.labels().valueOf("le")))
                .filter(Double::isFinite)
                .distinct()
                .sorted()
                .toArray();
        return new ObserverForm.Histogram(bounds);
    }

    private ObserverForm form(@Nullable MappingRule rule) {
        MappingFile.Observer type = MappingFile.Observer.UNSET;
        if (rule != null) {
            type = rule.observerType() == type ? rule.timerType() : rule.observerType();
        }
        if (type == MappingFile.Observer.UNSET) {
            type = defaults.observerType() == type ? defaults.timerType() : defaults.observerType();
        }
        return type == MappingFile.Observer.HISTOGRAM
                ? new ObserverForm.Histogram(bounds(rule))
                : new ObserverForm.Summary(summary(rule));
    }

    private double[] bounds(@Nullable MappingRule rule) {
        List<List<String>> places = new ArrayList<>();
        if (rule != null) {
            places.add(rule.histogramOptions().buckets());
            places.add(rule.buckets());
        }
        places.add(defaults.histogramOptions().buckets());
        places.add(defaults.buckets());
        for (List<String> each : places) {
            if (!each.isEmpty()) {
                return each.stream().mapToDouble(Double::parseDouble).toArray();
            }
        }
        return BOUNDS;
    }

    private SummarySeries.Settings summary(@Nullable MappingRule rule) {
        MappingFile.SummaryOptions usual = defaults.summaryOptions();
        MappingFile.SummaryOptions own = rule == null ? usual : rule.summaryOptions();
        List<List<MappingFile.Quantile>> places = new ArrayList<>(List.of(own.quantiles()));
        if (rule != null) {
            places.add(rule.quantiles());
        }
        places.add(usual.quantiles());
        places.add(defaults.quantiles());
        double[] quantiles = QUANTILES;
        for (List<MappingFile.Quantile> each : places.reversed()) {
            if (!each.isEmpty()) {
                quantiles = each.stream()
                        .mapToDouble(one -> Double.parseDouble(one.quantile()))
                        .sorted()
                        .distinct()
                        .toArray();
            }
        }
        String maxAge = own.maxAge().isEmpty() ? usual.maxAge() : own.maxAge();
        Duration age = maxAge.isEmpty() ? AGE : GoDuration.parse(maxAge);
        int ages = own.ageBuckets() > 0 ? own.ageBuckets() : usual.ageBuckets() > 0 ? usual.ageBuckets() : AGES;
        return new SummarySeries.Settings(quantiles, Math.max(1, age.toNanos() / ages), ages);
    }
}
