package dev.attache.role.metrics.source.log;

import dev.attache.config.LogSourceConfig;
import dev.attache.observe.LatencyHistogram;
import dev.attache.observe.MetricSink;
import dev.attache.observe.Observer;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricType;
import java.io.IOException;

/// The metrics that a log role makes of records. What they count stays with that role, through restarts too.
public final class LogSource implements Source {
    private final LogSourceConfig config;
    private final Observer observer;

    public LogSource(LogSourceConfig config, Observer observer) {
        this.config = config;
        this.observer = observer;
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException {
        if (!observer.collect(config.role(), new OwnMetrics(sheet))) {
            throw new IOException("the role " + config.role() + " does not run");
        }
    }

    /// Takes what has a name of the user's, and leaves what attache counts of itself to the operator's page.
    private record OwnMetrics(SampleSheet sheet) implements MetricSink {
        @Override
        public void ownCounter(String name, String help, double value, String... labels) {
            sheet.counter(name + "_total", help, value, labels);
        }

        @Override
        public void ownGauge(String name, String help, double value, String... labels) {
            sheet.gauge(name, help, value, labels);
        }

        @Override
        public void ownHistogram(
                String name, String help, double[] bounds, long[] counts, double sum, String... labels) {
            LabelSet set = LabelSet.of(labels);
            long below = 0;
            for (int i = 0; i < counts.length; i++) {
                below += counts[i];
                String bound = i < bounds.length ? text(bounds[i]) : "+Inf";
                sheet.add(name, MetricType.HISTOGRAM, help, "_bucket", set.with("le", bound), below);
            }
            sheet.add(name, MetricType.HISTOGRAM, help, "_sum", set, sum);
            sheet.add(name, MetricType.HISTOGRAM, help, "_count", set, below);
        }

        private static String text(double bound) {
            return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                    ? Long.toString((long) bound)
                    : Double.toString(bound);
        }

        @Override
        public void counter(String name, String help, double value, String... labels) {}

        @Override
        public void gauge(String name, String help, double value, String... labels) {}

        @Override
        public void info(String name, String help, String... labels) {}

        @Override
        public void latency(String name, String help, LatencyHistogram histogram, String... labels) {}
    }
}
