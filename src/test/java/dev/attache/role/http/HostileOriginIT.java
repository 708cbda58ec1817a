package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Origins that would make a client see two responses in one, or another client's response: none gets through.
final class HostileOriginIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
        CL and TE               ~ HTTP/1.1 200 OK|Content-Length: 5|Transfer-Encoding: chunked||0||
        TE and CL               ~ HTTP/1.1 200 OK|Transfer-Encoding: chunked|Content-Length: 5||0||
        CL twice                ~ HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 2||ok
        CL twice and different  ~ HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 0||ok
        CL as a list            ~ HTTP/1.1 200 OK|Content-Length: 2, 2||ok
        CL with a plus          ~ HTTP/1.1 200 OK|Content-Length: +2||ok
        CL with a minus         ~ HTTP/1.1 200 OK|Content-Length: -2||ok
        CL in hex               ~ HTTP/1.1 200 OK|Content-Length: 0x2||ok
        CL with a hard blank    ~ HTTP/1.1 200 OK|Content-Length: 2\\a||ok
        CL that says nothing    ~ HTTP/1.1 200 OK|Content-Length:||ok
        CL beyond 64 bits       ~ HTTP/1.1 200 OK|Content-Length: 18446744073709551618||ok
        CL on a folded line     ~ HTTP/1.1 200 OK|Content-Length:| 2||ok
        TE twice                ~ HTTP/1.1 200 OK|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||
        TE as a list            ~ HTTP/1.1 200 OK|Transfer-Encoding: chunked, chunked||0||
        TE with a comma         ~ HTTP/1.1 200 OK|Transfer-Encoding: ,chunked||0||
        TE with a tab           ~ HTTP/1.1 200 OK|Transfer-Encoding: \\vchunked||0||
        TE that says nothing    ~ HTTP/1.1 200 OK|Transfer-Encoding:||0||
        TE with a blank         ~ HTTP/1.1 200 OK|Transfer-Encoding : chunked||0||
        TE with another word    ~ HTTP/1.1 200 OK|Transfer-Encoding: xchunked||0||
        an unknown coding       ~ HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||0||
        TE in HTTP/1.0          ~ HTTP/1.0 200 OK|Transfer-Encoding: chunked||0||
        a folded line           ~ HTTP/1.1 200 OK|X: a| b||
        a folded first line     ~ HTTP/1.1 200 OK| X: a||
        a bare LF               ~ HTTP/1.1 200 OK|X: a\\nSet-Cookie: evil||
        a bare LF, first line   ~ HTTP/1.1 200 OK\\nSet-Cookie: evil||
        a bare CR               ~ HTTP/1.1 200 OK|X: a\\rSet-Cookie: evil||
        a bare CR, first line   ~ HTTP/1.1 200 OK\\rSet-Cookie: evil||
        a bare CR for an end    ~ HTTP/1.1 200 OK|\\rSet-Cookie: evil||
        a NUL                   ~ HTTP/1.1 200 OK|X: a\\0||
        a NUL in the reason     ~ HTTP/1.1 200 O\\0K||
        no name                 ~ HTTP/1.1 200 OK|: a||
        no colon                ~ HTTP/1.1 200 OK|X||
        a blank before a colon  ~ HTTP/1.1 200 OK|X : a||
        a name with a slash     ~ HTTP/1.1 200 OK|X/Y: a||
        a status of two digits  ~ HTTP/1.1 20 OK||
        a status of four digits ~ HTTP/1.1 2000 OK||
        a status with a sign    ~ HTTP/1.1 -20 OK||
        a status too high       ~ HTTP/1.1 999 OK||
        no blank before it      ~ HTTP/1.1200 OK||
        two blanks before it    ~ HTTP/1.1  200 OK||
        a version in small      ~ http/1.1 200 OK||
        a version of two digits ~ HTTP/1.10 200 OK||
        another version         ~ HTTP/2 200||
        another protocol        ~ ICY 200 OK||
        HTTP/0.9                ~ <html>evil</html>|
        leading empty lines     ~ ||HTTP/1.1 200 OK||
        a leading NUL           ~ \\0HTTP/1.1 200 OK||
        101 unasked for         ~ HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: Upgrade||
        101 to h2c              ~ HTTP/1.1 101 Switching Protocols|Upgrade: h2c|Connection: Upgrade||
        """)
    void aResponseThatCanBeReadInTwoWaysReachesNoClient(String name, String bytes) throws IOException {
        String raw = bytes.replace("|", "\r\n")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\v", "\u000b")
                .replace("\\a", "\u00a0")
                .replace("\\0", "\0");
        try (RawOrigin origin = RawOrigin.answering(raw);
                Gateway attache = Gateway.before(origin.address()).start()) {
            HttpAnswer answer = attache.get("/");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.header("Proxy-Status")).isEqualTo("attache; error=http_protocol_error");
            assertThat(answer.head() + answer.body()).doesNotContain("evil");
        }
    }

    @Test
    void aHeadThatNeverEndsIsRefusedAtTheLimit() throws IOException {
        try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nX: " + "a".repeat(70_000));
                Gateway attache = Gateway.before(origin.address()).start()) {
            assertThat(attache.get("/").status()).isEqualTo(502);
        }
    }

    @Test
    void interimResponsesWithoutEndAreRefused() throws IOException {
        try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 100 Continue\r\n\r\n".repeat(17));
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            assertThat(client.readToEnd()).contains("HTTP/1.1 502 Bad Gateway\r\n");
        }
    }

    @Test
    void whatComesBehindAResponseIsNobodysResponse() throws IOException {
        try (RawOrigin origin =
                        RawOrigin.doing((connection, _, number) -> connection.send(number == 0 ? OK + OK : OK));
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            assertThat(origin.requests()).hasSize(2);
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void whatComesWithoutARequestClosesTheConnection() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, number) -> {
                    connection.send(OK);
                    if (number == 0) {
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                    }
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            Eventually.holds(
                    "no connection is open",
                    () -> attache.role()
                                    .loops()
                                    .getFirst()
                                    .targets()
                                    .clusters()
                                    .getFirst()
                                    .pools()[0]
                                    .open()
                            == 0);
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1|x|0||",
                "-1|x|0||",
                "0x1|x|0||",
                " 1|x|0||",
                "1 |x|0||",
                "|x|0||",
                "g|x|0||",
                "1|xy|0||",
                "1|x\n0||",
                "10000000000000001|x|0||",
                "1\nx|0||",
                "1;a\nx|0||",
                "1;a\rb|x|0||",
                "1|x|0|X y||",
                "1|x|0|X: a\nY: b||"
            })
    void aBodyInBrokenChunksReachesNoClientAsAWhole(String chunks) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (RawOrigin origin = RawOrigin.answering(head + chunks.replace("|", "\r\n"));
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send(GET).expectClosed()).startsWith(head).doesNotContain("0\r\n");
            assertThat(attache.metric("attache_http_answers_cut_total")).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
        HEAD with a body      ~ HEAD ~ HTTP/1.1 200 OK|Content-Length: 4||evil
        HEAD with chunks      ~ HEAD ~ HTTP/1.1 200 OK|Transfer-Encoding: chunked||4|evil|0||
        304 with a body       ~ GET  ~ HTTP/1.1 304 Not Modified|Content-Length: 4||evil
        304 with chunks       ~ GET  ~ HTTP/1.1 304 Not Modified|Transfer-Encoding: chunked||4|evil|0||
        more than its length  ~ GET  ~ HTTP/1.1 200 OK|Content-Length: 0||evil
        more than its chunks  ~ GET  ~ HTTP/1.1 200 OK|Transfer-Encoding: chunked||0||evil
        """)
    void aBodyWhereNoneIsBelongsToNobody(String name, String method, String bytes) throws IOException {
        try (RawOrigin origin = RawOrigin.doing(
                        (connection, _, number) -> connection.send(number == 0 ? bytes.replace("|", "\r\n") : OK));
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(GET.replace("GET", method) + GET.replace("Host", "Connection: close\r\nHost"));
            assertThat(client.readToEnd()).doesNotContain("evil").endsWith("\r\n\r\nok");
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void aBodyBehind204IsNobodysResponse() throws IOException {
        String answer = "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n";
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.send(answer + "evil"));
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            String expected = "HTTP/1.1 204 No Content\r\n\r\n";
            assertThat(client.send(GET + GET).readBytes(2 * expected.length())).isEqualTo(expected + expected);
            assertThat(origin.connections()).isEqualTo(2);
        }
    }
}
