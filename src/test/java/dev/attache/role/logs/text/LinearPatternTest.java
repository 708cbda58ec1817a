package dev.attache.role.logs.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearPatternTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "ssn=(\\d+), ssn=",
        "abc, abc",
        "a+bcd, bcd",
        "ab?cd*ef, ef",
        "(abc)de[fgh]xyz1, xyz1",
        "abc|def, ''",
        "(?i)abc, ''",
        "x(?:abc|def)yy, yy",
        "'a\\.b\\[c', 'a.b[c'",
        "\\x41bcdef, ''",
        "\\bword\\b, word",
        "a{3}bc, bc",
        "^start.*end$, start",
        "[^]a]bc, bc",
        "'', ''",
    })
    void theWordThatEveryMatchHasIsFound(String regex, String expected) {
        assertThat(RequiredWord.of(regex)).isEqualTo(expected);
    }

    @Test
    void placesAreThoseInTheBytes() {
        byte[] text = bytes("..ab12cd..");
        LinearPattern pattern = LinearPattern.of("b(\\d+)(x)?");

        assertThat(pattern.begin(text, 2, 8)).isTrue();
        assertThat(pattern.find()).isTrue();
        assertThat(pattern.groups()).isEqualTo(2);
        assertThat(pattern.start(0)).isEqualTo(3);
        assertThat(pattern.start(1)).isEqualTo(4);
        assertThat(pattern.end(1)).isEqualTo(6);
        assertThat(pattern.start(2)).isNegative();
        assertThat(pattern.find()).isFalse();
    }

    @Test
    void textThatIsNotAsciiIsMatchedByCharacter() {
        byte[] text = bytes("<äöx>");
        LinearPattern pattern = LinearPattern.of("ä(.)x");

        assertThat(pattern.begin(text, 1, text.length)).isTrue();
        assertThat(pattern.find()).isTrue();
        assertThat(new String(text, pattern.start(1), pattern.end(1) - pattern.start(1), StandardCharsets.UTF_8))
                .isEqualTo("ö");
    }

    @Test
    void whatIsNoRegularExpressionIsRefused() {
        assertThatThrownBy(() -> LinearPattern.of("a(b")).hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> LinearPattern.of("(?=a)")).hasMessageContaining("no regular expression");
    }

    @Test
    void aWordIsFoundWhereTheJdkFindsIt() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append((char) ('a' + random.nextInt(2)));
            }
            String word = random.nextBoolean() ? "aba" : random.nextBoolean() ? "bb" : "a";
            byte[] bytes = bytes(text.toString());

            assertThat(WordSearch.exactly(bytes(word)).find(bytes, 0, bytes.length))
                    .isEqualTo(text.indexOf(word));
            assertThat(WordSearch.inAnyCase(word)
                            .find(bytes(text.toString().toUpperCase(Locale.ROOT)), 0, bytes.length))
                    .isEqualTo(text.indexOf(word));
        }
    }
}
