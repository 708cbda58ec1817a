package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The wire to a shard breaks in the middle of things, slows down, or carries bytes that are no replies.
final class ShardBreaksIT {
    @Test
    void aReadWhoseConnectionBreaksBeforeTheReplyIsSentOnceMore() throws IOException {
        try (Ambassador attache = Ambassador.over(1).behindRelays().start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "k", "v")).isEqualTo("+OK\r\n");
            attache.relay(0).delayReplies(Duration.ofMillis(300));
            client.command("GET", "k").expectSilence(Duration.ofMillis(100));
            attache.relay(0).resetAll();
            assertThat(client.reply()).isEqualTo("$1\r\nv\r\n");
        }
    }

    @Test
    void aWriteWhoseConnectionBreaksIsNotSentAgainAndItsClientIsTold() throws IOException {
        try (Ambassador attache = Ambassador.over(1).behindRelays().start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "n", "0")).isEqualTo("+OK\r\n");
            attache.relay(0).delayReplies(Duration.ofMillis(300));
            client.send(RawClient.toResp("GET", "n") + RawClient.toResp("INCR", "n"))
                    .expectSilence(Duration.ofMillis(100));
            attache.relay(0).resetAll();
            String lost = "-ERR attache: the connection to shard 'shard-0' was lost before the reply, "
                    + "the command may have run: ";
            assertThat(client.reply()).as("a read before a write").startsWith(lost);
            assertThat(client.reply()).startsWith(lost);
            attache.relay(0).heal();
            assertThat(client.call("GET", "n")).isEqualTo("$1\r\n1\r\n");
        }
    }

    @ParameterizedTest(name = "cut={0}")
    @ValueSource(booleans = {true, false})
    void aSmallReplyThatBreaksOffReachesNobodyAndOthersGoOn(boolean cut) throws IOException {
        try (Ambassador attache = Ambassador.over(3).behindRelays().start();
                TaggedLoad load = TaggedLoad.on(attache, 6)) {
            for (int round = 0; round < 3; round++) {
                load.awaitAnswers(300);
                int bytes = 4001 + 17 * round;
                if (cut) {
                    attache.relay(1).cutAfterReplyBytes(bytes);
                } else {
                    attache.relay(1).resetAfterReplyBytes(bytes);
                }
                attache.relay(1).resetAll();
                load.awaitErrors();
                attache.relay(1).heal();
                load.awaitCalm();
            }
        }
    }

    @Test
    void aLargeReplyThatBreaksOffEndsItsOwnClientOnly() throws IOException {
        try (Ambassador attache = Ambassador.over(1).behindRelays().start();
                RawClient reader = attache.client();
                RawClient waiting = attache.client()) {
            attache.shard(0).call("SET", "large", "x".repeat(3 << 20));
            attache.shard(0).call("SET", "k", "v");
            assertThat(waiting.call("GET", "k")).isEqualTo("$1\r\nv\r\n");
            attache.relay(0).throttleReplies(2 << 20);
            reader.command("GET", "large");
            assertThat(reader.readBytes(300_000)).startsWith("$3145728\r\nxxx");
            waiting.command("GET", "k");
            attache.relay(0).resetAll();
            attache.relay(0).heal();
            String rest = reader.expectClosed();
            assertThat(rest).matches("x*");
            assertThat(rest.length()).isLessThan(3 << 20);
            assertThat(waiting.reply()).as("sent once more").isEqualTo("$1\r\nv\r\n");
        }
    }

    @Test
    void aShardThatSendsGarbageIsLeftAndConnectedAnew() throws IOException {
        try (Ambassador attache = Ambassador.over(3).behindRelays().start();
                TaggedLoad load = TaggedLoad.on(attache, 4);
                RawClient client = attache.client()) {
            load.awaitAnswers(300);
            attache.relay(2).garbageAfterReplyBytes(0, "HTTP/1.1 400 Bad Request\r\n\r\n");
            load.awaitErrors();
            String key = attache.keyOn(2, "k");
            Eventually.passes(() -> assertThat(client.call("SET", key, "v"))
                    .startsWith(
                            "-ERR attache: shard 'shard-2' sent bytes that are no reply, the command may have run"));
            attache.relay(2).heal();
            load.awaitCalm();
        }
    }

    @Test
    void aSlowShardDelaysOnlyItsOwnReplies() throws IOException {
        try (Ambassador attache = Ambassador.over(2).behindRelays().start();
                RawClient slow = attache.client();
                RawClient fast = attache.client()) {
            assertThat(slow.call("DBSIZE")).isEqualTo(":0\r\n");
            attache.relay(1).delayReplies(Duration.ofMillis(700));
            slow.command("GET", attache.keyOn(1, "k"));
            fast.withPatience(Duration.ofMillis(600));
            for (int i = 0; i < 100; i++) {
                assertThat(fast.call("SET", attache.keyOn(0, "k"), "v")).isEqualTo("+OK\r\n");
            }
            assertThat(slow.reply()).isEqualTo("$-1\r\n");
        }
    }

    @Test
    void aShardThatDoesNotReadHoldsBackItsSendersAndMemoryStaysBounded() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .behindRelays()
                        .with(setup -> setup.role("limits: {backlog: 1MiB}"))
                        .start();
                RawClient sender = attache.client();
                RawClient other = attache.client()) {
            String full = attache.keyOn(1, "k");
            String fine = attache.keyOn(0, "k");
            assertThat(sender.call("DEL", full)).isEqualTo(":0\r\n");
            long before = Ambassador.directBytes();
            attache.relay(1).stopReading();
            int commands = 2_000;
            Thread sending = Thread.ofVirtual().start(() -> {
                try {
                    sender.send(
                            RawClient.toResp("APPEND", full, "x".repeat(20_000)).repeat(commands));
                } catch (IOException closed) {
                    throw new IllegalStateException(closed);
                }
            });
            long most = 0;
            for (int i = 0; i < 50; i++) {
                assertThat(other.call("SET", fine, "v")).isEqualTo("+OK\r\n");
                most = Math.max(most, Ambassador.directBytes() - before);
                other.expectSilence(Duration.ofMillis(10));
            }
            assertThat(most).isLessThan(16 << 20);
            assertThat(sending.isAlive()).isTrue();
            attache.relay(1).resumeReading();
            for (int i = 1; i <= commands; i++) {
                assertThat(sender.reply()).isEqualTo(":" + i * 20_000 + "\r\n");
            }
            Eventually.holds("all is sent", () -> !sending.isAlive());
        }
    }

    @Test
    void aMergeOverItsLimitIsRefusedAndTheConnectionStays() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("limits: {merge: 256KiB}"))
                        .start();
                RawClient client = attache.client();
                RawClient other = attache.client()) {
            String small = attache.keyOn(0, "s");
            String large = attache.keyOn(1, "l");
            String counter = "{" + large + "}n";
            attache.shard(0).call("SET", small, "v");
            attache.shard(1).call("SET", large, "x".repeat(1 << 20));
            String refused = "-ERR attache: the merged reply is larger than limits.merge, ask for less\r\n";
            other.call("GET", counter);
            double connections = connectionsOf(attache);
            for (int i = 0; i < 5; i++) {
                other.command("INCR", counter);
                assertThat(client.call("MGET", small, large)).isEqualTo(refused);
                other.reply();
            }
            assertThat(client.call("GET", large)).hasSize((1 << 20) + 12);
            assertThat(client.call("MGET", small, counter)).isEqualTo("*2\r\n$1\r\nv\r\n$1\r\n5\r\n");
            assertThat(connectionsOf(attache)).isEqualTo(connections + 1);
        }
    }

    private static double connectionsOf(Ambassador attache) throws IOException {
        String stats = attache.shard(1).call("INFO", "stats");
        int at = stats.indexOf("total_connections_received:") + "total_connections_received:".length();
        return Double.parseDouble(stats.substring(at, stats.indexOf('\r', at)));
    }
}
