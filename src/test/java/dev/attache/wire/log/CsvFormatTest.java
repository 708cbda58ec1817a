package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFormatTest {
    private static CsvFormat named(String... columns) {
        return CsvFormat.of(List.of(columns), ',', Lines.UTC);
    }

    @Test
    void theFirstLineNamesTheColumns() {
        CsvFormat format = named();

        assertThat(format.wantsHeading()).isTrue();
        assertThat(Lines.read(format, "time,level, size ,message".getBytes(StandardCharsets.UTF_8))
                        .isHeading())
                .isTrue();
        assertThat(format.wantsHeading()).isFalse();
        assertThat(Lines.through(format, "2026-11-21 10:00:00,error,12,text")).isEqualTo("""
            {"time":"2026-11-21T10:00:00Z","level":"error","message":"text","size":12}
            """);
    }

    @Test
    void quotesHoldSeparatorsQuotesAndEndsOfLines() {
        assertThat(Lines.through(named("a", "b", "c"), "\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\""))
                .endsWith("\"a\":\"x,y\",\"b\":\"say \\\"hi\\\"\",\"c\":\"two\\nlines\"}\n");
    }

    @Test
    void emptyValuesAreLeftOutAndNumbersAreNumbers() {
        assertThat(Lines.through(named("a", "b", "c", "d"), ",-1.5e3,,007")).endsWith("\"b\":-1.5e3,\"d\":\"007\"}\n");
    }

    @Test
    void aLineWithAnotherNumberOfValuesIsKeptAsItIs() {
        for (String line : List.of("1", "1,2,3", "1,\"2", "\"1\"x,2", "")) {
            assertThat(Lines.isRead(named("a", "b"), line)).as(line).isFalse();
            assertThat(Lines.read(named("a", "b"), line.getBytes(StandardCharsets.UTF_8))
                            .body())
                    .hasToString(line);
        }
    }

    @Test
    void theSeparatorMayBeAnother() {
        assertThat(Lines.through(CsvFormat.of(List.of("a", "b"), '\t', Lines.UTC), "1,5\tx"))
                .endsWith("\"a\":\"1,5\",\"b\":\"x\"}\n");
    }
}
