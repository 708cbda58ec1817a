package dev.attache.wire.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InlineCommandTest {
    @Test
    void wordsArePartedByBlanks() {
        assertThat(words("SET a 1\r\n")).isEqualTo("SET a 1 | left 0");
        assertThat(words("  SET\t a   1  \n")).isEqualTo("SET a 1 | left 0");
        assertThat(words("PING")).isEqualTo("PING | left 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "   \r\n", "\t\u000b\f \r\n", "\0PING\r\n"})
    void aLineWithoutAWordIsNoCommand(String line) {
        assertThat(words(line)).isEqualTo("left 0");
    }

    @Test
    void doubleQuotesKnowEscapes() {
        assertThat(words("SET \"a b\" \"x\\x41\\x0ay\\n\\r\\t\\b\\a\\\"\\\\\\q\""))
                .isEqualTo("SET a b xA\\ny\\n\\r\t\b\u0007\"\\q | left 0");
    }

    @Test
    void anEscapeThatIsNoHexNumberIsTheLetter() {
        assertThat(words("\"\\xg1\" \"\\x1\" \"\\x\"")).isEqualTo("xg1 x1 x | left 0");
    }

    @Test
    void singleQuotesKnowOnlyTheEscapedQuote() {
        assertThat(words("ECHO 'a \"b\" \\n \\'c\\''")).isEqualTo("ECHO a \"b\" \\n 'c' | left 0");
    }

    @Test
    void quotesMayStartWithinAWordAndMayHoldNothing() {
        assertThat(words("foo\"bar baz\" x'y'")).isEqualTo("foobar baz xy | left 0");
        assertThat(words("SET a \"\"")).isEqualTo("SET a  | left 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "'", "\"a", "'a", "\"a\"b", "'a'b", "\"a\\", "\"a\\\"", "'a\\'", "x \"\0\"", "\"\"\"\""})
    void quotesThatDoNotBalanceAreRefused(String line) {
        byte[] bytes = Transcript.bytes(line);

        assertThat(InlineCommand.toArray(bytes, 0, bytes.length)).isNull();
    }

    @Test
    void aZeroByteEndsTheLine() {
        assertThat(words("GET a\0b c\r\n")).isEqualTo("GET a | left 0");
        assertThat(words("GET \"a\"\0b\r\n")).isEqualTo("GET a | left 0");
    }

    @Test
    void verticalTabsAndFormFeedsPartWordsButDoNotEndOne() {
        assertThat(words("\u000bGET \fa\u000bb\fc\r\n")).isEqualTo("GET a\u000bb\fc | left 0");
    }

    @Test
    void anyByteMayStandInAWord() {
        assertThat(words("ECHO \u0080\u00ff\u0001")).isEqualTo("ECHO \u0080\u00ff\u0001 | left 0");
    }

    @Test
    void onlyTheRangeThatIsGivenIsRead() {
        byte[] bytes = Transcript.bytes("\"xx\nGET a\r\n\"yy");

        byte[] command = InlineCommand.toArray(bytes, 4, 7);

        assertThat(command).isEqualTo(Transcript.bytes("*2\r\n$3\r\nGET\r\n$1\r\na\r\n"));
    }

    private static String words(String line) {
        byte[] bytes = Transcript.bytes(line);
        byte[] command = Objects.requireNonNull(InlineCommand.toArray(bytes, 0, bytes.length), line);
        return Transcript.ofRequests(RespLimits.REDIS, true, command);
    }
}
