package dev.attache.role.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestPathTest {
    static RequestScanner scan(String head) {
        RequestScanner scanner = new RequestScanner(HttpLimits.USUAL);
        scanner.reset();
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        if (scanner.scan(bytes, bytes.length) != Outcome.HEAD) {
            throw new IllegalArgumentException(scanner.fault() + ": " + head);
        }
        return scanner;
    }

    static String read(String target) {
        RequestScanner scanner = scan("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
        RequestPath path = new RequestPath();
        return path.read(scanner.headers().bytes(), scanner.target())
                ? new String(path.bytes(), path.start(), path.end() - path.start(), StandardCharsets.ISO_8859_1)
                : "refused";
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a/b?c=/../d, /a/b",
        "/a.b/c..d/...e, /a.b/c..d/...e",
        "//a///b/, /a/b/",
        "/%61%2Db, /a-b",
        "/a%2fb%c3%a4, /a%2Fb%C3%A4",
        "/a;x=y/b;z, /a/b",
        "/a;/b, /a/b",
        "/;/a, /a",
        "http://h, /",
        "http://h?a, /",
        "http://h/a%41, /aA",
        "/., refused",
        "/.., refused",
        "/a/./b, refused",
        "/a/../b, refused",
        "/a/%2e%2E/b, refused",
        "/a/.%2e, refused",
        "/a/..;x/b, refused",
        "/a/%2e;x, refused",
        "/a\\b, refused",
        "/a%, refused",
        "/a%4, refused",
        "/a%zz, refused",
        "/a%00, refused",
        "/;%00, refused",
        "/a/..., /a/..."
    })
    void aPathIsReadInOneWayOrRefused(String target, String expected) {
        assertThat(read(target)).isEqualTo(expected);
    }
}
