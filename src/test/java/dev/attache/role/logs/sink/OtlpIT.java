package dev.attache.role.logs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.JsonReader;
import dev.attache.testing.Eventually;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OTLP over HTTP: what is sent is read by the protocol's own definitions.
class OtlpIT {
    private static final String SETTINGS =
            "otlp-http: {url: 'http://%s/v1/logs', resource: {deployment.environment: test},"
                    + " delivery: {records: 10, wait: 20ms, pause-first: 5ms, pause-last: 50ms}}";

    @TempDir
    private Path folder;

    private final List<ResourceLogs> taken = new CopyOnWriteArrayList<>();

    private StandIn collector(Function<List<LogRecord>, String> answer) throws Exception {
        return new StandIn((head, body) -> {
            assertThat(head)
                    .startsWith("POST /v1/logs HTTP/1.1\r\n")
                    .contains("\r\nContent-Type: application/json\r\n");
            ExportLogsServiceRequest request = ProtoJson.read(
                            JsonReader.read(body), ExportLogsServiceRequest.newBuilder())
                    .build();
            String said = answer.apply(records(request.getResourceLogsList()));
            if (said.startsWith("200")) {
                taken.addAll(request.getResourceLogsList());
            }
            return said;
        });
    }

    private static List<LogRecord> records(List<ResourceLogs> logs) {
        return logs.stream()
                .flatMap(each -> each.getScopeLogsList().stream())
                .flatMap(each -> each.getLogRecordsList().stream())
                .toList();
    }

    private List<String> bodies() {
        return records(taken).stream()
                .map(each -> each.getBody().getStringValue())
                .toList();
    }

    @Test
    void recordsArriveAsTheProtocolHasThemWithTheirResourceOnce() throws Exception {
        try (StandIn collector = collector(_ -> "200 OK\n\n{}");
                LogsRun run = LogsRun.start(folder, SETTINGS.formatted(collector.address()))) {
            run.write(0, 25);
            run.awaitDelivered(25);

            assertThat(collector.faults()).isEmpty();
            assertThat(bodies()).containsExactlyElementsOf(run.lines(0, 25));
            assertThat(taken)
                    .allSatisfy(each -> assertThat(each.getResource().getAttributesList())
                            .extracting(attribute -> attribute.getKey() + "="
                                    + attribute.getValue().getStringValue())
                            .contains("deployment.environment=test", "service.name=logs"));
            assertThat(records(taken)).allSatisfy(each -> {
                assertThat(each.getObservedTimeUnixNano()).isPositive();
                assertThat(each.getTimeUnixNano()).isZero();
            });
        }
    }

    @Test
    void everyKindOfValueIsOneOfTheProtocols() throws Exception {
        String line = "{\"time\":\"2026-11-21T10:00:00.123456789Z\",\"level\":\"warn\",\"msg\":\"a \\\"b\\\" \\u0001\","
                + "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\",\"span_id\":\"b7ad6b7169203331\",\"whole\":-12,"
                + "\"large\":123456789012345678901234567890,\"part\":1.5e3,\"never\":1e999,\"yes\":true,\"none\":null,"
                + "\"list\":[1,\"two\",[],{\"three\":3.5}],\"object\":{\"a\":{\"b\":[null,false]},\"c\":{}}}";
        try (StandIn collector = collector(_ -> "200 OK\n\n{}");
                LogsRun run = LogsRun.start(folder, SETTINGS.formatted(collector.address()), "", "json")) {
            run.write(List.of(line, "no JSON \u00e9 \u0007"));
            run.awaitDelivered(2);

            assertThat(collector.faults()).isEmpty();
            LogRecord record = records(taken).getFirst();
            assertThat(record.getTimeUnixNano()).isEqualTo(1_795_255_200_123_456_789L);
            assertThat(record.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
            assertThat(record.getSeverityText()).isEqualTo("warn");
            assertThat(record.getBody().getStringValue()).isEqualTo("a \"b\" \u0001");
            assertThat(HexFormat.of().formatHex(record.getTraceId().toByteArray()))
                    .isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(HexFormat.of().formatHex(record.getSpanId().toByteArray()))
                    .isEqualTo("b7ad6b7169203331");
            assertThat(value(record, "whole").getIntValue()).isEqualTo(-12);
            assertThat(value(record, "large").getDoubleValue()).isEqualTo(1.2345678901234568E29);
            assertThat(value(record, "part").getDoubleValue()).isEqualTo(1500);
            assertThat(value(record, "never").getStringValue()).isEqualTo("1e999");
            assertThat(value(record, "yes").getBoolValue()).isTrue();
            assertThat(value(record, "none").getValueCase()).isEqualTo(AnyValue.ValueCase.VALUE_NOT_SET);
            assertThat(value(record, "list").getArrayValue().getValuesCount()).isEqualTo(4);
            assertThat(value(record, "object").getKvlistValue().getValuesCount())
                    .isEqualTo(2);
            assertThat(records(taken).get(1).getBody().getStringValue()).isEqualTo("no JSON \u00e9 \u0007");
        }
    }

    private static AnyValue value(LogRecord record, String key) {
        return record.getAttributesList().stream()
                .filter(each -> each.getKey().equals(key))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Test
    void whatAPartialSuccessLeavesOutIsCountedAndNotSentAgain() throws Exception {
        try (StandIn collector = collector(records -> records.stream()
                                .anyMatch(
                                        each -> each.getBody().getStringValue().startsWith("line 3 "))
                        ? "200 OK\n\n{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"too old\"}}"
                        : "200 OK\n\n{\"partialSuccess\":{}}");
                LogsRun run = LogsRun.start(folder, SETTINGS.formatted(collector.address()))) {
            run.write(0, 20);
            run.awaitDelivered(18);

            Eventually.passes(
                    () -> assertThat(run.sample("log_records_rejected")).isEqualTo(2));
            assertThat(bodies()).containsExactlyElementsOf(run.lines(0, 20));
            assertThat(run.messages())
                    .anyMatch(each -> each.contains("left out 2 records of a batch it took: too old"));
        }
    }

    @Test
    void aCollectorThatRefusesOneRecordGetsTheOthers() throws Exception {
        try (StandIn collector = collector(records -> records.stream()
                                .anyMatch(
                                        each -> each.getBody().getStringValue().startsWith("line 3 "))
                        ? "400 Bad Request\n\n{\"code\":3,\"message\":\"bad\"}"
                        : "200 OK\n\n{}");
                LogsRun run = LogsRun.start(folder, SETTINGS.formatted(collector.address()))) {
            run.write(0, 20);
            run.awaitDelivered(19);

            assertThat(bodies()).hasSize(19).doesNotContain("line 3 of the app");
            assertThat(run.deadLetters("otlp-http")).hasSize(1);
        }
    }
}
