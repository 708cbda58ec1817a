package dev.attache.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
    @Test
    void everyKindOfValueIsRead() {
        Object read = JsonReader.read(" {\"a\": [1, -0, 2.50, 1e3, true, false, null, \"x\"], \"b\": {}, \"c\": []} ");

        assertThat(read)
                .isEqualTo(Map.of(
                        "a",
                        List.of(
                                1L,
                                0L,
                                new BigDecimal("2.50"),
                                new BigDecimal("1e3"),
                                true,
                                false,
                                JsonReader.NULL,
                                "x"),
                        "b",
                        Map.of(),
                        "c",
                        List.of()));
    }

    @Test
    void textsAreReadWithTheirEscapes() {
        assertThat(JsonReader.read("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\u00e4\""))
                .isEqualTo("a\"\\/\b\f\n\r\t\u00e4\ud83d\ude00\u00e4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "[1 2]",
                "[,1]",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "tru",
                "nulls",
                "1 2",
                "{} {}",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\u0001\"",
                "\"a\nb\"",
                "{\"a\":1,\"a\":2}",
                "// x",
                "1e99999999999",
                "\"\\",
                "\u00a01"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no JSON at character ");
    }

    @Test
    void nestingHasABound() {
        String deep = "[".repeat(JsonReader.DEPTH_MAX) + "]".repeat(JsonReader.DEPTH_MAX);

        assertThat(JsonReader.read(deep)).isInstanceOf(List.class);
        assertThatThrownBy(() -> JsonReader.read("[" + "[" + deep + "]" + "]")).hasMessageContaining("nested deeper");
    }

    @Test
    void numbersHaveABound() {
        assertThat(JsonReader.read("123456789012345678901")).isEqualTo(new BigDecimal("123456789012345678901"));
        assertThatThrownBy(() -> JsonReader.read("1".repeat(101))).hasMessageContaining("100 characters");
    }
}
