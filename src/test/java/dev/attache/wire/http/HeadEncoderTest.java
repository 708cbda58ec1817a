package dev.attache.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadEncoderTest {
    private static String text(GrowingBytes bytes) {
        return new String(bytes.array(), 0, bytes.length(), StandardCharsets.ISO_8859_1);
    }

    private static String kept(long dropped, String... lines) {
        RequestScanner scanner = new RequestScanner(HttpLimits.USUAL);
        byte[] bytes = Transcript.bytes("GET / HTTP/1.1\r\nHost: h\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
        scanner.reset();
        assertThat(scanner.scan(bytes, bytes.length)).isEqualTo(Outcome.HEAD);
        GrowingBytes out = new GrowingBytes();
        HeadEncoder.copyLines(scanner.headers(), scanner.facts(), dropped, out);
        return text(out);
    }

    @Test
    void linesAreCopiedAsTheyCameButThoseOfTheSet() {
        long dropped = HeaderName.setOf(HeaderName.CONNECTION, HeaderName.TE);
        assertThat(kept(dropped, "A:  b ", "Connection: x", "C: d", "TE: y", "Connection: z", "E:"))
                .isEqualTo("Host: h\r\nA:  b \r\nC: d\r\nE:\r\n");
        assertThat(kept(dropped, "Te: a")).isEqualTo("Host: h\r\n");
        assertThat(kept(HeaderName.HOST.bit(), "Connection: a")).isEqualTo("Connection: a\r\n");
    }

    @Test
    void whatConnectionNamesIsLeftOutUnlessAProxyActsOnIt() {
        long dropped = HeaderName.setOf(HeaderName.CONNECTION);
        assertThat(kept(dropped, "X-Hop: 1", "connection: close ,x-hop, Cookie,x-forwarded-for", "Cookie: a", "Hop: 2"))
                .isEqualTo("Host: h\r\nCookie: a\r\nHop: 2\r\n");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "9,9", "15,f", "16,10", "255,ff", "65536,10000", "2147483647,7fffffff"})
    void aChunkSizeIsHexadecimal(int size, String expected) {
        GrowingBytes out = new GrowingBytes();
        HeadEncoder.appendChunkSize(size, out);
        assertThat(text(out)).isEqualTo(expected + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "a\r\nb: c", "a\nb", "a\0b", "\u00e4", "a\u007f"})
    void aTextThatIsNoValueIsTold(String text) {
        assertThat(HeadEncoder.isValue(text)).isFalse();
        assertThat(HeadEncoder.isValue("a \tb")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "\u00e4", "a\r"})
    void aTextThatIsNoNameIsTold(String text) {
        assertThat(HeadEncoder.isName(text)).isFalse();
        assertThat(HeadEncoder.isName("X-a_1")).isTrue();
    }
}
