package dev.attache.role.metrics.push;

import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Prometheus remote write 2.0: `io.prometheus.write.v2.Request`, in which every text stands once in a table of
/// symbols and series refer to it by number. Source: the protocol's specification.
final class RemoteWriteTwo implements PushFormat {
    private static final int SYMBOLS = 4;
    private static final int TIMESERIES = 5;
    private static final int LABELS_REFS = 1;
    private static final int SAMPLES = 2;
    private static final int METADATA = 5;
    private static final int SAMPLE_VALUE = 1;
    private static final int SAMPLE_TIME = 2;
    private static final int METADATA_TYPE = 1;
    private static final int METADATA_HELP = 3;

    private final Map<String, String> labels;

    RemoteWriteTwo(Map<String, String> labels) {
        this.labels = labels;
    }

    /// Texts and the numbers by which they go; the first is empty, as the protocol has it.
    private static final class Symbols {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final ProtoMessage request = new ProtoMessage();

        Symbols() {
            numberOf("");
        }

        int numberOf(String text) {
            return numbers.computeIfAbsent(text, added -> {
                request.text(SYMBOLS, added);
                return numbers.size();
            });
        }
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(
                "Content-Type",
                "application/x-protobuf;proto=io.prometheus.write.v2.Request",
                "Content-Encoding",
                "snappy",
                "X-Prometheus-Remote-Write-Version",
                "2.0.0");
    }

    @Override
    public byte[] body(List<MetricFamily> families, long millis) {
        var symbols = new Symbols();
        for (MetricFamily family : families) {
            ProtoMessage metadata = new ProtoMessage()
                    .number(METADATA_TYPE, SeriesLabels.typeNumber(family.type()))
                    .number(METADATA_HELP, symbols.numberOf(family.help()));
            for (Sample sample : family.samples()) {
                List<String> pairs = SeriesLabels.of(family, sample, labels);
                int[] references = new int[pairs.size()];
                for (int i = 0; i < references.length; i++) {
                    references[i] = symbols.numberOf(pairs.get(i));
                }
                symbols.request.message(
                        TIMESERIES,
                        new ProtoMessage()
                                .packed(LABELS_REFS, references)
                                .message(
                                        SAMPLES,
                                        new ProtoMessage()
                                                .real(SAMPLE_VALUE, sample.value())
                                                .number(SAMPLE_TIME, millis))
                                .message(METADATA, metadata));
            }
        }
        return SnappyBlock.of(symbols.request.bytes());
    }
}
