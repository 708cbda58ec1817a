package dev.attache.role.metrics.series;

import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricType;

/// A series that samples are pushed into. Written by one thread; others read it without a lock, and may see what was
/// there a moment ago.
abstract sealed class PushedSeries permits PushedSeries.Counter, PushedSeries.Gauge, SummarySeries, HistogramSeries {
    final LabelSet labels;
    long touchedNanos;
    long ttlNanos;
    boolean gone;

    PushedSeries(LabelSet labels) {
        this.labels = labels;
    }

    /// Takes part in a page.
    @FunctionalInterface
    interface Lines {
        void add(String suffix, LabelSet labels, double value);
    }

    abstract MetricType type();

    /// @param relative whether a gauge's value is added
    /// @param times how many samples it stands for
    abstract void push(double value, boolean relative, int times);

    abstract void tell(Lines lines);

    /// Takes back what a line of an earlier run said.
    void restore(String suffix, LabelSet line, double value) {
        push(value, false, 1);
    }

    /// Only grows.
    static final class Counter extends PushedSeries {
        private double value;

        Counter(LabelSet labels) {
            super(labels);
        }

        @Override
        MetricType type() {
            return MetricType.COUNTER;
        }

        @Override
        void push(double more, boolean relative, int times) {
            value += more;
        }

        @Override
        void tell(Lines lines) {
            lines.add("", labels, value);
        }
    }

    /// Is what was said last.
    static final class Gauge extends PushedSeries {
        private double value;

        Gauge(LabelSet labels) {
            super(labels);
        }

        @Override
        MetricType type() {
            return MetricType.GAUGE;
        }

        @Override
        void push(double next, boolean relative, int times) {
            value = relative ? value + next : next;
        }

        @Override
        void tell(Lines lines) {
            lines.add("", labels, value);
        }
    }
}
