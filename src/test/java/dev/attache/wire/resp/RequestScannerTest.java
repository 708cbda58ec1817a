package dev.attache.wire.resp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.wire.resp.RequestScanner.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestScannerTest {
    private static final String GET_HELLO = "*2\r\n$3\r\nGET\r\n$5\r\nhello\r\n";

    @Test
    void severalCommandsOfOneReadAreFoundOneAfterTheOther() {
        assertThat(Transcript.ofRequests(GET_HELLO + "*1\r\n$4\r\nPING\r\n" + GET_HELLO))
                .isEqualTo("GET hello | PING | GET hello | left 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*2\r\n$3\r\nGET\r\n$5\r\nhello\r\n*1\r\n$4\r\nPING\r\n",
                "*0\r\n*-1\r\n\r\n\n*1\r\n$0\r\n\r\nPING\r\nGET a\n",
                "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4\r\n\r\n\r\n\r\n",
                "*1\r\n$x\r\n",
                "*1x\r\n$1\r\n",
                "*1\r\n:1\r\n",
                "*2\r\n$1\r\nabc\r\n",
                "*-9\r\n*1\r\n$-1\r\n",
                "*1\r\r\n",
                "*2\r\n$3\r\nGET\r\n$5\r\nhel"
            })
    void whereverTheBytesAreCutTheOutcomeIsTheSame(String stream) {
        String whole = Transcript.ofRequests(stream);

        for (int first = 0; first <= stream.length(); first++) {
            for (int second = first; second <= stream.length(); second++) {
                assertThat(Transcript.ofRequests(stream, first, second))
                        .as("cut at %d and %d", first, second)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*0\r\n", "*-1\r\n", "*-10\r\n", "\r\n", "\n"})
    void emptyArraysAndEmptyLinesArePassedOver(String nothing) {
        assertThat(Transcript.ofRequests(nothing + GET_HELLO))
                .isEqualTo("nothing " + nothing.length() + " | GET hello | left 0");
    }

    @Test
    void argumentsMayBeEmptyOrHoldLineEnds() {
        assertThat(Transcript.ofRequests("*2\r\n$0\r\n\r\n$4\r\n\r\n*1\r\n")).isEqualTo(" \\r\\n*1 | left 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*\r\n",
                "*x\r\n",
                "*1x\r\n",
                "* 1\r\n",
                "*1 \r\n",
                "*+1\r\n",
                "*01\r\n",
                "*-0\r\n",
                "*--1\r\n",
                "*-\r\n",
                "*1.5\r\n",
                "*2147483648\r\n",
                "*3000000000\r\n",
                "*9223372036854775808\r\n",
                "*18446744073709551617\r\n",
                "*99999999999999999999999999\r\n"
            })
    void aCountThatIsNoNumberOrTooLargeIsAnInvalidMultibulkLength(String head) {
        assertThat(Transcript.ofRequests(head)).isEqualTo("fault invalid multibulk length");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$\r\n",
                "$x\r\n",
                "$-1\r\n",
                "$-10\r\n",
                "$+1\r\n",
                "$01\r\n",
                "$00\r\n",
                "$1 \r\n",
                "$536870913\r\n",
                "$9223372036854775807\r\n",
                "$18446744073709551617\r\n"
            })
    void aLengthThatIsNoNumberOrTooLargeIsAnInvalidBulkLength(String head) {
        assertThat(Transcript.ofRequests("*1\r\n" + head)).isEqualTo("fault invalid bulk length");
    }

    @Test
    void aBulkOf512MebibytesIsAwaitedAndOneByteMoreIsRefusedBeforeAnyOfItCame() {
        assertThat(Transcript.ofRequests("*1\r\n$536870912\r\n")).isEqualTo("left 16");
        assertThat(Transcript.ofRequests("*1\r\n$536870913\r\n")).isEqualTo("fault invalid bulk length");
    }

    @ParameterizedTest
    @CsvSource({"x,x", ":,:", "*,*", "é,é"})
    void anArgumentThatIsNoBulkStringIsNamed(String type, String named) {
        assertThat(Transcript.ofRequests("*1\r\n" + type + "3\r\nGET\r\n"))
                .isEqualTo("fault expected '$', got '" + named + "'");
    }

    @Test
    void aLineEndInPlaceOfABulkStringIsNamedAsSoonAsItIsHere() {
        assertThat(Transcript.ofRequests("*1\r\n\r\n")).isEqualTo("fault expected '$', got '\r'");
    }

    @Test
    void aBulkStringMustEndWithALineEnd() {
        assertThat(Transcript.ofRequests("*1\r\n$3\r\nGETxx"))
                .isEqualTo("fault expected a line end after the bulk string");
    }

    @Test
    void aClientThatHasNotLoggedInIsHeldToTenArguments() {
        assertThat(untrusted("*10\r\n")).isEqualTo("left 5");
        assertThat(untrusted("*11\r\n")).isEqualTo("fault unauthenticated multibulk length");
        assertThat(untrusted("*2147483648\r\n")).isEqualTo("fault invalid multibulk length");
    }

    @Test
    void aClientThatHasNotLoggedInIsHeldToSixteenKibibytes() {
        assertThat(untrusted("*1\r\n$16384\r\n")).isEqualTo("left 12");
        assertThat(untrusted("*1\r\n$16385\r\n")).isEqualTo("fault unauthenticated bulk length");
        assertThat(untrusted("*1\r\n$536870913\r\n")).isEqualTo("fault invalid bulk length");
    }

    private static String untrusted(String stream) {
        return Transcript.ofRequests(RespLimits.REDIS, false, Transcript.bytes(stream));
    }

    @ParameterizedTest
    @CsvSource({
        "'',too big inline request",
        "*,too big mbulk count string",
        "*1,too big mbulk count string",
        "$,too big bulk count string",
        "$1,too big bulk count string"
    })
    void aLineThatNeverEndsIsRefusedAtTheLimitAndNoByteBefore(String start, String fault) {
        String before = start.startsWith("$") ? "*1\r\n" : "";
        int max = RespLimits.REDIS.lineBytesMax();
        String line = start + "a".repeat(max - start.length());

        assertThat(Transcript.ofRequests(before + line)).isEqualTo("left " + (before.length() + max));
        assertThat(Transcript.ofRequests(before + line + "a")).isEqualTo("fault " + fault);
    }

    @Test
    void aLineThatIsTooLongIsRefusedWhetherItCameWholeOrCut() {
        int max = RespLimits.REDIS.lineBytesMax();
        for (String start : new String[] {"", "*", "*1\r\n$"}) {
            for (int excess = -3; excess <= 3; excess++) {
                String stream = start + "1".repeat(max - 1 + excess) + "\r\n";
                String whole = Transcript.ofRequests(stream);
                for (int cut = stream.length() - 8; cut < stream.length(); cut++) {
                    assertThat(Transcript.ofRequests(stream, cut))
                            .as("%s, %d too long, cut at %d", start, excess, cut)
                            .isEqualTo(whole);
                }
            }
        }
    }

    @Test
    void anInlineCommandOfExactlyTheLimitIsTaken() {
        int max = RespLimits.REDIS.lineBytesMax();

        assertThat(Transcript.ofRequests("a".repeat(max) + "\n")).startsWith("inline a");
        assertThat(Transcript.ofRequests("a".repeat(max + 1) + "\n")).isEqualTo("fault too big inline request");
    }

    @Test
    void nothingIsStoredForArgumentsThatAreOnlyDeclared() {
        RequestScanner scanner = new RequestScanner(RespLimits.REDIS);
        byte[] head = Transcript.bytes("*2147483647\r\n$536870912\r\n");

        assertThat(scanner.scan(head, 0, head.length, true)).isEqualTo(Outcome.NEED_MORE);

        assertThat(scanner.isSmall()).isTrue();
        assertThat(scanner.count()).isZero();
        assertThat(scanner.declared()).isEqualTo(2_147_483_647);
        assertThat(scanner.openBulkLength()).isEqualTo(536_870_912);
        assertThat(scanner.length()).isEqualTo(head.length);
    }

    @Test
    void theScanGoesOnWhereItStoodThoughTheBytesHaveMoved() {
        RequestScanner scanner = new RequestScanner(RespLimits.REDIS);
        byte[] part = Transcript.bytes("GET_HELLO: " + GET_HELLO.substring(0, 15));
        byte[] whole = Transcript.bytes(GET_HELLO);

        assertThat(scanner.scan(part, 11, part.length, true)).isEqualTo(Outcome.NEED_MORE);
        assertThat(scanner.scan(whole, 0, whole.length, true)).isEqualTo(Outcome.COMMAND);

        assertThat(scanner.count()).isEqualTo(2);
        assertThat(scanner.start(1)).isEqualTo(GET_HELLO.indexOf("hello"));
        assertThat(scanner.length(1)).isEqualTo(5);
        assertThat(scanner.length()).isEqualTo(GET_HELLO.length());
    }

    @Test
    void aCommandOfManyArgumentsIsFoundWhole() {
        String stream = "*5000\r\n" + "$1\r\nx\r\n".repeat(5_000);

        assertThat(Transcript.ofRequests(stream)).isEqualTo("x ".repeat(5_000) + "| left 0");
    }
}
