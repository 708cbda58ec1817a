package dev.attache.role.metrics.push;

import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.Numbers;
import dev.attache.wire.exposition.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// OTLP 1: `ExportMetricsServiceRequest` of one resource, packed with gzip.
///
/// Counters become monotonic cumulative sums without a start, which nobody knows; histograms and summaries their like;
/// all else gauges. Names stay as they are.
final class OtlpMetrics implements PushFormat {
    private static final int CUMULATIVE = 2;
    private static final int VALUE_OF_TEXT = 1;

    private final String service;
    private final Map<String, String> attributes;

    OtlpMetrics(String service, Map<String, String> attributes) {
        this.service = service;
        this.attributes = attributes;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Content-Type", "application/x-protobuf", "Content-Encoding", "gzip");
    }

    @Override
    public byte[] body(List<MetricFamily> families, long millis) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        var resource = new ProtoMessage().message(1, attribute("service.name", service));
        attributes.forEach((name, value) -> resource.message(1, attribute(name, value)));
        var scope = new ProtoMessage()
                .message(1, new ProtoMessage().text(1, "dev.attache").text(2, "metrics"));
        for (MetricFamily family : families) {
            scope.message(2, metric(family, nanos));
        }
        var request = new ProtoMessage()
                .message(1, new ProtoMessage().message(1, resource).message(2, scope));
        return packed(request.bytes());
    }

    private static byte[] packed(byte[] plain) {
        var bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static ProtoMessage attribute(String name, String value) {
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().text(VALUE_OF_TEXT, value));
    }

    private static ProtoMessage metric(MetricFamily family, long nanos) {
        var metric = new ProtoMessage().text(1, family.name()).text(2, family.help());
        return switch (family.type()) {
            case COUNTER ->
                metric.message(7, points(family, nanos).number(2, CUMULATIVE).truth(3, true));
            case HISTOGRAM -> metric.message(9, histograms(family, nanos).number(2, CUMULATIVE));
            case SUMMARY -> metric.message(11, summaries(family, nanos));
            case GAUGE, INFO, STATE_SET, UNKNOWN -> metric.message(5, points(family, nanos));
        };
    }

    private static ProtoMessage points(MetricFamily family, long nanos) {
        var points = new ProtoMessage();
        for (Sample each : family.samples()) {
            var point = new ProtoMessage().fixed(3, nanos).real(4, each.value());
            points.message(1, labelled(point, 7, each.labels()));
        }
        return points;
    }

    private static ProtoMessage labelled(ProtoMessage point, int number, LabelSet labels) {
        for (int i = 0; i < labels.size(); i++) {
            point.message(number, attribute(labels.name(i), labels.value(i)));
        }
        return point;
    }

    /// The lines of one histogram or summary.
    private static final class Distribution {
        private double sum;
        private double count;
        private final List<double[]> parts = new ArrayList<>();
    }

    /// @param part label that tells the lines of one distribution apart
    private static Map<LabelSet, Distribution> distributions(MetricFamily family, String part) {
        Map<LabelSet, Distribution> all = new LinkedHashMap<>();
        for (Sample each : family.samples()) {
            Distribution one = all.computeIfAbsent(each.labels().without(part), _ -> new Distribution());
            switch (each.suffix()) {
                case "_sum" -> one.sum = each.value();
                case "_count" -> one.count = each.value();
                default ->
                    one.parts.add(new double[] {Numbers.parse(each.labels().valueOf(part)), each.value()});
            }
        }
        return all;
    }

    /// Buckets hold what is in each alone, where lines say what is below each bound.
    private static ProtoMessage histograms(MetricFamily family, long nanos) {
        var points = new ProtoMessage();
        distributions(family, "le").forEach((labels, each) -> {
            int bounds = (int)
                    each.parts.stream().filter(part -> Double.isFinite(part[0])).count();
            long[] counts = new long[bounds + 1];
            long[] explicit = new long[bounds];
            double below = 0;
            for (int i = 0; i < bounds; i++) {
                explicit[i] = Double.doubleToRawLongBits(each.parts.get(i)[0]);
                counts[i] = (long) (each.parts.get(i)[1] - below);
                below = each.parts.get(i)[1];
            }
            counts[bounds] = (long) (each.count - below);
            var point = new ProtoMessage()
                    .fixed(3, nanos)
                    .fixed(4, (long) each.count)
                    .real(5, each.sum);
            point.packedFixed(6, counts).packedFixed(7, explicit);
            points.message(1, labelled(point, 9, labels));
        });
        return points;
    }

    private static ProtoMessage summaries(MetricFamily family, long nanos) {
        var points = new ProtoMessage();
        distributions(family, "quantile").forEach((labels, each) -> {
            var point = new ProtoMessage()
                    .fixed(3, nanos)
                    .fixed(4, (long) each.count)
                    .real(5, each.sum);
            for (double[] part : each.parts) {
                point.message(6, new ProtoMessage().real(1, part[0]).real(2, part[1]));
            }
            points.message(1, labelled(point, 7, labels));
        });
        return points;
    }
}
