package dev.attache.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestScannerTest {
    private static final String USUAL =
            unescape("POST /a/b?c=d HTTP/1.1|Host: h:80|X-Any: \t one two \t|Content-Length: 12|Connection: close||");

    private static String scan(String text) {
        return Transcript.ofRequest(HttpLimits.USUAL, Transcript.bytes(text));
    }

    /// A request with these lines behind its `Host`; `|` stands for CR LF.
    private static String withLines(String lines) {
        return scan("GET / HTTP/1.1\r\nHost: h\r\n" + unescape(lines) + "\r\n");
    }

    private static String unescape(String text) {
        return text.replace("|", "\r\n")
                .replace("<CR>", "\r")
                .replace("<LF>", "\n")
                .replace("<NUL>", "\0")
                .replace("<TAB>", "\t")
                .replace("<VT>", "\u000b")
                .replace("<DEL>", "\u007f")
                .replace("<NBSP>", "\u00a0")
                .replace("<NEL>", "\u0085");
    }

    @Test
    void thePartsOfAHeadAreFound() {
        assertThat(scan(USUAL + "rest"))
                .isEqualTo("POST /a/b query=c=d 1.1 ends length=12 [Host=h:80] [X-Any=one two] [Content-Length=12]"
                        + " [Connection=close] /" + USUAL.length());
    }

    @Test
    void aHeadIsTheSameWhereverItIsCut() {
        byte[] whole = Transcript.bytes(USUAL);
        String expected = Transcript.ofRequest(HttpLimits.USUAL, whole);
        for (int cut = 0; cut < whole.length; cut++) {
            assertThat(Transcript.ofRequest(HttpLimits.USUAL, whole, cut))
                    .as("cut at " + cut)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aHeadMayComeByteByByte() {
        byte[] whole = Transcript.bytes(USUAL);
        int[] cuts = new int[whole.length];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = i;
        }
        assertThat(Transcript.ofRequest(HttpLimits.USUAL, whole, cuts))
                .isEqualTo(Transcript.ofRequest(HttpLimits.USUAL, whole));
    }

    @Test
    void aHeadIsIncompleteUntilItsLastByte() {
        byte[] whole = Transcript.bytes(USUAL);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThat(Transcript.ofRequest(HttpLimits.USUAL, part))
                    .as("the first " + length)
                    .isEqualTo("more");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
        GET / HTTP/1.1            ~ GET / 1.1
        get / HTTP/1.1            ~ OTHER / 1.1
        M-SEARCH / HTTP/1.1       ~ OTHER / 1.1
        GET /?a?b HTTP/1.1        ~ GET / query=a?b 1.1
        GET /? HTTP/1.1           ~ GET / 1.1
        GET http://a.b:8/c?d HTTP/1.1 ~ GET /c query=d authority=a.b:8 1.1
        GET HTTPS://a HTTP/1.1    ~ GET  authority=a 1.1
        GET http://a?b HTTP/1.1   ~ GET  query=b authority=a 1.1
        OPTIONS * HTTP/1.1        ~ OPTIONS * 1.1
        CONNECT a:443 HTTP/1.1    ~ CONNECT  authority=a:443 1.1
        GET /%2e/;x\\ HTTP/1.1    ~ GET /%2e/;x\\ 1.1
        |GET / HTTP/1.1           ~ GET / 1.1
        ||GET / HTTP/1.1          ~ BAD_METHOD
        GET  / HTTP/1.1           ~ BAD_TARGET
        GET /a b HTTP/1.1         ~ BAD_VERSION
        GET * HTTP/1.1            ~ BAD_TARGET
        GET a HTTP/1.1            ~ BAD_TARGET
        GET ftp://a/ HTTP/1.1     ~ BAD_TARGET
        GET http:///a HTTP/1.1    ~ BAD_TARGET
        GET http://u@a/ HTTP/1.1  ~ BAD_TARGET
        GET /a#b HTTP/1.1         ~ BAD_TARGET
        GET /<NBSP> HTTP/1.1      ~ BAD_TARGET
        GET /<TAB> HTTP/1.1       ~ BAD_TARGET
        GET /<CR><LF>a: HTTP/1.1  ~ BAD_TARGET
        GET<TAB>/ HTTP/1.1        ~ BAD_METHOD
        G(T / HTTP/1.1            ~ BAD_METHOD
        <NUL>GET / HTTP/1.1       ~ BAD_METHOD
        <LF>GET / HTTP/1.1        ~ BAD_METHOD
        <CR>GET / HTTP/1.1        ~ BARE_CR
        GET /                     ~ BAD_TARGET
        GET / HTTP/1              ~ BAD_VERSION
        GET / HTTP/1.1x           ~ BAD_VERSION
        GET / http/1.1            ~ BAD_VERSION
        GET / HTTP/1.1<LF>        ~ BAD_VERSION
        GET / HTTP/1.2            ~ UNSUPPORTED_VERSION
        PRI * HTTP/2.0            ~ UNSUPPORTED_VERSION
        CONNECT / HTTP/1.1        ~ BAD_TARGET
        """)
    void aStartLineIsReadOrRefused(String line, String expected) {
        String told = scan(unescape(line.replace("\\\\", "\\")) + "\r\nHost: h\r\n\r\n");
        assertThat(told.replaceFirst(" \\[Host=h].*", "")).isEqualTo(expected.replace("\\\\", "\\"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
        X: a|                             ~ [X=a]
        X:|                               ~ [X=]
        X:a,  b|                          ~ [X=a,  b]
        X: <NBSP>a<NEL>|                  ~ [X=<NBSP>a<NEL>]
        X: a<CR>b|                        ~ BARE_CR
        X: a<LF>Y: b|                     ~ BARE_LF
        X: a<NUL>b|                       ~ BAD_VALUE
        X: a<VT>|                         ~ BAD_VALUE
        X: a<DEL>|                        ~ BAD_VALUE
        X: a| b|                          ~ FOLDED_LINE
        <TAB>X: a|                        ~ FOLDED_LINE
        X : a|                            ~ BAD_NAME
        X<NBSP>: a|                       ~ BAD_NAME
        : a|                              ~ BAD_NAME
        X|                                ~ BAD_NAME
        X Y: a|                           ~ BAD_NAME
        <NUL>: a|                         ~ BAD_NAME
        Host: h|                          ~ SEVERAL_HOSTS
        Content-Length: 0|                ~ length=0
        content-length:007|               ~ length=7
        Content-Length:|                  ~ BAD_LENGTH
        Content-Length: +1|               ~ BAD_LENGTH
        Content-Length: -1|               ~ BAD_LENGTH
        Content-Length: 0x1|              ~ BAD_LENGTH
        Content-Length: 1 1|              ~ BAD_LENGTH
        Content-Length: 1, 1|             ~ BAD_LENGTH
        Content-Length: 9999999999999999999| ~ BAD_LENGTH
        Content-Length: 1|Content-Length: 1| ~ SEVERAL_LENGTHS
        Content-Length: 1|Content-Length: 2| ~ SEVERAL_LENGTHS
        Transfer-Encoding: chunked|       ~ chunked
        transfer-encoding: CHUNKED|       ~ chunked
        Transfer-Encoding: ,chunked|      ~ BAD_CODING
        Transfer-Encoding: chunked,|      ~ BAD_CODING
        Transfer-Encoding: gzip, chunked| ~ BAD_CODING
        Transfer-Encoding: identity|      ~ BAD_CODING
        Transfer-Encoding:|               ~ BAD_CODING
        Transfer-Encoding: "chunked"|     ~ BAD_CODING
        Transfer-Encoding: chunked|Transfer-Encoding: chunked| ~ BAD_CODING
        Transfer-Encoding: <VT>chunked|   ~ BAD_VALUE
        Transfer-Encoding: chunked|Content-Length: 1| ~ LENGTH_AND_CODING
        Content-Length: 1|Transfer-Encoding: chunked| ~ LENGTH_AND_CODING
        Connection: keep-alive, Upgrade|  ~ upgrade
        """)
    void aHeaderLineIsReadOrRefused(String lines, String expected) {
        assertThat(withLines(lines)).contains(unescape(expected));
    }

    @ParameterizedTest
    @CsvSource({"a/b", "a b", "'a,b'", "u@h", "''", "a?b", "<NBSP>"})
    void aHostThatIsNoneIsRefused(String host) {
        assertThat(scan("GET / HTTP/1.1\r\nHost: " + unescape(host) + "\r\n\r\n"))
                .isEqualTo("BAD_HOST");
    }

    @Test
    void aHostIsNeededSinceHttp11() {
        assertThat(scan("GET / HTTP/1.1\r\n\r\n")).isEqualTo("NO_HOST");
        assertThat(scan("GET / HTTP/1.0\r\n\r\n")).isEqualTo("GET / 1.0 ends /18");
        assertThat(scan("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")).startsWith("GET / 1.0 [");
    }

    @Test
    void aCodingInHttp10IsRefusedWithAndWithoutALength() {
        assertThat(scan("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .isEqualTo("CODING_IN_1_0");
        assertThat(scan("POST / HTTP/1.0\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .isEqualTo("CODING_IN_1_0");
    }

    @Test
    void eachLimitIsReachedAndNotPassed() {
        String head = "GET /56789 HTTP/1.1\r\nHost: h\r\nA: b\r\n\r\n";
        byte[] bytes = Transcript.bytes(head);
        assertThat(Transcript.ofRequest(new HttpLimits(head.length(), 2, 6), bytes))
                .startsWith("GET /56789");
        assertThat(Transcript.ofRequest(new HttpLimits(head.length() - 1, 2, 6), bytes))
                .isEqualTo("HEAD_TOO_LARGE");
        assertThat(Transcript.ofRequest(new HttpLimits(99, 1, 6), bytes)).isEqualTo("TOO_MANY_HEADERS");
        assertThat(Transcript.ofRequest(new HttpLimits(99, 2, 5), bytes)).isEqualTo("TARGET_TOO_LONG");
    }

    @Test
    void aNameThatDiffersByUnderscoresOnlyIsALookalike() {
        RequestScanner scanner = new RequestScanner(HttpLimits.USUAL);
        byte[] bytes = Transcript.bytes("GET / HTTP/1.1\r\nHost: h\r\nx_Forwarded-FOR: a\r\nContent_Length: 3\r\n\r\n");
        scanner.reset();
        assertThat(scanner.scan(bytes, bytes.length)).isEqualTo(Outcome.HEAD);
        assertThat(scanner.headers().name(1)).isEqualTo(HeaderName.LOOKALIKE);
        assertThat(scanner.headers().name(2)).isEqualTo(HeaderName.LOOKALIKE);
        assertThat(scanner.facts().contentLength()).isEqualTo(-1);
    }
}
