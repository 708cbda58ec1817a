package dev.attache.role.metrics.series;

import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All series of one source. One thread, its owner, writes; any may [#tell].
///
/// A name has at most a bounded number of series; what would be a further one goes to that whose only label is
/// [SampleSheet#OVERFLOW]. Names are bounded likewise, [#NAMES_MAX]; those beyond are refused and counted.
public final class SeriesStore {
    static final int NAMES_MAX = 10_000;

    /// All series of one name.
    private static final class Family {
        final String name;
        final MetricType type;
        final String help;
        final Map<LabelSet, PushedSeries> byLabels = new HashMap<>();
        final AppendList<PushedSeries> series = new AppendList<>();

        Family(String name, MetricType type, String help) {
            this.name = name;
            this.type = type;
            this.help = help;
        }
    }

    private final int seriesMax;
    private final long ttlNanos;
    private final String usualHelp;
    private final Map<String, Family> byName = new HashMap<>();
    private final AppendList<Family> families = new AppendList<>();
    private long overflowed;
    private long conflicts;
    private long refused;
    private long expired;

    /// @param seriesMax of one name
    /// @param ttlNanos how long a series is kept that nothing is sent for; 0 forever
    /// @param usualHelp of metrics for which no rule says one
    public SeriesStore(int seriesMax, long ttlNanos, String usualHelp) {
        this.seriesMax = seriesMax;
        this.ttlNanos = ttlNanos;
        this.usualHelp = usualHelp;
    }

    /// The series where samples of a name go; null where they cannot, because the name is of another type or there is
    /// no room. By the owner.
    @Nullable PushedSeries find(MappedName to, MetricType kind, long nowNanos) {
        Family family = byName.get(to.name());
        if (family == null) {
            if (byName.size() >= NAMES_MAX) {
                refused++;
                return null;
            }
            family = new Family(to.name(), make(to, kind, LabelSet.NONE).type(), help(to));
            byName.put(to.name(), family);
            families.add(family);
        }
        PushedSeries known = family.byLabels.get(to.labels());
        if (known != null && fits(known.type(), kind)) {
            return known;
        }
        if (!fits(family.type, kind)) {
            conflicts++;
            return null;
        }
        LabelSet labels = to.labels();
        if (family.byLabels.size() >= seriesMax) {
            overflowed++;
            labels = SampleSheet.OVERFLOW;
            PushedSeries overflow = family.byLabels.get(labels);
            if (overflow != null) {
                return overflow;
            }
        }
        PushedSeries made = make(to, kind, labels);
        made.touchedNanos = nowNanos;
        made.ttlNanos = to.ttlNanos() > 0 ? to.ttlNanos() : ttlNanos;
        family.byLabels.put(labels, made);
        family.series.add(made);
        return made;
    }

    private String help(MappedName to) {
        return to.help().isEmpty() ? usualHelp : to.help();
    }

    private static boolean fits(MetricType type, MetricType kind) {
        return type == kind || kind == MetricType.SUMMARY && type == MetricType.HISTOGRAM;
    }

    private static PushedSeries make(MappedName to, MetricType kind, LabelSet labels) {
        return switch (kind) {
            case COUNTER -> new PushedSeries.Counter(labels);
            case GAUGE -> new PushedSeries.Gauge(labels);
            default -> to.form().series(labels);
        };
    }

    /// Forgets series that nothing was sent for lately, and what is old in the others. By the owner.
    public void expire(long nowNanos) {
        families.forEach(family -> family.series.removeIf(each -> {
            if (each instanceof SummarySeries summary) {
                summary.turn(nowNanos);
            }
            boolean over = each.ttlNanos > 0 && nowNanos - each.touchedNanos > each.ttlNanos;
            if (over) {
                each.gone = true;
                family.byLabels.remove(each.labels);
                expired++;
            }
            return over;
        }));
        families.removeIf(family -> {
            boolean empty = family.byLabels.isEmpty();
            if (empty) {
                byName.remove(family.name);
            }
            return empty;
        });
    }

    /// Everything that is there.
    public void tell(SampleSheet sheet) {
        families.forEach(family -> {
            MetricFamily told = sheet.family(family.name, family.type, family.help);
            family.series.forEach(
                    each -> each.tell((suffix, labels, value) -> told.add(new Sample(suffix, labels, value))));
        });
    }

    /// Takes back what was there in an earlier run. Before anything is sent; by the owner.
    public void restore(List<MetricFamily> told, Mapper mapper, long nowNanos) {
        for (MetricFamily family : told) {
            ObserverForm form = mapper.formOf(family);
            for (Sample sample : family.samples()) {
                LabelSet labels = sample.labels().without("le").without("quantile");
                var to = new MappedName(family.name(), labels, family.help(), 1, 0, form);
                PushedSeries series = find(to, kind(family.type()), nowNanos);
                if (series != null) {
                    series.restore(sample.suffix(), sample.labels(), sample.value());
                }
            }
        }
    }

    private static MetricType kind(MetricType type) {
        return type == MetricType.HISTOGRAM ? MetricType.SUMMARY : type;
    }

    /// Series now.
    public int size() {
        int[] size = {0};
        families.forEach(family -> size[0] += family.series.size());
        return size[0];
    }

    /// Times that a new series had no room of its own.
    public long overflowed() {
        return overflowed;
    }

    /// Samples' names that were of another type already.
    public long conflicts() {
        return conflicts;
    }

    /// Names for which there was no room.
    public long refused() {
        return refused;
    }

    /// Series that nothing was sent for.
    public long expired() {
        return expired;
    }
}
