package dev.attache.role.http.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values that the W3C recommendation and its test suite call sound and unsound.
final class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    private final TraceParent parent = new TraceParent();

    private boolean read(String value) {
        byte[] bytes = ("x" + value + "y").getBytes(StandardCharsets.ISO_8859_1);
        return parent.read(bytes, 1, bytes.length - 1);
    }

    @Test
    void allFourPartsAreUnderstood() {
        assertThat(read("00-" + TRACE + "-" + SPAN + "-01")).isTrue();
        assertThat(TraceContext.hex(parent.traceHigh()) + TraceContext.hex(parent.traceLow()))
                .isEqualTo(TRACE);
        assertThat(TraceContext.hex(parent.parent())).isEqualTo(SPAN);
        assertThat(parent.isSampled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + SPAN + "-00",
                "00-" + TRACE + "-" + SPAN + "-02",
                "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-ff",
                "cc-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like"
            })
    void whatIsSoundIsTaken(String value) {
        assertThat(read(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-1",
                "00-" + TRACE + "-" + SPAN + "-01-",
                "00-" + TRACE + "-" + SPAN + "-01-what",
                "00-" + TRACE + "-" + SPAN + "-01.",
                "cc-" + TRACE + "-" + SPAN + "-01.what",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-00F067AA0BA902B7-01",
                "00-" + TRACE + "-" + SPAN + "-0G",
                ".0-" + TRACE + "-" + SPAN + "-01",
                "00_" + TRACE + "-" + SPAN + "-01",
                "00-.bf92f3577b34da6a3ce929d0e0e4736-" + SPAN + "-01",
                "00-" + TRACE + "-.0f067aa0ba902b7-01",
                "00-" + TRACE + "-" + SPAN + "-.1",
                "0-" + TRACE + "-" + SPAN + "-001"
            })
    void whatIsUnsoundIsNot(String value) {
        assertThat(read(value)).isFalse();
    }
}
