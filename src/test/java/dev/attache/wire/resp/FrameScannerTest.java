package dev.attache.wire.resp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameScannerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK\r\n",
                "-ERR no\r\n",
                ":-12\r\n",
                "$5\r\nhello\r\n",
                "$4\r\n\r\n\r\n\r\n",
                "$0\r\n\r\n",
                "$-1\r\n",
                "*0\r\n",
                "*-1\r\n",
                "_\r\n",
                ",3.14\r\n",
                ",inf\r\n",
                "#t\r\n",
                "(3492890328409238509324850943850943825024385\r\n",
                "=7\r\ntxt:abc\r\n",
                "!5\r\nERR x\r\n",
                "~2\r\n:1\r\n:2\r\n",
                "~0\r\n",
                "%2\r\n+a\r\n:1\r\n+b\r\n*0\r\n",
                "%0\r\n",
                ">2\r\n+message\r\n$1\r\nx\r\n",
                "*3\r\n:1\r\n*2\r\n$-1\r\n*0\r\n%1\r\n+k\r\n~1\r\n_\r\n"
            })
    void eachKindOfValueEndsWhereItEndsWhereverItIsCut(String value) {
        String expected = value.substring(0, 1) + value.length() + " ";

        String twice = value + value;
        assertThat(Transcript.ofFrames(twice)).isEqualTo(expected + expected + "left 0");
        for (int first = 0; first <= twice.length(); first++) {
            for (int second = first; second <= twice.length(); second++) {
                assertThat(Transcript.ofFrames(twice, first, second))
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(expected + expected + "left 0");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|1\r\n+ttl\r\n:3600\r\n$1\r\nx\r\n",
                "|0\r\n+OK\r\n",
                "|1\r\n+a\r\n:1\r\n|1\r\n+b\r\n:2\r\n:3\r\n",
                "|1\r\n|1\r\n+inner\r\n:1\r\n+key\r\n*1\r\n:2\r\n*1\r\n:3\r\n"
            })
    void anAttributeBelongsToTheValueBehindIt(String value) {
        assertThat(Transcript.ofFrames(value + ":1\r\n")).isEqualTo("|" + value.length() + " :4 left 0");
        for (int cut = 0; cut <= value.length(); cut++) {
            assertThat(Transcript.ofFrames(value, cut)).isEqualTo("|" + value.length() + " left 0");
        }
    }

    @Test
    void anAttributeWithinAnArrayIsNoElementOfIt() {
        String value = "*2\r\n|1\r\n+a\r\n:1\r\n:10\r\n|0\r\n:20\r\n";

        assertThat(Transcript.ofFrames(value + "+OK\r\n")).isEqualTo("*" + value.length() + " +5 left 0");
    }

    @Test
    void aPushBetweenRepliesIsAValueOfItsOwn() {
        assertThat(Transcript.ofFrames("+OK\r\n>1\r\n+x\r\n:1\r\n")).isEqualTo("+5 >8 :4 left 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*1.", "*2.:1.", "%1.", "~1.", ">1.", "|1."})
    void aPushWithinAValueIsAFaultWhereverItIsCut(String start) {
        String stream = start.replace(".", "\r\n") + ">1\r\n+x\r\n";

        for (int cut = 0; cut <= stream.length(); cut++) {
            assertThat(Transcript.ofFrames(stream, cut)).isEqualTo("fault a push within a reply");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*1\r\n", "~1\r\n", "%1\r\n+k\r\n"})
    void nestingIsTakenUpToItsBoundAndNoDeeper(String level) {
        int max = RespLimits.REDIS.nestingMax();
        String deepest = level.repeat(max) + ":1\r\n";

        assertThat(Transcript.ofFrames(deepest)).endsWith("left 0").doesNotContain("fault");
        assertThat(Transcript.ofFrames(level + deepest)).isEqualTo("fault too deep nesting");
    }

    @Test
    void attributesWithinAttributesCountAsNesting() {
        assertThat(Transcript.ofFrames("|1\r\n".repeat(100_000))).isEqualTo("fault too deep nesting");
    }

    @Test
    void aChainOfAttributesBeforeAValueNeedsNoDepth() {
        String chain = "|0\r\n|1\r\n+a\r\n:1\r\n".repeat(10_000);

        assertThat(Transcript.ofFrames(chain + "+OK\r\n")).isEqualTo("|" + (chain.length() + 5) + " left 0");
    }

    @ParameterizedTest
    @CsvSource({
        "'?',unknown type byte",
        "'GET',unknown type byte",
        "'$x',invalid length",
        "'$.',invalid length",
        "'$-2.',invalid length",
        "'*-2.',invalid length",
        "'$-0.',invalid length",
        "'$--1.',invalid length",
        "'%-1.',invalid length",
        "'~-1.',invalid length",
        "'=-1.',invalid length",
        "'*1 .',invalid length",
        "'$1234567890123456789.',invalid length",
        "'$536870913.',invalid bulk length",
        "'*2147483648.',invalid multibulk length",
        "'%999999999999999999.',invalid multibulk length"
    })
    void bytesThatAreNoValueAreAFaultWhereverTheyAreCut(String start, String fault) {
        String stream = start.replace(".", "\r\n");

        for (int cut = 0; cut <= stream.length(); cut++) {
            assertThat(Transcript.ofFrames(stream, cut)).isEqualTo("fault " + fault);
        }
    }

    @Test
    void aLineFeedMustFollowACarriageReturn() {
        assertThat(Transcript.ofFrames("+OK\rx")).isEqualTo("fault expected a line end after the bulk string");
        assertThat(Transcript.ofFrames("$1\rx")).isEqualTo("fault expected a line end after the bulk string");
    }

    @Test
    void aLineThatNeverEndsIsRefusedAtTheLimit() {
        int max = RespLimits.REDIS.lineBytesMax();

        assertThat(Transcript.ofFrames("+" + "a".repeat(max) + "\r\n")).isEqualTo("+" + (max + 3) + " left 0");
        assertThat(Transcript.ofFrames("+" + "a".repeat(max + 1))).isEqualTo("fault too long line");
    }

    @Test
    void aStringOf512MebibytesIsPassedOverWithoutBeingShown() {
        FrameScanner scanner = new FrameScanner(RespLimits.REDIS);
        byte[] head = Transcript.bytes("$536870912\r\n");

        assertThat(scanner.scan(head, 0, head.length)).isEqualTo(head.length);
        assertThat(scanner.skip(500_000_000)).isEqualTo(500_000_000);
        assertThat(scanner.skip(500_000_000)).isEqualTo(536_870_912 + 2 - 500_000_000);

        assertThat(scanner.isComplete()).isTrue();
        assertThat(scanner.skip(1)).isZero();
    }

    @Test
    void aDeclaredCountOfBillionsIsOnlyCounted() {
        String stream = "*2147483647\r\n%2147483647\r\n" + "_\r\n".repeat(10_000);

        assertThat(Transcript.ofFrames(stream)).isEqualTo("left " + stream.length());
    }
}
