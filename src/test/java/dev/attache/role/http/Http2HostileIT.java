package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Clients of HTTP/2 frame by frame: idle ones, ones that are let go, and ones that flood.
final class Http2HostileIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String START = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0, "");
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int PING = 6;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final String GOAWAY = "\u0007\0\0\0\0\0";

    /// By the static table of HPACK: GET, http, / and the authority `h`.
    private static final String GET = "\u0082\u0086\u0084A\u0001h";

    private static String frame(int type, int flags, int stream, String payload) {
        return "\0" + (char) (payload.length() >> 8) + (char) (payload.length() & 0xff) + (char) type + (char) flags
                + "\0\0" + (char) (stream >> 8) + (char) (stream & 0xff) + payload;
    }

    private static String get(int stream) {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, GET);
    }

    @Test
    void anIdleClientIsToldToGoWhenTheRoleDrains() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(START + get(1));
            Eventually.holds("it is served", () -> attache.metric("attache_http_answers_total") == 1);
            var end = attache.role().drain().toCompletableFuture();
            assertThat(client.expectClosed()).contains("ok").contains(GOAWAY);
            Eventually.holds("the drain is over", end::isDone);
        }
    }

    @Test
    void aStreamInFlightIsAnsweredWhileTheRoleDrains() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                    connection.read();
                });
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {stall: 300ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send(START + get(1));
            Eventually.holds("it is on its way", () -> origin.requests().size() == 1);
            var end = attache.role().drain().toCompletableFuture();
            assertThat(client.expectClosed()).contains(GOAWAY).contains("o");
            Eventually.holds("the drain is over", end::isDone);
        }
    }

    @Test
    void aConnectionWithoutStreamsIsClosedInTime() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {keep-alive: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send(START).expectClosed()).contains(GOAWAY);
        }
    }

    @Test
    void resetsWithoutEndLoseTheConnection() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.read());
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            StringBuilder flood = new StringBuilder(START);
            for (int stream = 1; stream < 600; stream += 2) {
                flood.append(get(stream)).append(frame(RST_STREAM, 0, stream, "\0\0\0\u0008"));
            }
            client.send(flood.toString());
            assertThat(client.expectClosed()).contains(GOAWAY);
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    @Test
    void continuationsWithoutEndLoseTheConnection() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            StringBuilder flood = new StringBuilder(START).append(frame(HEADERS, END_STREAM, 1, GET));
            for (int i = 0; i < 100; i++) {
                flood.append(frame(CONTINUATION, 0, 1, ""));
            }
            client.send(flood.toString());
            assertThat(client.expectClosed()).contains(GOAWAY);
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void aPingIsAnsweredAndAFrameOutOfPlaceEndsTheConnection() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(START + frame(PING, 0, 0, "01234567") + frame(CONTINUATION, 0, 1, GET));
            assertThat(client.expectClosed()).contains("01234567").contains(GOAWAY);
        }
    }
}
