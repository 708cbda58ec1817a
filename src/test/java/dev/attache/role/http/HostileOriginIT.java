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

/// Origins that would make a client see two responses in one, or another client's response: none gets through.
final class HostileOriginIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
        CL and TE              ~ HTTP/1.1 200 OK|Content-Length: 5|Transfer-Encoding: chunked||0||
        CL twice               ~ HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 2||ok
        CL as a list           ~ HTTP/1.1 200 OK|Content-Length: 2, 2||ok
        CL with a sign         ~ HTTP/1.1 200 OK|Content-Length: +2||ok
        an unknown coding      ~ HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||0||
        TE in HTTP/1.0         ~ HTTP/1.0 200 OK|Transfer-Encoding: chunked||0||
        a folded line          ~ HTTP/1.1 200 OK|X: a| b||
        a bare LF              ~ HTTP/1.1 200 OK|X: a\\nSet-Cookie: evil||
        a bare CR              ~ HTTP/1.1 200 OK|X: a\\rSet-Cookie: evil||
        a NUL                  ~ HTTP/1.1 200 OK|X: a\\0||
        no name                ~ HTTP/1.1 200 OK|: a||
        a blank before a colon ~ HTTP/1.1 200 OK|X : a||
        a status of two digits ~ HTTP/1.1 20 OK||
        a status too high      ~ HTTP/1.1 999 OK||
        another protocol       ~ ICY 200 OK||
        leading empty lines    ~ ||HTTP/1.1 200 OK||
        101 unasked for        ~ HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: Upgrade||
        """)
    void aResponseThatCanBeReadInTwoWaysReachesNoClient(String name, String bytes) throws IOException {
        String raw = bytes.replace("|", "\r\n")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
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
                                    .clusters()
                                    .getFirst()
                                    .pools()[0]
                                    .open()
                            == 0);
            assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
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
