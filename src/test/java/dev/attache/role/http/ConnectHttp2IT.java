package dev.attache.role.http;

import static dev.attache.role.http.Http2Frames.DATA;
import static dev.attache.role.http.Http2Frames.END_HEADERS;
import static dev.attache.role.http.Http2Frames.END_STREAM;
import static dev.attache.role.http.Http2Frames.HEADERS;
import static dev.attache.role.http.Http2Frames.RST_STREAM;
import static dev.attache.role.http.Http2Frames.START;
import static dev.attache.role.http.Http2Frames.frame;
import static dev.attache.role.http.Http2Frames.get;
import static dev.attache.role.http.Http2Frames.reset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tunnels by CONNECT on a stream of HTTP/2 (RFC 9113, 8.5), to a real peer, frame by frame.
final class ConnectHttp2IT {
    private static final String TUNNELS = "attache_http_tunnels";
    private static final int CONNECT_ERROR = 10;
    private static final int CANCEL = 8;

    private RawOrigin origin;
    private ServerSocket peer;

    @BeforeEach
    void open() throws IOException {
        origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
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

    private Gateway allowingPeer() {
        return Gateway.before(origin.address())
                .role("connect: {allow: ['" + place() + "']}")
                .start();
    }

    private static String connect(int stream, String authority, String more) {
        String block = "\u0002\u0007CONNECT" + "\u0001" + (char) authority.length() + authority + more;
        return frame(HEADERS, END_HEADERS, stream, block);
    }

    private static String data(int stream, String text, boolean last) {
        return frame(DATA, last ? END_STREAM : 0, stream, text);
    }

    private static String text(Socket from, int bytes) throws IOException {
        return new String(from.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    private static void send(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Socket accept() throws IOException {
        Socket accepted = peer.accept();
        accepted.setSoTimeout(15_000);
        return accepted;
    }

    /// Frames of the stream that are in what has come.
    private static List<Http2Frames.Frame> frames(String came, int stream) {
        return Http2Frames.read(came).stream()
                .filter(each -> each.stream() == stream)
                .toList();
    }

    @Test
    void bytesPassBothWaysBesideRequests() throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            client.send(START + connect(1, place(), "") + data(1, "early ", false) + get(3));
            try (Socket target = accept()) {
                client.send(data(1, "late", false));
                assertThat(text(target, 10)).isEqualTo("early late");
                send(target, "answer");
                String came = client.readTo("answer");
                assertThat(frames(came, 1).getFirst().payload()).endsWith("\u0088");
                assertThat(attache.metric(TUNNELS)).isEqualTo(1);
            }
        }
    }

    @Test
    void bothEndsArePassedOnEachForItself() throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            client.send(START + connect(1, place(), "") + data(1, "all", true));
            try (Socket target = accept()) {
                assertThat(text(target, 99)).isEqualTo("all");
                send(target, "x".repeat(30_000) + "end");
                target.shutdownOutput();
                StringBuilder came = new StringBuilder(client.readTo("end"));
                Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
                client.send(connect(3, "h:1", ""));
                came.append(client.readTo("403"));
                assertThat(frames(came.toString(), 1))
                        .anyMatch(each -> each.type() == DATA && (each.flags() & END_STREAM) != 0)
                        .noneMatch(each -> each.type() == RST_STREAM);
            }
        }
    }

    @Test
    void theEndOfTheTargetLeavesTheOtherWayOpen() throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            client.send(START + connect(1, place(), ""));
            try (Socket target = accept()) {
                send(target, "bye");
                target.shutdownOutput();
                client.readTo("bye");
                client.send(data(1, "rest", false));
                assertThat(text(target, 4)).isEqualTo("rest");
                client.send(data(1, "", true));
                assertThat(text(target, 1)).isEmpty();
                Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
                assertThat(attache.role().clientCount()).isEqualTo(1);
            }
        }
    }

    @Test
    void aRequestThatEndsItsStreamHasTheTargetSeeAnEnd() throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            String request = connect(1, place(), "");
            client.send(START + request.substring(0, 4) + (char) (END_HEADERS | END_STREAM) + request.substring(5));
            try (Socket target = accept()) {
                assertThat(text(target, 1)).isEmpty();
                send(target, "answer");
                client.readTo("answer");
            }
        }
    }

    @Test
    void aResetOfTheTargetIsOneOfTheStream() throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            client.send(START + connect(1, place(), ""));
            try (Socket target = accept()) {
                send(target, "x");
                client.readTo("x");
                target.setSoLinger(true, 0);
            }
            String came = client.readTo("\0\0\0" + (char) CONNECT_ERROR);
            assertThat(came).endsWith(reset(1, CONNECT_ERROR));
            Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
            assertThat(attache.role().clientCount()).isEqualTo(1);
        }
    }

    @Test
    void aResetOfTheStreamIsOneOfTheTarget() throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            client.send(START + connect(1, place(), ""));
            try (Socket target = accept()) {
                client.send(reset(1, CANCEL));
                try {
                    throw new AssertionError("no reset, but an end after '" + text(target, 1) + "'");
                } catch (SocketException reset) {
                    assertThat(reset).hasMessageContaining("reset");
                }
                Eventually.holds("it is over", () -> attache.metric(TUNNELS) == 0);
            }
        }
    }

    /// Of a name with `:protocol` only a WebSocket is known, and that is no tunnel to anywhere.
    @ParameterizedTest
    @ValueSource(strings = {"connect-udp", "connect-ip", "tcp"})
    void anotherProtocolOpensNoTunnel(String protocol) throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            String more = "\u0086\u0084" + "\0\u0009:protocol" + (char) protocol.length() + protocol;
            client.send(START + connect(1, place(), more));
            assertThat(client.readTo("CONNECT is not allowed here\n")).contains("403");
            assertThat(attache.metric(TUNNELS)).isZero();
        }
    }

    @Test
    void aBodyThatIsAnnouncedIsNoTunnel() throws IOException {
        try (Gateway attache = allowingPeer();
                RawClient client = attache.client()) {
            client.send(START + connect(1, place(), "\u000f\r\u00015"));
            client.readTo("the request is malformed\n");
            assertThat(attache.metric(TUNNELS)).isZero();
        }
    }
}
