package dev.attache.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BodyScannerTest {
    private static final HttpLimits LIMITS = new HttpLimits(200, 3, 100);

    private static BodyScanner chunked() {
        BodyScanner scanner = new BodyScanner(LIMITS);
        scanner.toChunked();
        return scanner;
    }

    private static String scan(String chunks) {
        String raw = chunks.replace("|", "\r\n")
                .replace("<CR>", "\r")
                .replace("<LF>", "\n")
                .replace("<TAB>", "\t");
        byte[] bytes = Transcript.bytes(raw);
        String whole = Transcript.ofBody(chunked(), bytes);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(Transcript.ofBody(chunked(), bytes, cut))
                    .as("cut at " + cut)
                    .isEqualTo(whole);
        }
        int[] single = new int[bytes.length];
        Arrays.fill(single, 1);
        assertThat(Transcript.ofBody(chunked(), bytes, single))
                .as("byte by byte")
                .isEqualTo(whole);
        return whole;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        0||                          ~ 'end left=0'
        3|abc|0||                    ~ 'abc end left=0'
        3|abc|00a|0123456789|0||next ~ 'abc0123456789 end left=4'
        A;x=1;y|0123456789|0||       ~ '0123456789 end left=0'
        1|a|0|X: y|Z:|| more         ~ 'a end [X=y] [Z=] left=5'
        3|abc                        ~ 'abc more'
        3|abcd|0||                   ~ 'abc !BAD_CHUNK_END'
        3|ab|0||                     ~ 'ab<CR> !BAD_CHUNK_END'
        3|abc<LF>0||                 ~ 'abc !BAD_CHUNK_END'
        3|abc<CR>0||                 ~ 'abc !BAD_CHUNK_END'
        |0||                         ~ '!BAD_CHUNK_SIZE'
        g|                           ~ '!BAD_CHUNK_SIZE'
        -1|                          ~ '!BAD_CHUNK_SIZE'
        +1|                          ~ '!BAD_CHUNK_SIZE'
        0x1|a|                       ~ '!BAD_CHUNK_SIZE'
        1 |a|                        ~ '!BAD_CHUNK_SIZE'
        1<TAB>|a|                    ~ '!BAD_CHUNK_SIZE'
        1<LF>a|                      ~ '!BAD_CHUNK_SIZE'
        1<CR>a|                      ~ '!BAD_CHUNK_SIZE'
        1000000000000000|            ~ '!BAD_CHUNK_SIZE'
        FFFFFFFFFFFFFFFFFF|          ~ '!BAD_CHUNK_SIZE'
        1;a<LF>b|                    ~ '!BAD_CHUNK_EXTENSION'
        1;a<CR>b|                    ~ '!BAD_CHUNK_SIZE'
        1; a|                        ~ '!BAD_CHUNK_EXTENSION'
        1;a="b"|                     ~ '!BAD_CHUNK_EXTENSION'
        0|X y|                       ~ '!BAD_NAME'
        0|X: a| b||                  ~ '!FOLDED_LINE'
        0|X: a<LF>Y: b||             ~ '!BARE_LF'
        0|A:|B:|C:|D:||              ~ '!TOO_MANY_HEADERS'
        0|Content-Length: 3||        ~ '!BAD_NAME'
        0|Transfer-Encoding: chunked|| ~ '!BAD_NAME'
        """)
    void chunksAreReadOrRefusedWhereverTheyAreCut(String chunks, String expected) {
        assertThat(scan(chunks).strip()).isEqualTo(expected.replace("<CR>", "\r"));
    }

    @Test
    void aChunkExtensionIsRefusedAtTheLimit() {
        assertThat(scan("1;" + "a".repeat(256) + "|b|0||")).isEqualTo("b end left=0");
        assertThat(scan("1;" + "a".repeat(257) + "|b|0||")).isEqualTo(" !BAD_CHUNK_EXTENSION");
    }

    @Test
    void trailersAreRefusedAtTheLimitOnHeads() {
        assertThat(scan("0|X: " + "a".repeat(193) + "||")).startsWith(" end [X=a");
        assertThat(scan("0|X: " + "a".repeat(194) + "||")).isEqualTo(" !TRAILERS_TOO_LARGE");
    }

    @Test
    void aCountedBodyEndsWithItsLastByte() {
        BodyScanner scanner = new BodyScanner(LIMITS);
        scanner.toCounted(5);
        assertThat(Transcript.ofBody(scanner, Transcript.bytes("ab"))).isEqualTo("ab more");
        assertThat(scanner.isEnded()).isFalse();
        assertThat(Transcript.ofBody(scanner, Transcript.bytes("cdeGET"))).isEqualTo("cde end left=3");
        scanner.toCounted(0);
        assertThat(Transcript.ofBody(scanner, Transcript.bytes(""))).isEqualTo(" end left=0");
    }

    @Test
    void anUnboundedBodyTakesEverything() {
        BodyScanner scanner = new BodyScanner(LIMITS);
        scanner.toUnbounded();
        assertThat(Transcript.ofBody(scanner, Transcript.bytes("0\r\n\r\n"))).isEqualTo("0\r\n\r\n more");
        assertThat(scanner.isUnbounded()).isTrue();
    }

    @Test
    void aScannerForgetsTheTrailersOfTheBodyBefore() {
        BodyScanner scanner = chunked();
        assertThat(Transcript.ofBody(scanner, Transcript.bytes("0\r\nA: b\r\n\r\n")))
                .contains("[A=b]");
        scanner.toChunked();
        assertThat(Transcript.ofBody(scanner, Transcript.bytes("0\r\n\r\n"))).isEqualTo(" end left=0");
    }
}
