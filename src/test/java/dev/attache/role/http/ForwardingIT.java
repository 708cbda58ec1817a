package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes through, and in which words: heads, bodies, interim responses.
final class ForwardingIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static String lines(String text) {
        return text.replace("|", "\r\n");
    }

    @Test
    void oneConnectionCarriesManyRequestsOnBothSides() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.send(GET).readBytes(OK.length())).isEqualTo(OK);
            }
            assertThat(origin.connections()).isEqualTo(1);
            assertThat(attache.metric("attache_http_requests_total")).isEqualTo(20);
            assertThat(attache.metric("attache_http_answers_total", "class=\"2xx\""))
                    .isEqualTo(20);
        }
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTheirOrder() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, request, _) -> {
                    String path = request.split(" ", 3)[1];
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            StringBuilder sent = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int i = 10; i < 60; i++) {
                sent.append("GET /").append(i).append(" HTTP/1.1\r\nHost: h\r\n\r\n");
                expected.append("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n/").append(i);
            }
            client.send(sent.toString());
            assertThat(client.readBytes(expected.length())).isEqualTo(expected.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void aRequestMayComeInPiecesOfAnySize(int size) throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            String body = "0123456789".repeat(10);
            String request = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n" + body;
            client.sendInChunksOf(size, request);
            client.sendInChunksOf(size, request);
            assertThat(client.readBytes(2 * OK.length())).isEqualTo(OK + OK);
            assertThat(origin.requests()).hasSize(2).allMatch(each -> each.endsWith("\r\n\r\n" + body));
        }
    }

    @Test
    void whatWasMeantForOneConnectionDoesNotGoOn() throws IOException {
        String answer = lines("HTTP/1.1 200 OK|Connection: keep-alive, X-Mine|X-Mine: 1|Keep-Alive: timeout=5|"
                + "X-Other: 2|Content-Length: 2||ok");
        try (RawOrigin origin = RawOrigin.answering(answer);
                Gateway attache = Gateway.before(origin.address())
                        .role("forward: {headers: none, request-id: false}")
                        .start();
                RawClient client = attache.client()) {
            client.send(lines("GET /a?b HTTP/1.1|Host: h:1|Connection: X-Hop, keep-alive, Cookie|X-Hop: 1|Cookie: a=b|"
                    + "Keep-Alive: 1|TE: trailers|Proxy-Connection: keep-alive|Proxy-Authorization: x|Upgrade: h2c|"
                    + "HTTP2-Settings: AAAA|X-End: 2||"));
            String expected = "HTTP/1.1 200 OK\r\nX-Other: 2\r\nContent-Length: 2\r\n\r\nok";
            assertThat(client.readBytes(expected.length())).isEqualTo(expected);
            assertThat(origin.requests())
                    .containsExactly("GET /a?b HTTP/1.1\r\nHost: h:1\r\nCookie: a=b\r\nX-End: 2\r\n\r\n");
        }
    }

    @Test
    void upstreamsAreToldWhoTheClientIs() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start()) {
            attache.get("/", "Host: shop", "X-Forwarded-For: 6.6.6.6", "x_forwarded_for: 7.7.7.7", "Forwarded: for=8");
            assertThat(origin.requests().getFirst())
                    .contains("\r\nX-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Host: shop\r\n")
                    .containsPattern("\r\nX-Request-Id: [0-9a-f]{32}\r\n")
                    .doesNotContain("6.6.6.6", "7.7.7.7", "for=8");
        }
    }

    @Test
    void theWordOfTrustedProxiesIsKept() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("forward: {headers: both, trusted-hops: 1, via: true}")
                        .start()) {
            String answer = attache.get(
                            "/",
                            "Host: shop",
                            "X-Forwarded-For: 1.2.3.4",
                            "X-Forwarded-Proto: https",
                            "Forwarded: for=1.2.3.4",
                            "X-Request-Id: abc")
                    .head();
            assertThat(answer).contains("Via: 1.1 attache");
            assertThat(origin.requests().getFirst())
                    .contains("\r\nX-Forwarded-For: 1.2.3.4, 127.0.0.1\r\n", "\r\nX-Forwarded-Proto: https\r\n")
                    .contains("\r\nForwarded: for=1.2.3.4, for=127.0.0.1;host=\"shop\";proto=http\r\n")
                    .contains("\r\nX-Request-Id: abc\r\n", "\r\nVia: 1.1 attache\r\n");
        }
    }

    @Test
    void aFullUriNamesItsHostItself() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("forward: {headers: none, request-id: false}")
                        .start();
                RawClient client = attache.client()) {
            client.send("GET http://real:81?q HTTP/1.1\r\nHost: other\r\n\r\n").readBytes(OK.length());
            assertThat(origin.requests()).containsExactly("GET /?q HTTP/1.1\r\nHost: real:81\r\n\r\n");
        }
    }

    @Test
    void chunksAreFramedAnewAndTrailersPassOn() throws IOException {
        String answer = lines("HTTP/1.1 200 OK|Transfer-Encoding: chunked||3;x=y|abc|0|X-T: 1|Set-Cookie: a||");
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.readTo("0\r\nX-Sum: 9\r\n\r\n");
                    connection.send(answer);
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("5;ext\r\nhello\r\n0\r\nX-Sum: 9\r\nHost: evil\r\n\r\n");
            String expected = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n";
            assertThat(client.readBytes(expected.length())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, 'HTTP/1.1 200 OK|Content-Length: 99||', 'HTTP/1.1 200 OK|Content-Length: 99||'",
        "HEAD, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||', 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||'",
        "GET, 'HTTP/1.1 304 Not Modified|Content-Length: 99||', 'HTTP/1.1 304 Not Modified|Content-Length: 99||'",
        "GET, 'HTTP/1.1 204 No Content||', 'HTTP/1.1 204 No Content||'",
        "GET, 'HTTP/1.1 204 No Content|Content-Length: 0||', 'HTTP/1.1 204 No Content||'",
    })
    void aResponseWithoutBodyEndsWithItsHead(String method, String answer, String expected) throws IOException {
        String seen = expected.replace("|", "\r\n");
        try (RawOrigin origin = RawOrigin.answering(answer.replace("|", "\r\n"));
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            String request = method + " / HTTP/1.1\r\nHost: h\r\n\r\n";
            assertThat(client.send(request + request).readBytes(2 * seen.length()))
                    .isEqualTo(seen + seen);
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void aBodyUntilTheEndOfTheConnectionGoesOnInChunks() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) ->
                        connection.send("HTTP/1.1 200 OK\r\n\r\nabc").close());
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            String expected = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
            assertThat(client.send(GET + GET).readBytes(2 * expected.length())).isEqualTo(expected + expected);
            assertThat(client.send("GET / HTTP/1.0\r\n\r\n").readToEnd())
                    .isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc");
        }
    }

    @Test
    void aClientOfHttp10IsKeptWhereItAsksForIt() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            String kept = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok";
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.readBytes(kept.length())).isEqualTo(kept);
            assertThat(client.send("GET / HTTP/1.0\r\n\r\n").readToEnd()).endsWith("Connection: close\r\n\r\nok");
        }
    }

    @Test
    void theClientSendsItsBodyWhenTheOriginSaysSo() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
                    connection.readTo("body!");
                    connection.send(OK);
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            String interim = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
            assertThat(client.readBytes(interim.length())).isEqualTo(interim);
            assertThat(client.send("body!").readBytes(OK.length())).isEqualTo(OK);
            assertThat(client.send(GET.replace("HTTP/1.1\r\n", "HTTP/1.1\r\nExpect: magic\r\n"))
                            .readToEnd())
                    .startsWith("HTTP/1.1 417 ");
        }
    }

    @Test
    void anOriginThatAnswersEarlyEndsBothConnections() throws IOException {
        try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
            assertThat(client.readToEnd())
                    .isEqualTo("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            Eventually.holds("the origin's connection is not used again", () -> origin.connections() == 1);
            assertThat(attache.get("/").status()).isEqualTo(403);
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    @Test
    void aClientThatHasSaidAllItHasToSayIsAnswered() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(GET + GET + GET).halfClose();
            assertThat(client.readToEnd()).contains(OK).endsWith("ok");
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    @Test
    void largeBodiesPassBothWays() throws IOException {
        String body = "0123456789abcdef".repeat(64 * 1024);
        try (RawOrigin origin = RawOrigin.doing((connection, request, _) -> {
                    String sent = request.substring(request.indexOf("\r\n\r\n") + 4);
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + sent.length() + "\r\n\r\n" + sent);
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
            for (int i = 0; i < 3; i++) {
                client.send("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                assertThat(client.readBytes(head.length() + body.length()).equals(head + body))
                        .isTrue();
            }
        }
    }
}
