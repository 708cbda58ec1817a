package dev.attache.role.metrics.series;

import dev.attache.wire.exposition.LabelSet;

/// What becomes of values of which the distribution counts.
sealed interface ObserverForm {
    PushedSeries series(LabelSet labels);

    /// Quantiles.
    record Summary(SummarySeries.Settings settings) implements ObserverForm {
        @Override
        public PushedSeries series(LabelSet labels) {
            return new SummarySeries(labels, settings);
        }
    }

    /// Counts by bounds.
    @SuppressWarnings("ArrayRecordComponent") // shared by all series of a rule, and never changed
    record Histogram(double[] bounds) implements ObserverForm {
        @Override
        public PushedSeries series(LabelSet labels) {
            return new HistogramSeries(labels, bounds);
        }
    }
}
