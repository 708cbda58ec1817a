package dev.attache.testing;

import dev.attache.observe.Event;
import dev.attache.observe.LatencyHistogram;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.observe.Observer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what it is told, and asks its sources when a test does.
public final class RecordingObserver implements Observer {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<MetricSource> sources = new CopyOnWriteArrayList<>();

    @Override
    public void emit(Event event) {
        events.add(event);
    }

    @Override
    public void register(MetricSource source) {
        sources.add(source);
    }

    @Override
    public void unregister(MetricSource source) {
        sources.remove(source);
    }

    @Override
    public boolean collect(String role, MetricSink sink) {
        boolean any = false;
        for (MetricSource each : sources) {
            if (each.role().equals(role)) {
                each.collect(sink);
                any = true;
            }
        }
        return any;
    }

    /// The messages so far.
    public List<String> messages() {
        return events.stream().map(Event::message).toList();
    }

    /// What all sources say now: name and labels, as in `seen{role=a}`, to value. A latency shows its count.
    public Map<String, Double> samples() {
        Samples samples = new Samples();
        sources.forEach(source -> source.collect(samples));
        return samples.values;
    }

    private static final class Samples implements MetricSink {
        private final Map<String, Double> values = new LinkedHashMap<>();

        private void put(String name, double value, String... labels) {
            StringBuilder key = new StringBuilder(name);
            for (int i = 0; i < labels.length; i += 2) {
                key.append(i == 0 ? '{' : ',').append(labels[i]).append('=').append(labels[i + 1]);
            }
            values.put(labels.length == 0 ? name : key.append('}').toString(), value);
        }

        @Override
        public void counter(String name, String help, double value, String... labels) {
            put(name, value, labels);
        }

        @Override
        public void gauge(String name, String help, double value, String... labels) {
            put(name, value, labels);
        }

        @Override
        public void info(String name, String help, String... labels) {
            put(name, 1, labels);
        }

        @Override
        public void ownCounter(String name, String help, double value, String... labels) {
            put(name + "_total", value, labels);
        }

        @Override
        public void ownGauge(String name, String help, double value, String... labels) {
            put(name, value, labels);
        }

        @Override
        public void ownHistogram(
                String name, String help, double[] bounds, long[] counts, double sum, String... labels) {
            put(name + "_count", Arrays.stream(counts).sum(), labels);
            put(name + "_sum", sum, labels);
        }

        @Override
        public void latency(String name, String help, LatencyHistogram histogram, String... labels) {
            put(name, histogram.count(), labels);
        }
    }
}
