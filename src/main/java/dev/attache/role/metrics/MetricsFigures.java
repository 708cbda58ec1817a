package dev.attache.role.metrics;

import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.role.metrics.push.Pusher;
import java.util.List;

/// What a metrics adapter counts of itself. Labels are bounded: one value for each source.
final class MetricsFigures implements MetricSource {
    private final String role;
    private final Scraper scraper;
    private volatile List<Pusher> pushers = List.of();

    MetricsFigures(String role, Scraper scraper) {
        this.role = role;
        this.scraper = scraper;
    }

    void use(List<Pusher> next) {
        pushers = next;
    }

    @Override
    public void collect(MetricSink sink) {
        sink.counter("metrics_scrapes", "Scrapes of a metrics adapter.", scraper.scrapes(), "role", role);
        String leftOut = "Samples left out of the last scrape, being there already or of another type.";
        sink.gauge("metrics_samples_left_out", leftOut, scraper.leftOut(), "role", role);
        pushers.forEach(each -> each.collect(sink));
        for (AskedSource each : scraper.sources()) {
            AskedSource.Answer last = each.last();
            if (last != null) {
                String[] labels = {"role", role, "source", each.name()};
                sink.gauge("metrics_source_up", "Whether a source could be asked.", last.isUp() ? 1 : 0, labels);
                double seconds = last.tookNanos() / 1e9;
                sink.gauge("metrics_source_duration_seconds", "How long asking it took.", seconds, labels);
            }
        }
    }
}
