package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tunnels that there are none of: forbidden, malformed, or to nobody. What follows is read as nothing at all.
final class ConnectRefusedIT {
    private static final String TUNNELS = "attache_http_tunnels";

    private RawOrigin origin;
    private ServerSocket peer;

    @BeforeEach
    void open() throws IOException {
        origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        peer = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        origin.close();
        peer.close();
    }

    private String place() {
        return "127.0.0.1:" + peer.getLocalPort();
    }

    private Gateway allowing(String connect) {
        return Gateway.before(origin.address())
                .role("connect: {" + connect + "}")
                .start();
    }

    private Gateway allowingPeer() {
        return allowing("allow: ['" + place() + "']");
    }

    private static String connect(String authority) {
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    @Test
    void withoutAnAllowListConnectIsRefused() throws IOException {
        try (Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            String answer = client.send(connect(place())).readToEnd();
            assertThat(answer).startsWith("HTTP/1.1 403 ").contains("Connection: close\r\n");
            assertThat(attache.metric(TUNNELS)).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "another port            | 127.0.0.1:1            | 403 | http_request_denied",
                "another host            | 127.0.0.2:PORT         | 403 | http_request_denied",
                "a name for the address  | localhost:PORT         | 403 | http_request_denied",
                "no port                 | 127.0.0.1              | 400 | http_request_error",
                "an empty port           | 127.0.0.1:             | 400 | http_request_error",
                "port 0                  | 127.0.0.1:0            | 400 | http_request_error",
                "a port too high         | 127.0.0.1:65536        | 400 | http_request_error",
                "the address in short    | 127.1:PORT             | 400 | http_request_error",
                "the address as a number | 2130706433:PORT        | 400 | http_request_error",
                "the address in octal    | 0177.0.0.1:PORT        | 400 | http_request_error",
                "somebody's name         | u@127.0.0.1:PORT       | 400 | http_request_error",
                "a path                  | 127.0.0.1:PORT/        | 400 | http_request_error",
                "a full URI              | http://127.0.0.1:PORT/ | 400 | http_request_error",
                "a path alone            | /                      | 400 | http_request_error",
                "an asterisk             | *                      | 400 | http_request_error",
            })
    void aHostileTargetIsRefusedAndNotGoneTo(String name, String target, int status, String error) throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            client.send(connect(target.replace("PORT", Integer.toString(peer.getLocalPort()))) + "GET / HTTP/1.1\r\n");
            HttpAnswer answer = HttpAnswer.parse(client.expectClosed());
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Proxy-Status")).endsWith(error);
            assertThat(answer.body()).doesNotContain("HTTP/1.1");
            assertThat(origin.requests()).isEmpty();
            assertThat(attache.metric(TUNNELS)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"
            })
    void aRequestForATunnelHasNoBody(String lines) throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            client.send(connect(place()).replace("\r\n\r\n", "\r\n" + lines + "\r\n") + "0\r\n\r\n");
            assertThat(client.expectClosed()).startsWith("HTTP/1.1 400 ");
            assertThat(attache.metric(TUNNELS)).isZero();
        }
    }

    @Test
    void aTunnelIsNoUpgrade() throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            client.send(connect(place()).replace("\r\n\r\n", "\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"));
            assertThat(client.expectClosed()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void aTargetThatIsNotThereIsTold() throws IOException {
        int nobody = FreePorts.next();
        try (Gateway attache = allowing("allow: ['127.0.0.1:" + nobody + "', 'nobody.invalid:80', '*.localhost:80']")) {
            assertAnswer(attache, "127.0.0.1:" + nobody, 502, "connection_refused");
            assertAnswer(attache, "nobody.invalid:80", 502, "dns_error");
            assertThat(attache.metric(TUNNELS)).isZero();
        }
    }

    /// The system looks up all names below `localhost` as itself.
    @Test
    void aNameLetInByAStarLeadsNotToThisMachine() throws IOException {
        try (Gateway attache = allowing("allow: ['*:*']")) {
            assertAnswer(attache, "localhost:" + peer.getLocalPort(), 403, "destination_ip_prohibited");
            assertAnswer(attache, place(), 403, "http_request_denied");
        }
    }

    private static void assertAnswer(Gateway attache, String target, int status, String error) throws IOException {
        try (RawClient client = attache.client()) {
            HttpAnswer answer =
                    HttpAnswer.parse(client.send(connect(target) + "early").expectClosed());
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Proxy-Status")).isEqualTo("attache; error=" + error);
            assertThat(answer.header("Connection")).isEqualTo("close");
        }
    }
}
