package dev.attache.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
    @ParameterizedTest(name = "{0} takes {1}: {2}")
    @CsvSource({
        "*, '', true",
        "*, user:1, true",
        "user:?, user:1, true",
        "user:?, user:10, false",
        "u*r:*1, user:11, true",
        "u*r:*1, user:12, false",
        "h[ae]llo, hello, true",
        "h[ae]llo, hillo, false",
        "h[^e]llo, hallo, true",
        "h[^e]llo, hello, false",
        "h[a-c]t, hbt, true",
        "h[c-a]t, hbt, true",
        "h[a-c]t, hdt, false",
        "\\*, *, true",
        "\\*, x, false",
        "a[\\]]b, a]b, true",
        "'', '', true",
        "'', x, false",
    })
    void aPatternTakesWhatRedisSaysItTakes(String pattern, String text, boolean matches) {
        assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
    }

    @Test
    void manyStarsCostNoExponentialTime() {
        assertThat(Glob.matches("*a".repeat(40) + "b", "a".repeat(2000))).isFalse();
    }
}
