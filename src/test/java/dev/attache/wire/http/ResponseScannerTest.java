package dev.attache.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponseScannerTest {
    private static final String USUAL =
            "HTTP/1.1 200 Very OK|Server: x|Content-Length: 2|Connection: keep-alive||".replace("|", "\r\n");

    private static String scan(String text) {
        String raw = text.replace("|", "\r\n")
                .replace("<CR>", "\r")
                .replace("<LF>", "\n")
                .replace("<NUL>", "\0");
        return Transcript.ofResponse(HttpLimits.USUAL, Transcript.bytes(raw));
    }

    @Test
    void thePartsOfAHeadAreFound() {
        assertThat(scan(USUAL + "ok"))
                .isEqualTo("200 200 Very OK 1.1 length=2 [Server=x] [Content-Length=2] [Connection=keep-alive] /"
                        + USUAL.length());
    }

    @Test
    void aHeadIsTheSameWhereverItIsCut() {
        byte[] whole = Transcript.bytes(USUAL);
        String expected = Transcript.ofResponse(HttpLimits.USUAL, whole);
        for (int cut = 0; cut < whole.length; cut++) {
            assertThat(Transcript.ofResponse(HttpLimits.USUAL, whole, cut))
                    .as("cut at " + cut)
                    .isEqualTo(expected);
            byte[] part = Arrays.copyOf(whole, cut);
            assertThat(Transcript.ofResponse(HttpLimits.USUAL, part)).isEqualTo("more");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
        HTTP/1.1 204 No Content   ~ 204 204 No Content 1.1
        HTTP/1.1 200              ~ 200 200 1.1
        HTTP/1.0 200 OK           ~ 200 200 OK 1.0 ends
        HTTP/1.1 100 Continue     ~ 100 100 Continue 1.1
        HTTP/1.1 599 x            ~ 599 599 x 1.1
        HTTP/1.1 099 x            ~ BAD_STATUS
        HTTP/1.1 600 x            ~ BAD_STATUS
        HTTP/1.1 20 x             ~ BAD_STATUS
        HTTP/1.1 2000 x           ~ BAD_STATUS
        HTTP/1.1 +20 x            ~ BAD_STATUS
        HTTP/1.1  200 x           ~ BAD_STATUS
        HTTP/1.1 200<NUL>         ~ BAD_STATUS
        HTTP/1.1 200 a<NUL>       ~ BAD_REASON
        HTTP/1.1 200 a<CR>b       ~ BARE_CR
        HTTP/1.1 200 a<LF>b: c    ~ BARE_LF
        HTTP/1.2 200 OK           ~ UNSUPPORTED_VERSION
        HTTP/2.0 200 OK           ~ BAD_VERSION
        http/1.1 200 OK           ~ BAD_VERSION
        |HTTP/1.1 200 OK          ~ BAD_VERSION
        ICY 200 OK                ~ BAD_VERSION
        HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 1    ~ SEVERAL_LENGTHS
        HTTP/1.1 200 OK|Content-Length: 1, 1                   ~ BAD_LENGTH
        HTTP/1.1 200 OK|Content-Length: 1|Transfer-Encoding: chunked ~ LENGTH_AND_CODING
        HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked       ~ BAD_CODING
        HTTP/1.1 200 OK|Transfer-Encoding: xchunked            ~ BAD_CODING
        HTTP/1.0 200 OK|Transfer-Encoding: chunked             ~ CODING_IN_1_0
        HTTP/1.1 200 OK|Set-Cookie: a<LF>Set-Cookie: b         ~ BARE_LF
        HTTP/1.1 200 OK|Set-Cookie: a<CR>Set-Cookie: b         ~ BARE_CR
        HTTP/1.1 200 OK|X: a| folded                           ~ FOLDED_LINE
        HTTP/1.1 200 OK|X : a                                  ~ BAD_NAME
        """)
    void aHeadIsReadOrRefused(String head, String expected) {
        assertThat(scan(head + "||").replaceFirst(" /[0-9]+$", "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"GET,200,false", "HEAD,200,true", "GET,204,true", "GET,304,true", "GET,103,true", "POST,500,false"})
    void someResponsesHaveNoBodyWhateverTheirHeadersSay(HttpMethod method, int status, boolean bodiless) {
        ResponseScanner scanner = new ResponseScanner(HttpLimits.USUAL);
        byte[] bytes = Transcript.bytes("HTTP/1.1 " + status + " x\r\nContent-Length: 5\r\n\r\n");
        scanner.reset();
        assertThat(scanner.scan(bytes, bytes.length)).isEqualTo(Outcome.HEAD);
        assertThat(scanner.isBodiless(method)).isEqualTo(bodiless);
    }
}
