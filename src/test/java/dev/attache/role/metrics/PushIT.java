package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.Program;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.RunningServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is pushed, read by the library of the protocols, and by a real Prometheus where it speaks them.
class PushIT {
    private static final String TAKEN = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String PAGE = """
        # TYPE hits counter
        hits_total{path="/a b"} 17
        # TYPE depth gauge
        # HELP depth How deep.
        depth 2.5
        # TYPE took histogram
        took_bucket{le="0.1"} 1
        took_bucket{le="1"} 4
        took_bucket{le="+Inf"} 5
        took_sum 3.5
        took_count 5
        # TYPE wait summary
        wait{quantile="0.5"} 0.25
        wait_sum 9
        wait_count 3
        """;

    @TempDir
    private Path folder;

    /// A metrics role whose page is that of a server which tells [#PAGE], with a receiver.
    private static Adapter start(RawOrigin pages, String push) throws Exception {
        return Adapter.start("""
            sources: {app: {kind: prometheus, url: "http://%s/metrics"}}
            push: {there: %s}
            """.formatted(pages.address(), push));
    }

    private static RawOrigin pages() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: ";
        String page = PAGE.replace("# TYPE hits counter", "# TYPE hits_total counter");
        return RawOrigin.answering(head + page.length() + "\r\n\r\n" + page);
    }

    private static byte[] bodyOf(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String firstOf(RawOrigin receiver) {
        Eventually.passes(() -> assertThat(receiver.requests()).isNotEmpty());
        return receiver.requests().getFirst();
    }

    private static byte[] unpacked(byte[] snappy) {
        ByteBuf in = Unpooled.wrappedBuffer(snappy);
        ByteBuf out = Unpooled.buffer();
        new Snappy().decode(in, out);
        byte[] plain = new byte[out.readableBytes()];
        out.readBytes(plain);
        return plain;
    }

    @Test
    void otlpHasEveryKindOfMetric() throws Exception {
        try (RawOrigin pages = pages();
                RawOrigin receiver = RawOrigin.answering(TAKEN);
                Adapter _ = start(
                        pages,
                        "{kind: otlp, url: \"http://" + receiver.address() + "/v1/metrics\", service: shop,"
                                + " labels: {pod: p1}, headers: {X-Token: s3cret}, interval: 1h}")) {
            String request = firstOf(receiver);
            assertThat(request)
                    .startsWith("POST /v1/metrics HTTP/1.1\r\n")
                    .contains("Content-Type: application/x-protobuf", "Content-Encoding: gzip", "X-Token: s3cret");
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(bodyOf(request))).readAllBytes();
            ResourceMetrics resource =
                    ExportMetricsServiceRequest.parseFrom(plain).getResourceMetrics(0);
            assertThat(resource.getResource().getAttributesList())
                    .extracting(each -> each.getKey() + "=" + each.getValue().getStringValue())
                    .containsExactly("service.name=shop", "pod=p1");
            Map<String, Metric> metrics = new TreeMap<>();
            resource.getScopeMetrics(0).getMetricsList().forEach(each -> metrics.put(each.getName(), each));
            checkOtlp(metrics);
        }
    }

    private static Metric metric(Map<String, Metric> metrics, String name) {
        return Objects.requireNonNull(metrics.get(name), name);
    }

    private static void checkOtlp(Map<String, Metric> metrics) {
        Metric hits = metric(metrics, "hits_total");
        assertThat(hits.getSum().getIsMonotonic()).isTrue();
        assertThat(hits.getSum().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        assertThat(hits.getSum().getDataPoints(0).getAsDouble()).isEqualTo(17);
        assertThat(hits.getSum().getDataPoints(0).getTimeUnixNano()).isGreaterThan(1_000_000_000_000_000_000L);
        assertThat(hits.getSum().getDataPoints(0).getAttributes(0).getValue().getStringValue())
                .isEqualTo("/a b");
        assertThat(metric(metrics, "depth").getGauge().getDataPoints(0).getAsDouble())
                .isEqualTo(2.5);
        assertThat(metric(metrics, "depth").getDescription()).isEqualTo("How deep.");
        HistogramDataPoint took = metric(metrics, "took").getHistogram().getDataPoints(0);
        assertThat(took.getBucketCountsList()).containsExactly(1L, 3L, 1L);
        assertThat(took.getExplicitBoundsList()).containsExactly(0.1, 1.0);
        assertThat(took.getSum()).isEqualTo(3.5);
        assertThat(took.getCount()).isEqualTo(5);
        SummaryDataPoint wait = metric(metrics, "wait").getSummary().getDataPoints(0);
        assertThat(wait.getQuantileValues(0).getValue()).isEqualTo(0.25);
        assertThat(wait.getCount()).isEqualTo(3);
        assertThat(metrics).containsKey("attache_source_up");
    }

    @Test
    void remoteWriteTwoHasEverySeriesOnceWithItsTypeAndHelp() throws Exception {
        try (RawOrigin pages = pages();
                RawOrigin receiver = RawOrigin.answering(TAKEN);
                Adapter _ = start(
                        pages,
                        "{kind: remote-write, url: \"http://" + receiver.address() + "/api/v1/write\","
                                + " labels: {job: shop, path: none}, interval: 1h}")) {
            String request = firstOf(receiver);
            assertThat(request)
                    .contains(
                            "Content-Type: application/x-protobuf;proto=io.prometheus.write.v2.Request",
                            "Content-Encoding: snappy",
                            "X-Prometheus-Remote-Write-Version: 2.0.0",
                            "User-Agent: attache");
            Map<String, String> series = readTwo(unpacked(bodyOf(request)));
            assertThat(series)
                    .containsEntry("__name__=hits_total,job=shop,path=/a b", "17.0 COUNTER")
                    .containsEntry("__name__=depth,job=shop,path=none", "2.5 GAUGE How deep.")
                    .containsEntry("__name__=took_bucket,job=shop,le=0.1,path=none", "1.0 HISTOGRAM")
                    .containsEntry("__name__=took_bucket,job=shop,le=+Inf,path=none", "5.0 HISTOGRAM")
                    .containsEntry("__name__=took_sum,job=shop,path=none", "3.5 HISTOGRAM")
                    .containsEntry("__name__=wait,job=shop,path=none,quantile=0.5", "0.25 SUMMARY");
        }
    }

    private static final List<String> TYPES =
            List.of("UNSPECIFIED", "COUNTER", "GAUGE", "HISTOGRAM", "GAUGEHISTOGRAM", "SUMMARY", "INFO", "STATESET");

    /// Reads as strictly as the library does, by the message's definition in the protocol's specification.
    private static Map<String, String> readTwo(byte[] plain) throws Exception {
        Descriptor type = writeTwo();
        DynamicMessage request = DynamicMessage.parseFrom(type, plain);
        assertThat(request.getUnknownFields().asMap()).isEmpty();
        List<?> symbols = (List<?>) request.getField(type.findFieldByName("symbols"));
        assertThat(symbols.getFirst()).isEqualTo("");
        assertThat(symbols).doesNotHaveDuplicates();
        Map<String, String> all = new TreeMap<>();
        for (Object each : (List<?>) request.getField(type.findFieldByName("timeseries"))) {
            DynamicMessage series = (DynamicMessage) each;
            Descriptor seriesType = series.getDescriptorForType();
            assertThat(series.getUnknownFields().asMap()).isEmpty();
            List<String> words = new ArrayList<>();
            for (Object reference : (List<?>) series.getField(seriesType.findFieldByName("labels_refs"))) {
                words.add(String.valueOf(symbols.get((Integer) reference)));
            }
            List<String> labels = new ArrayList<>();
            for (int i = 0; i < words.size(); i += 2) {
                labels.add(words.get(i) + "=" + words.get(i + 1));
            }
            assertThat(labels).isSorted();
            DynamicMessage metadata = (DynamicMessage) series.getField(seriesType.findFieldByName("metadata"));
            Descriptor metadataType = metadata.getDescriptorForType();
            int kind = (Integer) metadata.getField(metadataType.findFieldByName("type"));
            int help = (Integer) metadata.getField(metadataType.findFieldByName("help_ref"));
            DynamicMessage sample = (DynamicMessage) series.getRepeatedField(seriesType.findFieldByName("samples"), 0);
            Descriptor sampleType = sample.getDescriptorForType();
            assertThat((Long) sample.getField(sampleType.findFieldByName("timestamp")))
                    .isGreaterThan(1_000_000_000_000L);
            String value = sample.getField(sampleType.findFieldByName("value")) + " " + TYPES.get(kind) + " "
                    + symbols.get(help);
            assertThat(all.put(String.join(",", labels), value.strip())).isNull();
        }
        return all;
    }

    private static FieldDescriptorProto.Builder field(
            String name, int number, FieldDescriptorProto.Type type, Label label) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(label);
    }

    private static Descriptor writeTwo() throws DescriptorValidationException {
        var one = Label.LABEL_OPTIONAL;
        var many = Label.LABEL_REPEATED;
        var sample = DescriptorProto.newBuilder()
                .setName("Sample")
                .addField(field("value", 1, FieldDescriptorProto.Type.TYPE_DOUBLE, one))
                .addField(field("timestamp", 2, FieldDescriptorProto.Type.TYPE_INT64, one));
        var metadata = DescriptorProto.newBuilder()
                .setName("Metadata")
                .addField(field("type", 1, FieldDescriptorProto.Type.TYPE_INT32, one))
                .addField(field("help_ref", 3, FieldDescriptorProto.Type.TYPE_UINT32, one))
                .addField(field("unit_ref", 4, FieldDescriptorProto.Type.TYPE_UINT32, one));
        var series = DescriptorProto.newBuilder()
                .setName("TimeSeries")
                .addField(field("labels_refs", 1, FieldDescriptorProto.Type.TYPE_UINT32, many))
                .addField(field("samples", 2, FieldDescriptorProto.Type.TYPE_MESSAGE, many)
                        .setTypeName("Sample"))
                .addField(field("metadata", 5, FieldDescriptorProto.Type.TYPE_MESSAGE, one)
                        .setTypeName("Metadata"));
        var request = DescriptorProto.newBuilder()
                .setName("Request")
                .addField(field("symbols", 4, FieldDescriptorProto.Type.TYPE_STRING, many))
                .addField(field("timeseries", 5, FieldDescriptorProto.Type.TYPE_MESSAGE, many)
                        .setTypeName("TimeSeries"));
        FileDescriptorProto file = FileDescriptorProto.newBuilder()
                .setName("write.proto")
                .setSyntax("proto3")
                .addMessageType(sample)
                .addMessageType(metadata)
                .addMessageType(series)
                .addMessageType(request)
                .build();
        return FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("Request");
    }

    @Test
    void aRealPrometheusTakesRemoteWriteOne() throws Exception {
        int port = FreePorts.next();
        Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {scrape_interval: 1h}\n");
        List<String> arguments = List.of(
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.enable-remote-write-receiver",
                "--web.listen-address=127.0.0.1:" + port);
        try (RawOrigin pages = pages();
                RunningServer _ = RunningServer.start(Program.PROMETHEUS, folder, arguments);
                Adapter attache = start(
                        pages,
                        "{kind: remote-write, version: v1, url: \"http://127.0.0.1:" + port + "/api/v1/write\","
                                + " labels: {job: shop}, interval: 200ms}")) {
            Eventually.passesWithin(
                    Duration.ofSeconds(40),
                    () -> assertThat(ask(port, "hits_total"))
                            .contains("\"job\":\"shop\"", "\"path\":\"/a b\"", ",\"17\"]"));
            assertThat(ask(port, "took_bucket")).contains("\"le\":\"+Inf\"", ",\"5\"]");
            assertThat(attache.observer().samples().get("metrics_push_dropped_samples{role=numbers,push=there}"))
                    .isZero();
            Eventually.passes(
                    () -> assertThat(attache.observer().samples().get("metrics_push_waiting{role=numbers,push=there}"))
                            .isLessThanOrEqualTo(1));
        }
    }

    private static String ask(int port, String query) throws IOException {
        return HttpAnswer.get(port, "/api/v1/query?query=" + query).body();
    }

    @Test
    void whatCannotBeTakenNowIsSentAgainInItsOrderAndWhatNeverWillBeIsDropped() throws Exception {
        List<String> answers = List.of("503 Busy", "503 Busy", "200 OK", "400 Out of order", "200 OK");
        try (RawOrigin pages = pages();
                RawOrigin receiver = RawOrigin.doing((connection, _, number) -> {
                    String status = number < answers.size() ? answers.get(number) : "200 OK";
                    connection.send("HTTP/1.1 " + status + "\r\nContent-Length: 5\r\n\r\nwords");
                });
                Adapter attache = start(
                        pages,
                        "{kind: remote-write, url: \"http://" + receiver.address() + "/\", interval: 100ms,"
                                + " headers: {Authorization: \"Bearer s3cret\"}}")) {
            Eventually.passes(() -> assertThat(receiver.requests()).hasSizeGreaterThan(8));
            List<String> requests = receiver.requests();

            assertThat(requests.get(1)).isEqualTo(requests.get(0));
            assertThat(requests.get(2)).isEqualTo(requests.get(0));
            assertThat(requests.get(3)).isNotEqualTo(requests.get(0));
            assertThat(attache.observer().messages())
                    .contains(
                            "push there of role numbers does not arrive: HTTP 503 words",
                            "push there of role numbers arrives again",
                            "push there of role numbers does not arrive: HTTP 400 words")
                    .noneMatch(each -> each.contains("s3cret"));
            assertThat(attache.observer().samples().get("metrics_push_dropped_samples{role=numbers,push=there}"))
                    .isPositive();
        }
    }

    @Test
    void aReceiverThatIsAwayCostsThePageNothing() throws Exception {
        try (RawOrigin pages = pages();
                Adapter attache = start(
                        pages, "{kind: otlp, url: \"http://127.0.0.1:" + FreePorts.next() + "/\", interval: 100ms}")) {
            Eventually.passes(() -> assertThat(attache.observer().messages().toString())
                    .contains("push there of role numbers does not arrive"));
            assertThat(attache.read().value("depth")).isEqualTo(2.5);
            Eventually.passes(
                    () -> assertThat(attache.observer().samples().get("metrics_push_waiting{role=numbers,push=there}"))
                            .isGreaterThan(1));
        }
    }
}
