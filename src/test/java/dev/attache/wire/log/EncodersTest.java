package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import dev.attache.base.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodersTest {
    private static final String JSON = """
        {"ts":"2026-11-21T09:59:58.25Z","level":"WARN","msg":"disk \\"sda\\"\\u00e4 full","id":7,"a b":"x=y","ok":true,\
        "none":null,"o":{"k":[1,"z"]},"big":1e999,"time":"late","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736",\
        "span_id":"00f067aa0ba902b7"}\
        """;
    private static final String ACCESS = """
        10.0.0.1 - ann [21/Nov/2026:10:00:00 +0000] "GET /a?b=c HTTP/1.1" 200 512 "-" "curl/8.0\"\
        """;

    private static LogRecord json(String line) {
        return Lines.read(new JsonFormat(Lines.UTC), line.getBytes(StandardCharsets.UTF_8));
    }

    private static LogRecord access() {
        return Lines.read(new CombinedFormat(true), ACCESS.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ecsPutsWhatOurFormatsFindWhereTheSchemaHasAPlaceForIt() {
        assertThat(Lines.encoded(access(), new EcsEncoder())).isEqualTo("""
            {"@timestamp":"2026-11-21T10:00:00Z","log.level":"info","message":"GET /a?b=c HTTP/1.1",\
            "ecs.version":"8.11.0","source.address":"10.0.0.1",\
            "user.name":"ann","http.request.method":"GET","url.original":"/a?b=c","http.version":"1.1",\
            "http.response.status_code":200,"http.response.body.bytes":512,"user_agent.original":"curl/8.0"}
            """);
        assertThat(Lines.encoded(json(JSON), new EcsEncoder())).isEqualTo("""
            {"@timestamp":"2026-11-21T09:59:58.250Z","log.level":"warn","message":"disk \\"sda\\"\\u00e4 full",\
            "ecs.version":"8.11.0","id":7,"a b":"x=y","ok":true,"none":null,"o":{"k":[1,"z"]},"big":1e999,"time":"late",\
            "trace.id":"4bf92f3577b34da6a3ce929d0e0e4736","span.id":"00f067aa0ba902b7"}
            """);
        assertThat(Lines.encoded(
                        json("{\"msg\":{\"a\":1},\"log\":{\"level\":\"x\"},\"ecs.version\":1}"), new EcsEncoder()))
                .isEqualTo("""
                    {"@timestamp":"2026-11-21T10:00:00Z","message":"{\\"a\\":1}","ecs.version":"8.11.0",\
                    "field.log":{"level":"x"},"field.ecs.version":1}
                    """);
    }

    @Test
    void gelfHasNumbersAndTextsUnderNamesItAllows() {
        assertThat(Lines.encoded(json(JSON), new GelfEncoder("web-1"))).isEqualTo("""
            {"version":"1.1","host":"web-1","short_message":"disk \\"sda\\"\\u00e4 full","timestamp":1795255198.250000,\
            "level":4,"_field_id":7,"_a_b":"x=y","_ok":"true","_o":"{\\"k\\":[1,\\"z\\"]}","_big":1e999,"_time":"late",\
            "_trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","_span_id":"00f067aa0ba902b7"}
            """);
        assertThat(Lines.encoded(json("{\"msg\":\" \"}"), new GelfEncoder("")))
                .startsWith("{\"version\":\"1.1\",\"host\":\"unknown\",\"short_message\":\"-\",");
    }

    @Test
    void otelLinesAreBatchesWithTheResourceSaidOnce() {
        var encoder = new OtelLinesEncoder(Map.of("service.name", "shop"));
        var out = new GrowingBytes();

        out.append(encoder.head());
        encoder.write(json("{\"msg\":\"one\",\"n\":1}"), out);
        out.append(encoder.separator());
        encoder.write(json("{\"level\":\"error\"}"), out);
        out.append(encoder.tail());

        assertThat(new String(out.array(), 0, out.length(), StandardCharsets.UTF_8))
                .isEqualTo("""
                    {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},\
                    "scopeLogs":[{"scope":{"name":"attache"},"logRecords":[\
                    {"observedTimeUnixNano":"1795255200000000000","body":{"stringValue":"one"},\
                    "attributes":[{"key":"n","value":{"intValue":"1"}}]},\
                    {"observedTimeUnixNano":"1795255200000000000","severityNumber":17,"severityText":"error"}]}]}]}
                    """);
    }

    @Test
    void logfmtQuotesWhatWouldNotReadBack() {
        assertThat(Lines.encoded(json(JSON), new LogfmtEncoder())).isEqualTo("""
            time=2026-11-21T09:59:58.250Z level=warn msg="disk \\"sda\\"ä full" id=7 a_b="x=y" ok=true none=null \
            o="{\\"k\\":[1,\\"z\\"]}" big=1e999 field.time=late trace_id=4bf92f3577b34da6a3ce929d0e0e4736 \
            span_id=00f067aa0ba902b7
            """);
    }

    @Test
    void whatLogfmtWritesIsReadBack() {
        byte[] written = Lines.encoded(json(JSON), new LogfmtEncoder()).strip().getBytes(StandardCharsets.UTF_8);

        LogRecord back = Lines.read(new LogfmtFormat(Lines.UTC), written);

        assertThat(back.severity()).isEqualTo(Severity.WARN);
        assertThat(back.timeNanos()).isEqualTo(json(JSON).timeNanos());
        assertThat(Lines.encoded(back, new LogfmtEncoder()).strip())
                .isEqualTo(new String(written, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 7", "5, 7", "8, 7", "9, 6", "10, 5", "12, 5", "13, 4", "16, 4", "17, 3", "18, 2", "19, 1", "20, 1", "21, 0",
        "24, 0"
    })
    void levelsHaveASeverityOfSyslog(int number, int syslog) {
        assertThat(Severity.toSyslog(number)).isEqualTo(syslog);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7 y",
                "x [traceId: 4bf92f3577b34da6a3ce929d0e0e4736, spanId: 00f067aa0ba902b7]",
                "the trace: trace.id=\"4bf92f3577b34da6a3ce929d0e0e4736\" span-ID 00f067aa0ba902b7",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            })
    void traceAndSpanAreFoundInTheMessage(String line) {
        LogRecord record = Lines.read(new RawFormat(), line.getBytes(StandardCharsets.UTF_8));

        new TraceFinder().complete(record);

        assertThat(record.traceId().toString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(record.spanId().toString()).isEqualTo("00f067aa0ba902b7");
    }

    @Test
    void theyAreFoundInAFieldAndNotMadeUp() {
        LogRecord field = json("{\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"}");
        LogRecord none = Lines.read(
                new RawFormat(),
                "trace_id=4bf92f3577b34da6a3ce929d0e0e47361 traceid=00000000000000000000000000000000 trace"
                        .getBytes(StandardCharsets.UTF_8));

        new TraceFinder().complete(field);
        new TraceFinder().complete(none);

        assertThat(field.traceId().toString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(field.spanId().toString()).isEqualTo("00f067aa0ba902b7");
        assertThat(none.traceId().isEmpty()).isTrue();
    }

    @Test
    void hostileBytesDoNotGetOutOfTheirPlace() {
        byte[] line = "a\"b\\\u0000\u001b[31m\n{\"x\":1}\u2028".getBytes(StandardCharsets.UTF_8);
        line[0] = (byte) 0xff;
        LogRecord record = Lines.read(new RawFormat(), line);

        for (LogEncoder each : new LogEncoder[] {new EcsEncoder(), new GelfEncoder("h\"\n"), new NdjsonEncoder()}) {
            String text = Lines.encoded(record, each);
            assertThat(text.strip()).doesNotContain("\n");
            assertThat(JsonReader.read(text)).isNotNull();
        }
        assertThat(Lines.encoded(record, new LogfmtEncoder()).strip()).doesNotContain("\n", "\u001b");
    }
}
