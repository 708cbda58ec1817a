package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Clients that send or take bytes one at a time, or not at all.
final class SlowClientIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String RATES = "limits: {body-rate: 10KiB, answer-rate: 100KiB, rate-grace: 300ms}";

    private static void dribble(RawClient client, String byteByByte, int count, Duration between) throws IOException {
        for (int i = 0; i < count; i++) {
            client.send(byteByByte);
            client.expectSilence(between);
        }
    }

    @Test
    void aBodyThatDribblesInIsGivenUpThoughItNeverStandsStill() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role(RATES, "timeouts: {stall: 400ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
            dribble(client, "x", 4, Duration.ofMillis(50));
            StringBuilder answer = new StringBuilder();
            Eventually.passes(() -> {
                client.withPatience(Duration.ofMillis(50));
                client.send("x");
                answer.append(client.readBytes(12));
            });
            assertThat(answer.toString()).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void aBodyInChunksMayTakeItsTime() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.readTo("0\r\n\r\n");
                    connection.send(OK);
                });
                Gateway attache = Gateway.before(origin.address()).role(RATES).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            dribble(client, "1\r\nx\r\n", 15, Duration.ofMillis(60));
            assertThat(client.send("0\r\n\r\n").readBytes(OK.length())).isEqualTo(OK);
        }
    }

    @Test
    void aClientIsNotBlamedForAnUpstreamThatHoldsItUp() throws IOException {
        int length = 32 << 20;
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                Gateway attache = Gateway.before(new HostPort("127.0.0.1", server.getLocalPort()))
                        .role("limits: {body-rate: 10MiB, rate-grace: 300ms}")
                        .start();
                RawClient client = attache.client()) {
            Thread sending = Thread.ofVirtual().start(() -> {
                try {
                    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n");
                    client.send(new byte[length]);
                } catch (IOException gone) {
                    throw new IllegalStateException(gone);
                }
            });
            try (Socket upstream = server.accept()) {
                upstream.setSoTimeout(20_000);
                client.expectSilence(Duration.ofMillis(1200));
                InputStream in = upstream.getInputStream();
                assertThat(in.readNBytes(length)).hasSize(length);
                upstream.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
                assertThat(client.readBytes(OK.length())).isEqualTo(OK);
            }
            assertThat(sending.isAlive()).isFalse();
        }
    }

    @Test
    void aClientThatTakesNothingOfItsAnswerIsCutOff() throws IOException {
        String large = "x".repeat(1 << 20);
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + 64 * large.length() + "\r\n\r\n");
                    for (int i = 0; i < 64; i++) {
                        connection.send(large);
                    }
                });
                Gateway attache = Gateway.before(origin.address())
                        .role("limits: {answer-rate: 1GiB, rate-grace: 300ms}")
                        .start();
                RawClient client = RawClient.connect(attache.port(), 4096)) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            Eventually.holds("it is cut off", () -> attache.metric("attache_http_answers_cut_total") == 1);
            Eventually.holds("and gone", () -> attache.metric("attache_http_clients") == 0);
        }
    }

    @Test
    void aClientThatLeavesACompleteAnswerUntakenIsCutOff() throws IOException {
        String large = "x".repeat(7 << 20);
        try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                        + large.length() + "\r\n\r\n" + large);
                Gateway attache = Gateway.before(origin.address())
                        .role("limits: {answer-rate: 1GiB, rate-grace: 300ms}")
                        .start();
                RawClient client = RawClient.connect(attache.port(), 4096)) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            Eventually.holds("it is gone", () -> attache.metric("attache_http_clients") == 0);
        }
    }

    @Test
    void whoAsksWithoutReadingIsReadNoFurther() throws IOException {
        String body = "x".repeat(4096);
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        String get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
        try (RawOrigin origin = RawOrigin.answering(answer);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = RawClient.connect(attache.port(), 4096)) {
            int asked = 20_000;
            Thread asking = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < asked / 100; i++) {
                        client.send(get.repeat(100));
                    }
                } catch (IOException gone) {
                    throw new IllegalStateException(gone);
                }
            });
            int served = settledCount(origin);
            assertThat(served).isLessThan(asked / 2);
            for (int i = 0; i < asked; i++) {
                assertThat(client.readBytes(answer.length())).isEqualTo(answer);
            }
            assertThat(origin.requests()).hasSize(asked);
            assertThat(asking.isAlive()).isFalse();
        }
    }

    /// How many requests the origin has had when no more come.
    private static int settledCount(RawOrigin origin) {
        int[] last = {-1, 0};
        Eventually.holds("no more come", () -> {
            int now = origin.requests().size();
            last[1] = now == last[0] && now > 0 ? last[1] + 1 : 0;
            last[0] = now;
            return last[1] > 60;
        });
        return last[0];
    }
}
