package dev.attache.observe;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The one place that sees the metrics library; nothing of it loads before the first scrape.
final class PrometheusText {
    /// Meters whose names Prometheus's own checker finds fault with.
    private static final Set<String> ILL_NAMED = Set.of("process.cpu.time", "system.cpu.count");

    /// Metrics of the JVM itself.
    private static final PrometheusMeterRegistry JVM = jvm();

    private PrometheusText() {}

    private static PrometheusMeterRegistry jvm() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(MeterFilter.deny(meter -> ILL_NAMED.contains(meter.getName())));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        @SuppressWarnings("resource") // lives as long as the process
        var collections = new JvmGcMetrics();
        collections.bindTo(registry);
        return registry;
    }

    static byte[] write(List<MetricSource> sources, boolean openMetrics) {
        List<MetricSnapshot> all = new ArrayList<>(collect(sources).snapshots());
        JVM.getPrometheusRegistry().scrape().forEach(all::add);
        var out = new ByteArrayOutputStream();
        try {
            var snapshots = new MetricSnapshots(all);
            if (openMetrics) {
                new OpenMetricsTextFormatWriter(false, false).write(out, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
            } else {
                PrometheusTextFormatWriter.create().write(out, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// A source that fails costs its own samples, not the scrape.
    private static SampleCollector collect(List<MetricSource> sources) {
        var samples = new SampleCollector();
        int failed = 0;
        for (MetricSource source : sources) {
            try {
                source.collect(samples);
            } catch (RuntimeException _) {
                failed++;
            }
        }
        samples.gauge("scrape_sources_failed", "Parts of attache that could not say what they count.", failed);
        samples.gauge("scrape_samples_left_out", "Samples for which there was no room.", samples.leftOut());
        return samples;
    }
}
