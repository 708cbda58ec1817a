package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that smuggle, dribble and flood: each is told once, cut off, and no origin sees what they sent.
final class HostileClientIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
        CL.TE                ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 6|Transfer-Encoding: chunked||0||X
        TE.CL                ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked|Content-Length: 6||0||X
        TE.TE                ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked|Transfer-Encoding: x||0||
        TE with a comma      ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: ,chunked||0||
        TE with a tab        ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: \\vchunked||0||
        TE with a blank      ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding : chunked||0||
        TE in HTTP/1.0       ~ 400 ~ POST / HTTP/1.0|Host: h|Transfer-Encoding: chunked||0||
        CL twice             ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 1|Content-Length: 1||x
        CL as a list         ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 1, 1||x
        CL with a sign       ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: +1||x
        bare LF              ~ 400 ~ GET / HTTP/1.1|Host: h\\nX: y||
        bare CR              ~ 400 ~ GET / HTTP/1.1|Host: h|X: a\\rb||
        NUL                  ~ 400 ~ GET / HTTP/1.1|Host: h|X: a\\0b||
        folded               ~ 400 ~ GET / HTTP/1.1|Host: h|X: a| b||
        two hosts            ~ 400 ~ GET / HTTP/1.1|Host: h|Host: i||
        no host              ~ 400 ~ GET / HTTP/1.1|X: y||
        user in host         ~ 400 ~ GET / HTTP/1.1|Host: a@b||
        fragment             ~ 400 ~ GET /a#b HTTP/1.1|Host: h||
        dots                 ~ 400 ~ GET /a/../b HTTP/1.1|Host: h|Connection: close||
        dots in hex          ~ 400 ~ GET /a/%2e%2E/b HTTP/1.1|Host: h|Connection: close||
        backslash            ~ 400 ~ GET /a\\\\b HTTP/1.1|Host: h|Connection: close||
        zero byte            ~ 400 ~ GET /a%00 HTTP/1.1|Host: h|Connection: close||
        half a percent       ~ 400 ~ GET /a%4 HTTP/1.1|Host: h|Connection: close||
        CONNECT              ~ 403 ~ CONNECT a:1 HTTP/1.1|Host: a:1||
        HTTP/0.9             ~ 400 ~ GET /|
        HTTP/2 half said     ~ 505 ~ PRI * HTTP/2.0||SN||
        TLS by surprise      ~ 400 ~ \\x16\\x03\\x01
        """)
    void whatCanBeReadInTwoWaysReachesNoOrigin(String name, int status, String bytes) throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            HttpAnswer answer = HttpAnswer.parse(client.send(unescape(bytes)).readToEnd());
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.header("Proxy-Status")).startsWith("attache; error=http_request_");
            assertThat(origin.requests()).isEmpty();
        }
    }

    private static String unescape(String text) {
        return text.replace("|", "\r\n")
                .replace("\\\\", "\u0001")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\0", "\0")
                .replace("\\v", "\u000b")
                .replace("\\x16\\x03\\x01", "\u0016\u0003\u0001")
                .replace("\u0001\u0001", "\\")
                .replace("\u0001", "\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1|x|0||", "0x1|x|0||", "1|xy|0||", "10000000000000001|x|0||", "1\n|x|0||", "1;a=\"|\"|x|0||"})
    void aBodyInBrokenChunksReachesNoOriginAsAWhole(String chunks) throws IOException {
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    try {
                        connection.readTo("0\r\n\r\n");
                        whole.complete(true);
                    } catch (SocketException _) {
                        whole.complete(false);
                    }
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            Eventually.holds("the head came", () -> origin.requests().size() == 1);
            client.send(chunks.replace("|", "\r\n"));
            assertThat(HttpAnswer.parse(client.readToEnd()).status()).isEqualTo(400);
            assertThat(whole.join()).isFalse();
        }
    }

    @Test
    void aChunkedBodyThatBreaksOffMakesNoSecondRequest() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.read());
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxGET /evil HTTP/1.1\r\n");
            assertThat(HttpAnswer.parse(client.readToEnd()).status()).isEqualTo(400);
            assertThat(origin.requests()).noneMatch(each -> each.contains("evil"));
        }
    }

    @Test
    void eachLimitHasItsAnswer() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("limits: {head: 1KiB, headers: 10, target: 100B, body: 10B}")
                        .start()) {
            assertThat(attache.get("/" + "a".repeat(99)).status()).isEqualTo(200);
            assertThat(attache.get("/" + "a".repeat(100)).status()).isEqualTo(414);
            assertThat(attache.get("/", "X: " + "a".repeat(1024)).status()).isEqualTo(431);
            String[] many = new String[9];
            Arrays.fill(many, "X: y");
            assertThat(attache.get("/", many).status()).isEqualTo(431);
            assertThat(HttpAnswer.of(attache.port(), "POST", "/", "Content-Length: 11")
                            .status())
                    .isEqualTo(413);
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void aBodyInChunksIsCutAtItsLimit() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.read());
                Gateway attache = Gateway.before(origin.address())
                        .role("limits: {body: 10B}")
                        .start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n");
            assertThat(HttpAnswer.parse(client.send("5\r\nabcde\r\n").readToEnd())
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void aHeadThatNeverEndsIsCutOff() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {head: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nX");
            assertThat(HttpAnswer.parse(client.readToEnd()).status()).isEqualTo(408);
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void aBodyThatStandsStillIsCutOff() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.read());
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {stall: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
            assertThat(HttpAnswer.parse(client.readToEnd()).status()).isEqualTo(408);
        }
    }

    @Test
    void aConnectionWithoutRequestsIsClosedInSilence() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {keep-alive: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            client.expectEnd();
        }
    }

    @Test
    void aClientTooManyIsToldSo() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        Gateway.before(origin.address()).role("max-clients: 1").start();
                RawClient first = attache.client()) {
            first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readBytes(OK.length());
            try (RawClient second = attache.client()) {
                assertThat(HttpAnswer.parse(second.readToEnd()).status()).isEqualTo(503);
            }
            first.halfClose();
            Eventually.passes(() -> assertThat(attache.get("/").status()).isEqualTo(200));
        }
    }
}
