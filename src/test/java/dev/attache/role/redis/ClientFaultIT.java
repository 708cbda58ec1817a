package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Clients that misbehave: none of them harms another, and none makes attache grow.
final class ClientFaultIT {
    private static final long MIB = 1 << 20;

    @Test
    void aClientThatSendsOneByteAtATimeIsAnswered() throws IOException {
        try (Ambassador attache = Ambassador.over(3).start();
                RawClient client = attache.client()) {
            client.sendInChunksOf(
                    1,
                    RawClient.toResp("SET", "a", "1")
                            + "GET a\r\n"
                            + RawClient.toResp("MSET", "b", "x".repeat(300), "c", "3", "d", "4")
                            + RawClient.toResp("MGET", "a", "c", "d", "none"));
            assertThat(client.replies(4))
                    .isEqualTo("+OK\r\n$1\r\n1\r\n+OK\r\n*4\r\n$1\r\n1\r\n$1\r\n3\r\n$1\r\n4\r\n$-1\r\n");
        }
    }

    @Test
    void aClientThatClosesItsSendingSideGetsEveryReply() throws IOException {
        int commands = 20_000;
        try (Ambassador attache = Ambassador.over(3).start();
                RawClient client = attache.client()) {
            StringBuilder all = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < commands; i++) {
                all.append(RawClient.toResp("GETSET", "k" + i, "v")).append(RawClient.toResp("ECHO", "e" + i));
                String echo = "e" + i;
                expected.append("$-1\r\n$")
                        .append(echo.length())
                        .append("\r\n")
                        .append(echo)
                        .append("\r\n");
            }
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    client.send(all.toString()).halfClose();
                } catch (IOException closed) {
                    throw new IllegalStateException(closed);
                }
            });
            assertThat(client.readToEnd()).isEqualTo(expected.toString());
            Eventually.holds("the sender has ended", () -> !sender.isAlive());
            Eventually.holds("the client is forgotten", () -> attache.role().clientCount() == 0);
        }
    }

    @Test
    void aClientThatClosesItsSendingSideWithinALargeCommandIsClosed() throws IOException {
        try (Ambassador attache = Ambassador.over(1).start();
                RawClient client = attache.client()) {
            client.send("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1000000\r\n" + "x".repeat(200_000));
            client.halfClose();
            client.expectClosed();
            assertThat(attache.shard(0).call("EXISTS", "k")).isEqualTo(":0\r\n");
        }
    }

    @Test
    void aFloodOfOneHundredThousandCommandsIsAnsweredInOrder() throws IOException {
        int commands = 100_000;
        try (Ambassador attache = Ambassador.over(3).loops(2).start();
                RawClient client = attache.client()) {
            StringBuilder flood = new StringBuilder();
            for (int i = 0; i < commands; i++) {
                flood.append(RawClient.toResp("INCRBY", "n" + i % 97, "1"));
            }
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    client.send(flood.toString());
                } catch (IOException closed) {
                    throw new IllegalStateException(closed);
                }
            });
            for (int i = 0; i < commands; i++) {
                assertThat(client.reply()).isEqualTo(":" + (i / 97 + 1) + "\r\n");
            }
            Eventually.holds("the sender has ended", () -> !sender.isAlive());
        }
    }

    @Test
    void aClientThatGoesAwayWithTenThousandCommandsInFlightHarmsNobody() throws IOException {
        String burst = RawClient.toResp("APPEND", "gone", "x").repeat(10_000);
        try (Ambassador attache = Ambassador.over(3).start();
                TaggedLoad load = TaggedLoad.on(attache, 4)) {
            for (int round = 0; round < 4; round++) {
                try (RawClient client = attache.client()) {
                    client.send(burst);
                    if (round % 2 == 0) {
                        client.reset();
                    }
                }
            }
            load.awaitAnswers(2_000);
            Eventually.holds("only the load is left", () -> attache.role().clientCount() == 4);
            load.awaitCalm();
            assertThat(load.errors()).isZero();
        }
    }

    @Test
    void aClientThatNeverReadsSmallRepliesIsNoLongerReadFromAndCostsLittle() throws IOException {
        try (Ambassador attache = Ambassador.over(1).start();
                RawClient other = attache.client();
                RawClient client = RawClient.connect(attache.port(), 4096)) {
            other.call("PING");
            long before = Ambassador.directBytes();
            Thread sender = Thread.ofVirtual().start(() -> sendUntilClosed(client, "ECHO " + "x".repeat(100) + "\r\n"));
            awaitStandstill(attache);
            assertThat(Ambassador.directBytes() - before).isLessThan(24 * MIB);
            assertThat(other.call("PING")).isEqualTo("+PONG\r\n");
            client.reset();
            Eventually.holds("the sender has ended", () -> !sender.isAlive());
        }
    }

    /// Waits until attache has taken no further command for a while.
    private static void awaitStandstill(Ambassador attache) {
        double[] last = {-1};
        int[] same = {0};
        Eventually.holds("the client is held back", () -> {
            double now = attache.metric("attache_redis_commands_total");
            same[0] = now == last[0] ? same[0] + 1 : 0;
            last[0] = now;
            return now > 0 && same[0] >= 10;
        });
    }

    private static void sendUntilClosed(RawClient client, String what) {
        try {
            for (int i = 0; i < 1_000_000; i++) {
                client.send(what);
                LockSupport.parkNanos(1);
            }
        } catch (IOException _) {
            // Closed by the test, or by attache.
        }
    }

    @Test
    void aClientThatDoesNotReadIsClosedAtItsLimitAndStallsNobody() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.role("limits: {output: 2MiB}", "timeout: 4s"))
                        .start();
                RawClient greedy = RawClient.connect(attache.port(), 4096);
                RawClient other = attache.client()) {
            attache.shard(0).call("SET", "large", "x".repeat(1 << 20));
            assertThat(other.call("SET", "k", "v")).isEqualTo("+OK\r\n");
            greedy.send(RawClient.toResp("GET", "large").repeat(64));
            other.withPatience(Duration.ofSeconds(5));
            for (int i = 0; i < 50; i++) {
                assertThat(other.call("GET", "k")).isEqualTo("$1\r\nv\r\n");
            }
            Eventually.holds("it is closed", () -> attache.metric("attache_redis_outputs_over_limit_total") == 1);
            greedy.expectClosed();
        }
    }

    @Test
    void aClientThatReadsSlowlyGetsAllOfALargeReply() throws IOException {
        int bytes = 8 << 20;
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.role("timeout: 500ms"))
                        .start();
                RawClient slow = RawClient.connect(attache.port(), 64 * 1024);
                TaggedLoad load = TaggedLoad.on(attache, 2)) {
            attache.shard(0).call("SET", "large", "x".repeat(bytes));
            slow.command("GET", "large");
            assertThat(slow.readBytes(10)).isEqualTo("$8388608\r\n");
            for (int left = bytes; left > 0; left -= 1 << 20) {
                load.awaitAnswers(100);
                assertThat(slow.readBytes(1 << 20)).hasSize(1 << 20);
            }
            assertThat(slow.readBytes(2)).isEqualTo("\r\n");
            load.awaitCalm();
        }
    }
}
