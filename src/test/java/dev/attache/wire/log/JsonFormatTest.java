package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {
    private final JsonFormat format = new JsonFormat(Lines.UTC);

    @Test
    void timeLevelAndMessageFindTheirPlacesAndTheRestStaysInOrder() {
        String line = """
            {"b":{"c":[1,"two",null]},"ts":"2026-11-21T09:59:58.25+01:00","a":-1.5e3,"lvl":"WARN","msg":"x \\"y\\""}\
            """;

        assertThat(Lines.through(format, line)).isEqualTo("""
            {"time":"2026-11-21T08:59:58.250Z","level":"warn","message":"x \\"y\\"",\
            "b":{"c":[1,"two",null]},"a":-1.5e3}
            """);
    }

    @Test
    void aLineThatTellsNoTimeGetsTheOneItWasReadAt() {
        assertThat(Lines.through(format, "{\"msg\":\"hi\"}"))
                .isEqualTo("{\"time\":\"2026-11-21T10:00:00Z\",\"message\":\"hi\"}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "10, trace",
        "20, debug",
        "30, info",
        "40, warn",
        "50, error",
        "60, fatal",
    })
    void theLevelsOfPinoAreNumbers(int number, String level) {
        assertThat(Lines.through(format, "{\"level\":" + number + ",\"time\":1795255200123}"))
                .isEqualTo("{\"time\":\"2026-11-21T10:00:00.123Z\",\"level\":\"" + level + "\"}\n");
    }

    @Test
    void aSecondFieldOfTheSameMeaningStaysAField() {
        assertThat(Lines.through(format, "{\"msg\":\"one\",\"message\":\"two\",\"level\":\"odd\"}"))
                .isEqualTo("{\"time\":\"2026-11-21T10:00:00Z\",\"message\":\"one\","
                        + "\"field.message\":\"two\",\"field.level\":\"odd\"}\n");
    }

    @Test
    void traceContextIsKeptWhereItIsSound() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        assertThat(Lines.through(format, "{\"trace_id\":\"" + trace + "\",\"span_id\":\"00f067aa0ba902b7\"}"))
                .contains("\"trace_id\":\"" + trace + "\",\"span_id\":\"00f067aa0ba902b7\"}");
        assertThat(Lines.through(format, "{\"trace_id\":\"none\"}")).contains("\"field.trace_id\":\"none\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':1,'b':'x','c':[1, 2],'d':null}",
                "{ 'a' : 1 , 'b' : 'x' , 'c' : [1, 2] , 'd' : null }",
                "{'a':1, 'b':'x','c':[1, 2],'msg':'','d':null}",
                "{'a':1,'b':'x','level':'info','c':[1, 2],'d':null}",
                "{'a': 1,'b':'x','c':[1, 2],'time':'2026-11-21T10:00:00Z','d':null}",
            })
    void fieldsAreWrittenAloneOrInRunsAsTheSame(String line) {
        assertThat(Lines.through(format, line.replace('\'', '"')))
                .contains(",\"a\":1,\"b\":\"x\",\"c\":[1, 2],\"d\":null}");
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedAndTheRestIsKept() {
        byte[] line = "{\"msg\":\"a?ü\"}".getBytes(StandardCharsets.UTF_8);
        line[9] = (byte) 0xc3;

        assertThat(Lines.through(format, line)).contains("\"message\":\"a\uFFFDü\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "{",
                "{}x",
                "[1]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":+1}",
                "{\"a\":nul}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"open}",
                "{\"a\":\"tab\there\"}",
                "{\"a\":[1,]}",
                "{\"a\":[1}}",
                "{\"a\":{\"b\" 1}}",
                "{a:1}",
            })
    void whatIsNoJsonObjectIsKeptAsALine(String line) {
        assertThat(Lines.isRead(format, line)).isFalse();
        assertThat(Lines.read(format, line.getBytes(StandardCharsets.UTF_8))
                        .body()
                        .toString())
                .isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"a\":{}}",
                "{\"a\":[]}",
                "{\"a\":[[],{},[{}]]}",
                "{\"a\" : { \"b\" : [ 1 , 2 ] , \"c\" : true } , \"d\" : false }",
                "{\"a\":0,\"b\":-0.5,\"c\":1E+9,\"d\":\"\\u00e4\\n\\/\"}",
            })
    void whatIsOneIsRead(String line) {
        assertThat(Lines.isRead(format, line)).isTrue();
    }

    @Test
    void nestingHasABound() {
        String deepest = "[".repeat(JsonCursor.DEPTH_MAX) + "]".repeat(JsonCursor.DEPTH_MAX);

        assertThat(Lines.isRead(format, "{\"a\":" + deepest + "}")).isTrue();
        assertThat(Lines.isRead(format, "{\"a\":[" + deepest + "]}")).isFalse();
    }

    @Test
    void fieldsHaveABoundAndThoseBeyondAreCounted() {
        StringBuilder line = new StringBuilder("{\"msg\":\"many\"");
        for (int i = 0; i < LogRecord.FIELDS_MAX + 3; i++) {
            line.append(",\"f").append(i).append("\":").append(i);
        }
        LogRecord record = Lines.read(format, line.append('}').toString().getBytes(StandardCharsets.UTF_8));

        assertThat(record.fieldCount()).isEqualTo(LogRecord.FIELDS_MAX);
        assertThat(record.fieldsLeftOut()).isEqualTo(3);
    }
}
