package dev.attache.role.metrics.source.prometheus;

import dev.attache.config.PrometheusSourceConfig;
import dev.attache.role.metrics.source.SampleSheet;
import dev.attache.role.metrics.source.Source;
import dev.attache.role.metrics.source.web.WebClient;
import dev.attache.wire.exposition.ExpositionReader;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Sample;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A page of metrics that is there already.
///
/// A page with a line that cannot be read, or of OpenMetrics without its end, counts as one that did not come: half a
/// page would look like series that have gone.
public final class PrometheusSource implements Source {
    private static final String ACCEPT =
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1";

    private final PrometheusSourceConfig config;
    private final WebClient client;
    private final List<Pattern> only;
    private final Relabelling relabelling;

    public PrometheusSource(PrometheusSourceConfig config) {
        this.config = config;
        Map<String, String> headers = new HashMap<>(Map.of("Accept", ACCEPT));
        headers.putAll(config.headers());
        this.client = new WebClient(
                config.url(), headers, Math.toIntExact(config.sizeMax().bytes()));
        this.only = config.only().stream().map(Pattern::compile).toList();
        this.relabelling = new Relabelling(config.relabel());
    }

    @Override
    public void collect(SampleSheet sheet) throws IOException {
        WebClient.Reply reply = client.good();
        boolean openMetrics = reply.contentType().startsWith("application/openmetrics-text");
        ExpositionReader.Reading reading = ExpositionReader.read(reply.text(), openMetrics);
        if (reading.faults() > 0) {
            throw new IOException(
                    reading.faults() + " lines of the page are no samples, as this: " + reading.firstFault());
        }
        if (openMetrics && !reading.ended()) {
            throw new IOException("the page has no # EOF at its end");
        }
        reading.families().forEach(each -> tell(sheet, each));
    }

    private void tell(SampleSheet sheet, MetricFamily family) {
        if (!only.isEmpty()
                && only.stream().noneMatch(each -> each.matcher(family.name()).matches())) {
            return;
        }
        String name = config.rename().getOrDefault(family.name(), family.name());
        for (Sample each : family.samples()) {
            if (relabelling.isEmpty()) {
                sheet.add(name, family.type(), family.help(), each.suffix(), each.labels(), each.value());
            } else {
                relabelled(sheet, family, name, each);
            }
        }
    }

    /// Prometheus relabels what it stores, where a part of a histogram is a name like any other: so a rule sees the
    /// name with its suffix, and where it gives another the rest of the family need not follow.
    private void relabelled(SampleSheet sheet, MetricFamily family, String name, Sample sample) {
        String whole = name + sample.suffix();
        Relabelling.Series series = relabelling.apply(whole, sample.labels());
        if (series == null) {
            return;
        }
        if (series.name().equals(whole)) {
            sheet.add(name, family.type(), family.help(), sample.suffix(), series.labels(), sample.value());
            return;
        }
        boolean whollyRenamed = !sample.suffix().isEmpty() && series.name().endsWith(sample.suffix());
        String base = whollyRenamed
                ? series.name()
                        .substring(0, series.name().length() - sample.suffix().length())
                : series.name();
        boolean part = !sample.suffix().isEmpty() && !whollyRenamed;
        sheet.add(
                base,
                part ? MetricType.UNKNOWN : family.type(),
                family.help(),
                whollyRenamed ? sample.suffix() : "",
                series.labels(),
                sample.value());
    }
}
