package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a request of HTTP/2 becomes on its way to an upstream of HTTP/1.1, and what becomes none.
final class Http2HeadsTest {
    private static Http2Headers usual() {
        return new DefaultHttp2Headers(false)
                .method("GET")
                .scheme("https")
                .authority("h:1")
                .path("/a?b");
    }

    private static String written(Http2Headers headers, boolean ended) {
        GrowingBytes out = new GrowingBytes();
        return Http2Heads.writeRequest(headers, ended, out)
                ? new String(out.array(), 0, out.length(), StandardCharsets.ISO_8859_1).replace("\r\n", "|")
                : "malformed";
    }

    @Test
    void aRequestBecomesOneOfHttp11() {
        assertThat(written(usual().add("x-a", "b"), true)).isEqualTo("GET /a?b HTTP/1.1|Host: h:1|x-a: b||");
    }

    @Test
    void aBodyWithoutALengthGoesOnInChunks() {
        assertThat(written(usual(), false)).endsWith("|Transfer-Encoding: chunked||");
        assertThat(written(usual().add("content-length", "3"), false)).endsWith("|content-length: 3||");
    }

    @Test
    void crumbsOfACookieAreJoined() {
        Http2Headers headers =
                usual().add("cookie", "a=1").add("x", "y").add("cookie", "b=2").add("te", "trailers");
        assertThat(written(headers, true)).isEqualTo("GET /a?b HTTP/1.1|Host: h:1|x: y|Cookie: a=1; b=2||");
    }

    @Test
    void aHostIsTakenWhereNoAuthorityIsAndMustNotContradictOne() {
        Http2Headers alone = new DefaultHttp2Headers(false)
                .method("GET")
                .scheme("http")
                .path("/")
                .add("host", "x");
        assertThat(written(alone, true)).isEqualTo("GET / HTTP/1.1|host: x||");
        assertThat(written(usual().add("host", "H:1"), true)).isEqualTo("GET /a?b HTTP/1.1|Host: h:1||");
        assertThat(written(usual().add("host", "other"), true)).isEqualTo("malformed");
    }

    @ParameterizedTest
    @CsvSource({
        "connection, close",
        "keep-alive, 1",
        "proxy-connection, close",
        "transfer-encoding, chunked",
        "upgrade, websocket",
        "te, gzip",
        "X-Capital, a",
        "'a b', c",
        "'a:b', c",
        "x, 'a<CR><LF>evil: 1'",
        "x, 'a<LF>evil: 1'",
        "x, 'a<NUL>'",
        "'x<CR><LF>evil', 1"
    })
    void aHeaderThatHttp2ForbidsMakesARequestMalformed(String name, String value) {
        assertThat(written(usual().add(raw(name), raw(value)), true)).isEqualTo("malformed");
    }

    private static String raw(String text) {
        return text.replace("<CR>", "\r").replace("<LF>", "\n").replace("<NUL>", "\0");
    }

    @ParameterizedTest
    @CsvSource({
        ":method, 'GET / HTTP/1.1<CR><LF>evil: 1<CR><LF>x'",
        ":method, ''",
        ":path, 'a'",
        ":path, ''",
        ":path, '/a b'",
        ":path, 'http://evil/'",
        ":path, '/<CR><LF>evil: 1'",
        ":authority, 'h<CR><LF>evil: 1'"
    })
    void aPseudoHeaderThatHidesSomethingMakesARequestMalformed(String name, String value) {
        assertThat(written(usual().set(name, raw(value)), true)).isEqualTo("malformed");
    }

    @ParameterizedTest
    @CsvSource({":method", ":path", ":scheme"})
    void aRequestWithoutItsPseudoHeadersIsMalformed(String name) {
        Http2Headers headers = usual();
        headers.remove(name);
        assertThat(written(headers, true)).isEqualTo("malformed");
    }
}
