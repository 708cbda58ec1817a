package dev.attache.role.http.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.HpackDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a request of HTTP/2 becomes on its way to the one reader of requests, and what becomes none.
final class RequestTextTest {
    private static final String GET = ":method=GET|:scheme=https|:authority=h:1|:path=/a?b";
    private static final String WEBSOCKET =
            ":method=CONNECT|:protocol=websocket|:scheme=https|:authority=h|:path=/chat|sec-websocket-version=13";

    /// @param fields `name=value`, divided by `|`
    private static String written(String fields, boolean last) {
        RequestText text = new RequestText();
        text.begin(2_000);
        byte[] block = block(fields);
        assertThat(new HpackDecoder(new GrowingBytes()).decode(block, 0, block.length, text))
                .isTrue();
        boolean right = text.end(last);
        if (text.isTooLarge()) {
            return "too large";
        }
        GrowingBytes out = text.out();
        return right
                ? new String(out.array(), 0, out.length(), StandardCharsets.ISO_8859_1).replace("\r\n", "|")
                : "malformed";
    }

    private static byte[] block(String fields) {
        GrowingBytes block = new GrowingBytes();
        for (String field : fields.split("\\|", -1)) {
            int equals = field.indexOf('=', 1);
            for (String part : List.of(field.substring(0, equals), field.substring(equals + 1))) {
                byte[] bytes = raw(part).getBytes(StandardCharsets.ISO_8859_1);
                if (part.equals(field.substring(0, equals))) {
                    block.append(0);
                }
                if (bytes.length < 127) {
                    block.append(bytes.length);
                } else {
                    block.append(127);
                    block.append(bytes.length - 127 & 0x7f | 0x80);
                    block.append(bytes.length - 127 >> 7);
                }
                block.append(bytes);
            }
        }
        return Arrays.copyOf(block.array(), block.length());
    }

    private static String raw(String text) {
        return text.replace("<CR>", "\r").replace("<LF>", "\n").replace("<NUL>", "\0");
    }

    private static String without(String name) {
        List<String> left = new ArrayList<>(List.of(GET.split("\\|")));
        left.removeIf(each -> each.startsWith(name + "="));
        return String.join("|", left);
    }

    @Test
    void aRequestBecomesOneOfHttp11() {
        assertThat(written(GET + "|x-a=b", true)).isEqualTo("GET /a?b HTTP/1.1|Host: h:1|x-a: b||");
        assertThat(written(":method=OPTIONS|:scheme=http|:authority=h|:path=*", true))
                .isEqualTo("OPTIONS * HTTP/1.1|Host: h||");
    }

    @Test
    void aBodyWithoutALengthGoesOnInChunks() {
        assertThat(written(GET, false)).endsWith("|Transfer-Encoding: chunked||");
        assertThat(written(GET + "|content-length=3", false)).endsWith("|content-length: 3||");
    }

    @Test
    void cookiesGoOnAsOne() {
        assertThat(written(GET + "|cookie=a=1|x=y|cookie=b=2", true)).endsWith("|x: y|Cookie: a=1; b=2||");
    }

    @Test
    void aHostOfItsOwnCountsWhereNothingContradictsIt() {
        assertThat(written(":method=GET|:scheme=http|:path=/|host=x", true)).isEqualTo("GET / HTTP/1.1|host: x||");
        assertThat(written(GET + "|host=H:1", true)).isEqualTo("GET /a?b HTTP/1.1|Host: h:1||");
        assertThat(written(GET + "|host=other", true)).isEqualTo("malformed");
    }

    @Test
    void aWishForAWebsocketBecomesAnUpgrade() {
        assertThat(written(WEBSOCKET + "|sec-websocket-key=bogus", false))
                .isEqualTo("GET /chat HTTP/1.1|Host: h|Connection: Upgrade|Upgrade: websocket|"
                        + "Sec-WebSocket-Key: YXR0YWNoZSBhc2tzIG9uIQ==|sec-websocket-version: 13||");
        assertThat(written(WEBSOCKET, true)).isEqualTo("malformed");
        assertThat(written(WEBSOCKET.replace("CONNECT", "GET"), false)).isEqualTo("malformed");
        assertThat(written(WEBSOCKET.replace("|:authority=h", ""), false)).isEqualTo("malformed");
    }

    @Test
    void aTunnelIsAskedForAsSuchAndRefusedLikeAnyOther() {
        assertThat(written(":method=CONNECT|:authority=h:443", false)).startsWith("CONNECT h:443 HTTP/1.1|");
        assertThat(written(WEBSOCKET.replace("websocket|", "other|"), false)).startsWith("CONNECT h HTTP/1.1|");
        assertThat(written(":method=CONNECT|:authority=h:443|:path=/", false)).isEqualTo("malformed");
        assertThat(written(":method=CONNECT|:path=/", false)).isEqualTo("malformed");
    }

    @Test
    void aHeadOverItsBoundIsFoundWhateverElseItIs() {
        assertThat(written(GET + "|x=" + "a".repeat(2_000), true)).isEqualTo("too large");
        assertThat(written(GET + ("|x=" + "a").repeat(60), true)).isEqualTo("too large");
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
        ":unknown, a",
        ":status, 200",
        ":path, /late",
        "x, 'a<CR><LF>evil: 1'",
        "x, 'a<LF>evil: 1'",
        "x, 'a<NUL>'",
        "x, ' a'",
        "'x<CR><LF>evil', 1"
    })
    void aHeaderThatHttp2ForbidsMakesARequestMalformed(String name, String value) {
        assertThat(written(GET + "|x-a=b|" + name + "=" + value, true)).isEqualTo("malformed");
        assertThat(written(GET + "|" + name + "=" + value, true)).isEqualTo("malformed");
    }

    @Test
    void teMaySayTrailers() {
        assertThat(written(GET + "|te=trailers", true)).endsWith("|te: trailers||");
    }

    @ParameterizedTest
    @CsvSource({
        ":method, 'GET / HTTP/1.1<CR><LF>evil: 1<CR><LF>x'",
        ":method, 'GET /'",
        ":method, ''",
        ":path, 'a'",
        ":path, ''",
        ":path, '*'",
        ":path, '/a b'",
        ":path, 'http://evil/'",
        ":path, '/<CR><LF>evil: 1'",
        ":authority, 'h<CR><LF>evil: 1'",
        ":authority, 'h evil'",
        ":scheme, ''"
    })
    void aPseudoHeaderThatHidesSomethingMakesARequestMalformed(String name, String value) {
        assertThat(written(name + "=" + value + "|" + without(name), true)).isEqualTo("malformed");
    }

    @ParameterizedTest
    @CsvSource({":method", ":path", ":scheme"})
    void aRequestWithoutItsPseudoHeadersIsMalformed(String name) {
        assertThat(written(without(name), true)).isEqualTo("malformed");
    }

    @ParameterizedTest
    @CsvSource({":method", ":path", ":scheme", ":authority"})
    void aPseudoHeaderThatComesTwiceMakesARequestMalformed(String name) {
        assertThat(written(GET + "|" + name + "=x", true)).isEqualTo("malformed");
    }
}
