package dev.attache.role.metrics.series;

import dev.attache.wire.exposition.MetricType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where samples of one name and its tags go: found once, and then known by whoever pushes.
public final class PushTarget {
    /// A rule says that samples are dropped.
    private static final PushTarget DROPPED = new PushTarget(null, 1, true, true);

    private final @Nullable PushedSeries series;
    private final double scale;
    private final boolean dropped;
    private final boolean mapped;

    private PushTarget(@Nullable PushedSeries series, double scale, boolean dropped, boolean mapped) {
        this.series = series;
        this.scale = scale;
        this.dropped = dropped;
        this.mapped = mapped;
    }

    /// Finds it. By the store's owner.
    ///
    /// @param mappedOnly whether what no rule fits is dropped
    /// @param kind counter, gauge, or summary for what becomes a summary or histogram
    public static PushTarget find(
            SeriesStore store,
            Mapper mapper,
            boolean mappedOnly,
            String name,
            Map<String, String> tags,
            MetricType kind,
            long nowNanos) {
        Mapper.Verdict verdict = mapper.map(name, tags, kind);
        if (verdict.dropped() || mappedOnly && !verdict.mapped()) {
            return DROPPED;
        }
        MappedName to = verdict.to();
        PushedSeries series = to == null ? null : store.find(to, kind, nowNanos);
        return new PushTarget(series, to == null ? 1 : to.scale(), false, verdict.mapped());
    }

    /// Whether a rule says that its samples are dropped.
    public boolean isDropped() {
        return dropped;
    }

    /// Whether a rule fits it.
    public boolean isMapped() {
        return mapped;
    }

    /// Whether samples go nowhere: the name is of another type, or there is no room.
    public boolean isNowhere() {
        return series == null && !dropped;
    }

    /// Whether it has to be found anew, since nothing was sent for it for too long.
    public boolean isGone() {
        PushedSeries known = series;
        return known != null && known.gone;
    }

    /// Hands a sample on. By the store's owner.
    ///
    /// @return false where a counter would fall; nothing has changed then
    public boolean push(double value, boolean relative, int times, long nowNanos) {
        PushedSeries known = series;
        if (known == null) {
            return true;
        }
        double scaled = value * scale;
        if (scaled < 0 && known.type() == MetricType.COUNTER) {
            return false;
        }
        known.touchedNanos = nowNanos;
        known.push(scaled, relative, times);
        return true;
    }
}
