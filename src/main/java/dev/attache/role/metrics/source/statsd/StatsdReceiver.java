package dev.attache.role.metrics.source.statsd;

import dev.attache.role.metrics.series.Mapper;
import dev.attache.role.metrics.series.PushTarget;
import dev.attache.role.metrics.series.SeriesStore;
import dev.attache.role.metrics.source.Clocks;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.statsd.StatsdFault;
import dev.attache.wire.statsd.StatsdName;
import dev.attache.wire.statsd.StatsdScanner;
import dev.attache.wire.statsd.StatsdSink;
import dev.attache.wire.statsd.StatsdType;
import java.util.Set;

/// Takes lines, and pushes their samples into the store. For one thread, the store's owner.
final class StatsdReceiver implements StatsdSink {
    private final SeriesStore store;
    private final Mapper mapper;
    private final Set<StatsdName.Dialect> dialects;
    private final StatsdCounts counts;
    private final Clocks clocks;
    private final LineCache cache = new LineCache();
    private final StatsdScanner scanner = new StatsdScanner(this);
    private long nowNanos;

    StatsdReceiver(
            SeriesStore store, Mapper mapper, Set<StatsdName.Dialect> dialects, StatsdCounts counts, Clocks clocks) {
        this.store = store;
        this.mapper = mapper;
        this.dialects = dialects;
        this.counts = counts;
        this.clocks = clocks;
    }

    /// Reads the lines of a range.
    void receive(byte[] bytes, int from, int end) {
        nowNanos = clocks.nanos();
        scanner.scan(bytes, from, end);
    }

    @Override
    public void onLine() {
        counts.lines++;
    }

    @Override
    public void onFault(StatsdFault fault) {
        counts.faults[fault.ordinal()]++;
    }

    @Override
    public void onSample(
            byte[] bytes,
            int nameFrom,
            int nameEnd,
            int tagsFrom,
            int tagsEnd,
            StatsdType type,
            double value,
            boolean relative,
            int times) {
        counts.samples++;
        PushTarget target = cache.get(bytes, nameFrom, nameEnd, tagsFrom, tagsEnd, type);
        if (target == null) {
            StatsdName name = StatsdName.of(bytes, nameFrom, nameEnd, tagsFrom, tagsEnd, dialects);
            counts.faults[StatsdFault.MALFORMED_TAG.ordinal()] += name.badTags();
            if (name.name().isEmpty()) {
                onFault(StatsdFault.MALFORMED_LINE);
                return;
            }
            target = PushTarget.find(store, mapper, false, name.name(), name.tags(), kind(type), nowNanos);
            cache.put(bytes, nameFrom, nameEnd, tagsFrom, tagsEnd, type, target);
        }
        count(target, type);
        if (!target.push(value, relative, times, nowNanos)) {
            counts.negative++;
        }
    }

    private void count(PushTarget target, StatsdType type) {
        if (target.isDropped()) {
            counts.dropped++;
        } else if (target.isNowhere()) {
            counts.conflicts++;
        } else {
            counts.events[type.ordinal()]++;
            if (target.isMapped()) {
                counts.mapped++;
            } else {
                counts.unmapped++;
            }
        }
    }

    private static MetricType kind(StatsdType type) {
        return switch (type) {
            case COUNTER -> MetricType.COUNTER;
            case GAUGE -> MetricType.GAUGE;
            case OBSERVER -> MetricType.SUMMARY;
        };
    }
}
