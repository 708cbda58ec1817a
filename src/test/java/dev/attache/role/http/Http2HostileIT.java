package dev.attache.role.http;

import static dev.attache.role.http.Http2Frames.CONTINUATION;
import static dev.attache.role.http.Http2Frames.GET;
import static dev.attache.role.http.Http2Frames.PING;
import static dev.attache.role.http.Http2Frames.START;
import static dev.attache.role.http.Http2Frames.frame;
import static dev.attache.role.http.Http2Frames.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Clients of HTTP/2 frame by frame: idle ones, ones that are let go, and ones that break the protocol.
final class Http2HostileIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String LEAVING = "\u0007\0\0\0\0\0";

    @Test
    void anIdleClientIsToldToGoWhenTheRoleDrains() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(START + get(1));
            Eventually.holds("it is served", () -> attache.metric("attache_http_answers_total") == 1);
            var end = attache.role().drain().toCompletableFuture();
            assertThat(client.expectClosed()).contains("ok").contains(LEAVING);
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
            assertThat(client.expectClosed()).contains(LEAVING).contains("o");
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
            assertThat(client.send(START).expectClosed()).contains(LEAVING);
        }
    }

    @Test
    void aPingIsAnsweredAndAFrameOutOfPlaceEndsTheConnection() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(START + frame(PING, 0, 0, "01234567") + frame(CONTINUATION, 0, 1, GET));
            assertThat(client.expectClosed()).contains("01234567").contains(LEAVING);
        }
    }
}
