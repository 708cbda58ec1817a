package dev.attache.role.metrics.push;

import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.Sample;
import java.util.List;
import java.util.Map;

/// Prometheus remote write 1.0: `prometheus.WriteRequest`, for receivers from before 2.0.
final class RemoteWriteOne implements PushFormat {
    private static final int TIMESERIES = 1;
    private static final int METADATA = 3;
    private static final int LABELS = 1;
    private static final int SAMPLES = 2;
    private static final int NAME = 1;
    private static final int VALUE = 2;
    private static final int SAMPLE_VALUE = 1;
    private static final int SAMPLE_TIME = 2;
    private static final int METADATA_TYPE = 1;
    private static final int METADATA_FAMILY = 2;
    private static final int METADATA_HELP = 4;

    private final Map<String, String> labels;

    RemoteWriteOne(Map<String, String> labels) {
        this.labels = labels;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(
                "Content-Type",
                "application/x-protobuf",
                "Content-Encoding",
                "snappy",
                "X-Prometheus-Remote-Write-Version",
                "0.1.0");
    }

    @Override
    public byte[] body(List<MetricFamily> families, long millis) {
        var request = new ProtoMessage();
        for (MetricFamily family : families) {
            for (Sample sample : family.samples()) {
                var series = new ProtoMessage();
                List<String> pairs = SeriesLabels.of(family, sample, labels);
                for (int i = 0; i < pairs.size(); i += 2) {
                    series.message(
                            LABELS, new ProtoMessage().text(NAME, pairs.get(i)).text(VALUE, pairs.get(i + 1)));
                }
                series.message(
                        SAMPLES,
                        new ProtoMessage().real(SAMPLE_VALUE, sample.value()).number(SAMPLE_TIME, millis));
                request.message(TIMESERIES, series);
            }
            request.message(
                    METADATA,
                    new ProtoMessage()
                            .number(METADATA_TYPE, SeriesLabels.typeNumber(family.type()))
                            .text(METADATA_FAMILY, family.name())
                            .text(METADATA_HELP, family.help()));
        }
        return SnappyBlock.of(request.bytes());
    }
}
