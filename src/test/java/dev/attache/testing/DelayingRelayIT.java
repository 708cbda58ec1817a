package dev.attache.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.base.Ticker;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DelayingRelayIT {
    private RedisServer redis;
    private DelayingRelay relay;
    private RawClient client;

    @BeforeEach
    void putTheRelayBeforeARealServer() throws IOException {
        redis = RedisServer.start();
        relay = DelayingRelay.to(redis.address());
        client = RawClient.connect(relay.port());
    }

    @AfterEach
    void closeAll() throws IOException {
        client.close();
        relay.close();
        redis.close();
    }

    @Test
    void withoutFaultsBytesPassUnchangedAndEndsToo() throws IOException {
        assertThat(client.call("ECHO", "x".repeat(100_000))).hasSize(100_000 + 11);
        client.halfClose();
        client.expectEnd();
        Eventually.holds("the relay forgets the connection", () -> relay.openConnections() == 0);
    }

    @Test
    void delayedRepliesTakeAtLeastThatLong() throws IOException {
        relay.delayReplies(Duration.ofMillis(80));
        long before = Ticker.SYSTEM.nanos();
        client.call("PING");
        assertThat(Ticker.SYSTEM.nanos() - before)
                .isGreaterThan(Duration.ofMillis(75).toNanos());
    }

    @Test
    void throttledRepliesComeAtTheRate() throws IOException {
        relay.throttleReplies(100_000);
        long before = Ticker.SYSTEM.nanos();
        client.call("ECHO", "x".repeat(20_000));
        assertThat(Ticker.SYSTEM.nanos() - before)
                .isGreaterThan(Duration.ofMillis(150).toNanos());
    }

    @Test
    void aCutReplyEndsInOrderAfterExactlySoManyBytes() throws IOException {
        relay.cutAfterReplyBytes(3);
        client.send("PING\r\n".repeat(10_000));
        assertThat(client.readToEnd()).isEqualTo("+PO");
    }

    @Test
    void aResetReplyEndsTheConnectionByRst() throws IOException {
        relay.resetAfterReplyBytes(3);
        assertThatThrownBy(() -> client.send("PING\r\n").readToEnd()).hasMessageContaining("reset");
    }

    @Test
    void garbageComesInPlaceOfTheReplyAndTheConnectionStaysOpen() throws IOException {
        relay.garbageAfterReplyBytes(7, "?!\u0000");
        assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
        assertThat(client.send("PING\r\n").readBytes(3)).isEqualTo("?!\u0000");
        client.send("PING\r\n").expectSilence(Duration.ofMillis(50));
    }

    @Test
    void aRelayThatDoesNotReadLetsTheRequestsWait() throws IOException {
        client.call("PING");
        relay.stopReading();
        client.command("PING").expectSilence(Duration.ofMillis(50));
        relay.resumeReading();
        assertThat(client.reply()).isEqualTo("+PONG\r\n");
    }

    @Test
    void allConnectionsCanBeResetAtOnceAndNewOnesPass() throws IOException {
        client.call("PING");
        relay.resetAll();
        client.expectClosed();
        try (RawClient next = RawClient.connect(relay.address())) {
            assertThat(next.call("PING")).isEqualTo("+PONG\r\n");
        }
    }
}
