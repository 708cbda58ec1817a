package dev.attache.role.http.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists that the W3C recommendation and its test suite call sound and unsound.
final class TraceStateTest {
    private static boolean isSound(String... lines) {
        TraceState state = new TraceState();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            state.read(bytes, 0, bytes.length);
        }
        return state.isSound();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "foo=1",
                "foo=1,bar=2",
                "foo=1 \t , \t bar=2, \t baz=3",
                "foo=1,,,bar=2",
                "foo= 1",
                "foo=a b",
                "fw529a3039@dt=FfFf",
                "0tenant@vendor=1",
                "z0-_*/=1",
                "foo=!\"#$%&'()*+-./0:;<>?@[\\]^_`{|}~"
            })
    void whatIsSoundIsTaken(String value) {
        assertThat(isSound(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "foo=",
                "=1",
                "foo =1",
                "FOO=1",
                "foo.bar=1",
                "0foo=1",
                "foo@=1",
                "@foo=1",
                "foo@@bar=1",
                "foo@0bar=1",
                "foo@bar@baz=1",
                "foo=1=2",
                "foo=b\u00e9",
                "foo=\u007f",
                "tenant@fourteen_chars_=1"
            })
    void whatIsUnsoundIsNot(String value) {
        assertThat(isSound(value)).isFalse();
    }

    @Test
    void lengthsAndCountsAreBounded() {
        assertThat(isSound("k".repeat(256) + "=" + "v".repeat(256))).isTrue();
        assertThat(isSound("k".repeat(257) + "=1")).isFalse();
        assertThat(isSound("k=" + "v".repeat(257))).isFalse();
        assertThat(isSound("t".repeat(241) + "@" + "v".repeat(14) + "=1")).isTrue();
        assertThat(isSound("t".repeat(242) + "@v=1")).isFalse();
        assertThat(isSound("t@" + "v".repeat(15) + "=1")).isFalse();
        assertThat(isSound(members(32))).isTrue();
        assertThat(isSound(members(33))).isFalse();
        assertThat(isSound(members(20), members(12))).isTrue();
        assertThat(isSound(members(20), members(13))).isFalse();
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=1").collect(Collectors.joining(","));
    }
}
