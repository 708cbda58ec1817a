package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.RedisServer;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tunnels by CONNECT over HTTP/1.1, to real peers.
final class ConnectIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String GRANTED = "HTTP/1.1 200 Connection established\r\n\r\n";
    private static final String TUNNELS = "attache_http_tunnels";

    private RawOrigin origin;
    private ServerSocket peer;

    @BeforeEach
    void open() throws IOException {
        origin = RawOrigin.answering(OK);
        peer = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        peer.setSoTimeout(15_000);
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

    private Gateway allowingPeer(String more) {
        return allowing("allow: ['" + place() + "']" + more);
    }

    private static String connect(String authority) {
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    }

    private static String text(Socket from, int bytes) throws IOException {
        return new String(from.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    private static void send(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static long directBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    private Socket accept() throws IOException {
        Socket accepted = peer.accept();
        accepted.setSoTimeout(15_000);
        return accepted;
    }

    @Test
    void aRealServerIsSpokenToThroughATunnel() throws IOException {
        try (RedisServer redis = RedisServer.start();
                Gateway attache = allowing("allow: ['127.0.0.1:" + redis.port() + "']");
                RawClient client = attache.client()) {
            client.send(connect("127.0.0.1:" + redis.port()));
            assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
            assertThat(client.call("SET", "a", "b")).isEqualTo("+OK\r\n");
            String large = "v".repeat(4 << 20);
            assertThat(client.call("SET", "large", large)).isEqualTo("+OK\r\n");
            assertThat(client.call("GET", "large")).isEqualTo("$" + large.length() + "\r\n" + large + "\r\n");
            assertThat(attache.metric(TUNNELS)).isEqualTo(1);
            redis.kill();
            client.expectEnd();
            client.halfClose();
            Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
        }
    }

    @Test
    void aTargetMayBeNamed() throws IOException {
        try (Gateway attache = allowing("allow: ['localhost:" + peer.getLocalPort() + "']");
                RawClient client = attache.client()) {
            client.send(connect("LOCALHOST.:" + peer.getLocalPort()));
            try (Socket target = accept()) {
                assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
                send(target, "hello");
                assertThat(client.readBytes(5)).isEqualTo("hello");
            }
        }
    }

    /// As those do who send the greeting of TLS at once.
    @Test
    void whatIsSentBeforeTheAnswerGoesIntoTheTunnelFirst() throws IOException {
        try (Gateway attache = allowingPeer("");
                RawClient client = attache.client()) {
            client.send(connect(place()) + "early");
            try (Socket target = accept()) {
                client.send(" late");
                assertThat(text(target, 10)).isEqualTo("early late");
                assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
            }
        }
    }

    @Test
    void aClientOfHttp10GetsATunnelToo() throws IOException {
        try (Gateway attache = allowingPeer("");
                RawClient client = attache.client()) {
            client.send("CONNECT " + place() + " HTTP/1.0\r\n\r\n");
            try (Socket target = accept()) {
                assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
                send(client, target);
            }
        }
    }

    private static void send(RawClient client, Socket target) throws IOException {
        client.send("ping");
        assertThat(text(target, 4)).isEqualTo("ping");
        send(target, "pong");
        assertThat(client.readBytes(4)).isEqualTo("pong");
    }

    @Test
    void theEndOfTheClientIsPassedOnAndLeavesTheOtherWayOpen() throws IOException {
        try (Gateway attache = allowingPeer("");
                RawClient client = attache.client()) {
            client.send(connect(place()) + "all");
            client.halfClose();
            try (Socket target = accept()) {
                assertThat(text(target, 99)).isEqualTo("all");
                send(target, "answer");
                target.shutdownOutput();
                assertThat(client.readToEnd()).isEqualTo(GRANTED + "answer");
                Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
            }
        }
    }

    @Test
    void theEndOfTheTargetIsPassedOnAndLeavesTheOtherWayOpen() throws IOException {
        try (Gateway attache = allowingPeer("");
                RawClient client = attache.client()) {
            client.send(connect(place()));
            try (Socket target = accept()) {
                send(target, "bye");
                target.shutdownOutput();
                assertThat(client.readToEnd()).isEqualTo(GRANTED + "bye");
                String rest = "x".repeat(1 << 20);
                client.send(rest);
                client.halfClose();
                assertThat(text(target, rest.length() + 1)).hasSize(rest.length());
                Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
                Eventually.holds("so is the client", () -> attache.role().clientCount() == 0);
            }
        }
    }

    @Test
    void aResetOfTheTargetIsOneOfTheClient() throws IOException {
        try (Gateway attache = allowingPeer("");
                RawClient client = attache.client()) {
            client.send(connect(place()));
            try (Socket target = accept()) {
                assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
                target.setSoLinger(true, 0);
            }
            assertReset(client::readToEnd);
            assertThat(attache.metric("attache_http_answers_cut_total")).isEqualTo(1);
            Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
        }
    }

    @Test
    void aResetOfTheClientIsOneOfTheTarget() throws IOException {
        try (Gateway attache = allowingPeer("");
                RawClient client = attache.client()) {
            client.send(connect(place()));
            try (Socket target = accept()) {
                assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
                client.reset();
                assertReset(() -> text(target, 1));
                Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
            }
        }
    }

    private interface Reading {
        String read() throws IOException;
    }

    private static void assertReset(Reading reading) throws IOException {
        try {
            throw new AssertionError("an end after '" + reading.read() + "'");
        } catch (SocketException | AssertionError reset) {
            assertThat(reset).hasMessageContaining("Connection reset");
        }
    }

    @Test
    void aTunnelThatCarriesNothingIsCut() throws IOException {
        try (Gateway attache = allowingPeer(", idle: 300ms");
                RawClient client = attache.client()) {
            client.send(connect(place()));
            try (Socket target = accept()) {
                assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
                for (int i = 0; i < 6; i++) {
                    send(client, target);
                    client.expectSilence(Duration.ofMillis(100));
                }
                assertReset(client::readToEnd);
                assertReset(() -> text(target, 1));
            }
        }
    }

    @Test
    void aTunnelLastsNoLongerThanStreamsMay() throws IOException {
        try (Gateway attache = Gateway.before(origin.address())
                        .role("connect: {allow: ['" + place() + "']}", "timeouts: {stream: 500ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send(connect(place()));
            try (Socket target = accept()) {
                assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
                assertReset(client::readToEnd);
                assertReset(() -> text(target, 1));
            }
        }
    }

    @Test
    void whoReadsSlowlyHoldsUpTheOtherAndNoMemory() throws IOException {
        int length = 64 << 20;
        try (Gateway attache = allowingPeer("");
                RawClient client = RawClient.connect(attache.port(), 4096)) {
            client.send(connect(place()));
            long before = directBytes();
            try (Socket target = accept()) {
                assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
                Thread sending = Thread.ofVirtual().start(() -> {
                    try {
                        target.getOutputStream().write(new byte[length]);
                        target.shutdownOutput();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                double[] last = {-1, 0};
                Eventually.holds("it is held up", () -> {
                    double held = directBytes();
                    last[1] = held == last[0] ? last[1] + 1 : 0;
                    last[0] = held;
                    return last[1] > 40;
                });
                assertThat(directBytes() - before).isLessThan(4 << 20);
                assertThat(sending.isAlive()).isTrue();
                assertThat(client.readToEnd()).hasSize(length);
            }
        }
    }

    @Test
    void tunnelsAreBounded() throws IOException {
        try (Gateway attache = allowingPeer(", tunnels: 1");
                RawClient first = attache.client();
                RawClient second = attache.client();
                RawClient third = attache.client()) {
            first.send(connect(place()));
            try (Socket target = accept()) {
                assertThat(first.readBytes(GRANTED.length())).isEqualTo(GRANTED);
                assertThat(second.send(connect(place())).readToEnd())
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Retry-After: 1\r\n");
                first.reset();
                assertReset(() -> text(target, 1));
                Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
            }
            third.send(connect(place()));
            accept().close();
            assertThat(third.readBytes(GRANTED.length())).isEqualTo(GRANTED);
        }
    }

    @Test
    void aClientThatLeavesWhileItWaitsIsForgotten() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Gateway attache = allowing("allow: ['127.0.0.1:" + full.getLocalPort() + "'], connect-timeout: 1m")) {
            HostPort address = new HostPort("127.0.0.1", full.getLocalPort());
            try (RawClient one = RawClient.connect(address);
                    RawClient two = RawClient.connect(address);
                    RawClient client = attache.client()) {
                client.send(connect(address.toString()));
                Eventually.holds("it is being opened", () -> attache.metric(TUNNELS) == 1);
                client.reset();
                Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
                assertThat(one.localPort()).isNotEqualTo(two.localPort());
            }
        }
    }

    @Test
    void requestsGoOnBesideTunnels() throws IOException {
        try (Gateway attache = allowingPeer("");
                RawClient client = attache.client()) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readBytes(OK.length()))
                    .isEqualTo(OK);
            client.send(connect(place()));
            try (Socket target = accept()) {
                assertThat(client.readBytes(GRANTED.length())).isEqualTo(GRANTED);
                send(client, target);
                assertThat(attache.get("/").status()).isEqualTo(200);
            }
        }
    }
}
