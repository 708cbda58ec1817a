package dev.attache.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void mapsListsNumbersAndBooleansBecomeJson() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("name", "cache");
        value.put("clients", 3);
        value.put("share", 0.5);
        value.put("up", true);
        value.put("shards", List.of("a", "b"));
        value.put("none", List.of());
        value.put("empty", Map.of());

        assertThat(JsonText.compact(value))
                .isEqualTo("{\"name\":\"cache\",\"clients\":3,\"share\":0.5,\"up\":true,"
                        + "\"shards\":[\"a\",\"b\"],\"none\":[],\"empty\":{}}");
    }

    @Test
    void anIndentedValueStandsOnALineAnElement() {
        assertThat(JsonText.indented(Map.of("a", List.of(1, 2)))).isEqualTo("""
            {
              "a": [
                1,
                2
              ]
            }
            """);
    }

    @Test
    void nothingInAStringLeavesTheStringOrTheLine() {
        String text = "\"\\\n\r\t\u0000\u001b\u007f\u0085\u2028\u2029<\ud800";

        assertThat(JsonText.compact(text))
                .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f\\u0085\\u2028\\u2029\\u003c\\ud800\"");
    }

    @Test
    void numbersThatJsonDoesNotHaveBecomeNull() {
        assertThat(JsonText.compact(List.of(Double.NaN, Double.POSITIVE_INFINITY)))
                .isEqualTo("[null,null]");
    }

    @Test
    void aSecretIsMasked() {
        assertThat(JsonText.compact(new Secret("hunter2"))).isEqualTo("\"***\"");
    }

    @Test
    void aValueThatNestsTooDeepIsRefused() {
        Object value = "leaf";
        for (int i = 0; i <= JsonText.DEPTH_MAX; i++) {
            value = List.of(value);
        }
        Object deep = value;

        assertThatThrownBy(() -> JsonText.compact(deep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aValueThatIsTooLongIsRefused() {
        List<String> value = java.util.Collections.nCopies(10, "x".repeat(JsonText.CHARS_MAX / 8));

        assertThatThrownBy(() -> JsonText.compact(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
