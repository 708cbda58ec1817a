package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From HTTP to a tunnel: only for WebSocket, only when both sides have said so.
final class WebsocketIT {
    /// Key and answer are those of RFC 6455, 1.3.
    private static final String WISH =
            lines("GET /chat HTTP/1.1|Host: h|Connection: keep-alive, Upgrade|Upgrade: WebSocket|"
                    + "Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==||");

    private static final String GRANT =
            lines("HTTP/1.1 101 Switching Protocols|Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|"
                    + "Connection: Upgrade|Upgrade: websocket||");

    private static String lines(String text) {
        return text.replace("|", "\r\n");
    }

    private static RawOrigin echo() throws IOException {
        return RawOrigin.doing((connection, request, _) -> {
            if (!request.contains("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n")) {
                connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            connection.send(GRANT);
            for (int b = connection.read(); b >= 0 && b != '!'; b = connection.read()) {
                connection.send(String.valueOf((char) b));
            }
            connection.close();
        });
    }

    @Test
    void bytesPassBothWaysOnceBothSidesAgree() throws IOException {
        try (RawOrigin origin = echo();
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(WISH + "early");
            assertThat(client.readBytes(GRANT.length() + 5)).isEqualTo(GRANT + "early");
            assertThat(client.send("\0\u00ff\r\n").readBytes(4)).isEqualTo("\0\u00ff\r\n");
            client.send("!").expectEnd();
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    @Test
    void theOriginIsLetGoWhenTheClientLeaves() throws IOException {
        try (RawOrigin origin = echo();
                Gateway attache = Gateway.before(origin.address()).start()) {
            try (RawClient client = attache.client()) {
                client.send(WISH).readBytes(GRANT.length());
            }
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
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: WebSocket=Upgrade: h2c",
                "Sec-WebSocket-Version: 13=Sec-WebSocket-Version: 8",
                "dGhlIHNhbXBsZSBub25jZQ===short",
                "Connection: keep-alive, Upgrade=Connection: keep-alive",
                "GET /chat HTTP/1.1=POST /chat HTTP/1.1"
            })
    void aWishThatIsNotWhollyThereIsNotPassedOn(String change) throws IOException {
        int equals = change.lastIndexOf('=');
        String wish = WISH.replace(change.substring(0, equals), change.substring(equals + 1));
        try (RawOrigin origin = echo();
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send(wish).readBytes(12)).isEqualTo("HTTP/1.1 400");
            assertThat(origin.requests().getFirst()).doesNotContain("Upgrade:", "Connection:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3pPLMBiTxaQ9kYGzzhZRbK+xOo==s3pPLMBiTxaQ9kYGzzhZRbK+xOx=",
                "Upgrade: websocket=Upgrade: h2c",
                "Connection: Upgrade=Connection: close"
            })
    void aGrantThatIsNotWhollyThereOpensNoTunnel(String change) throws IOException {
        int equals = change.startsWith("s3p") ? 28 : change.indexOf('=');
        String grant = GRANT.replace(change.substring(0, equals), change.substring(equals + 1));
        try (RawOrigin origin = RawOrigin.answering(grant);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send(WISH).readBytes(12)).isEqualTo("HTTP/1.1 502");
        }
    }

    @Test
    void aRefusalIsAnOrdinaryAnswer() throws IOException {
        String no = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
        try (RawOrigin origin = RawOrigin.answering(no);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            assertThat(client.send(WISH).readBytes(no.length())).isEqualTo(no);
            assertThat(client.send(WISH).readBytes(no.length())).isEqualTo(no);
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void aTunnelThatStandsStillIsClosed() throws IOException {
        try (RawOrigin origin = echo();
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {stall: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send(WISH).readBytes(GRANT.length());
            client.expectClosed();
        }
    }
}
