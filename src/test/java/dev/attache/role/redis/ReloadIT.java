package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Shards come, go and change their weight under load, without a restart and without a reply lost or moved.
final class ReloadIT {
    @Test
    void shardsAreAddedRemovedAndReweighedUnderLoad() throws IOException {
        try (Ambassador attache = Ambassador.over(3).loops(2).start();
                TaggedLoad load = TaggedLoad.thatMayForget(attache, 8)) {
            load.awaitAnswers(500);
            RedisServer fourth = attache.addServer();
            attache.reload(setup -> setup.shard("shard-3", fourth.address()));
            load.awaitAnswers(500);
            attache.reload(setup -> setup.weight("shard-0", 5));
            load.awaitAnswers(500);
            attache.reload(setup -> setup.without("shard-1"));
            load.awaitAnswers(500);
            load.awaitCalm();
            assertThat(load.errors())
                    .as("an orderly change costs nobody an error")
                    .isZero();
            assertThat(fourth.call("DBSIZE")).isNotEqualTo(":0\r\n");
        }
    }

    @Test
    void aShardThatHangsWhileItIsRemovedIsWaitedForNoLongerThanTheTimeOut() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("timeout: 300ms"))
                        .start();
                RawClient client = attache.client()) {
            String key = attache.keyOn(1, "k");
            assertThat(client.call("GET", key)).isEqualTo("$-1\r\n");
            attache.shard(1).suspend();
            client.command("GET", key);
            attache.reload(setup -> setup.without("shard-1"));
            assertThat(client.reply())
                    .isEqualTo("-ERR attache: shard 'shard-1' did not answer in time, the command may have run\r\n");
            assertThat(client.call("SET", key, "v")).isEqualTo("+OK\r\n");
            assertThat(attache.shard(0).call("GET", key)).isEqualTo("$1\r\nv\r\n");
        }
    }

    @Test
    void moreConnectionsAShardKeepTheOrderOfEachKey() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("connections: 1"))
                        .start();
                TaggedLoad load = TaggedLoad.on(attache, 4)) {
            load.awaitAnswers(500);
            attache.reload(setup -> setup.role("timeout: 9s"));
            load.awaitAnswers(500);
            assertThat(load.errors()).isZero();
        }
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("connections: 3"))
                        .start();
                TaggedLoad load = TaggedLoad.on(attache, 4)) {
            load.awaitAnswers(1_000);
            assertThat(load.errors()).isZero();
        }
    }

    @Test
    void theNumberOfConnectionsCanChangeWhileRunning() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                TaggedLoad load = TaggedLoad.thatMayForget(attache, 4)) {
            load.awaitAnswers(200);
            attache.reload(setup -> setup.role("connections: 4"));
            load.awaitAnswers(500);
            attache.reload(setup -> setup.role("connections: 2"));
            load.awaitAnswers(500);
            load.awaitCalm();
            assertThat(load.errors()).isZero();
        }
    }

    @Test
    void changedBoundsOnCommandsHoldFromTheNextCommandOn() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                RawClient open = attache.client();
                RawClient idle = attache.client()) {
            assertThat(idle.call("SET", "k", "v")).isEqualTo("+OK\r\n");
            open.send("*2\r\n$3\r\nGET\r\n$1\r\n");

            attache.reload(setup -> setup.role("limits: {bulk: 1KiB, arguments: 8}"));

            Eventually.passes(() -> {
                try (RawClient client = attache.client()) {
                    client.withPatience(Duration.ofMillis(200)).send("*9\r\n");
                    assertThat(client.readToEnd()).isEqualTo("-ERR Protocol error: invalid multibulk length\r\n");
                }
            });
            assertThat(open.send("k\r\n").reply()).isEqualTo("$1\r\nv\r\n");
            open.send("*2\r\n$3\r\nGET\r\n$1025\r\n");
            assertThat(open.readToEnd()).isEqualTo("-ERR Protocol error: invalid bulk length\r\n");
            assertThat(idle.call("GET", "k")).isEqualTo("$1\r\nv\r\n");

            attache.reload(setup -> setup.role("limits: {}"));
            Eventually.passes(() -> {
                try (RawClient client = attache.client()) {
                    assertThat(client.call("DEL", "a", "b", "c", "d", "e", "f", "g", "h"))
                            .isEqualTo(":0\r\n");
                }
            });
        }
    }

    @Test
    void hotKeysAreCountedAnewWhenTheirNumberChanges() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                RawClient client = attache.client()) {
            client.call("GET", "before");
            assertThat(attache.role().status().facts()).doesNotContainKey("hot-keys");

            attache.reload(setup -> setup.role("hot-keys: 5"));

            Eventually.passes(() -> {
                client.call("GET", "after");
                assertThat(String.valueOf(attache.role().status().facts().get("hot-keys")))
                        .contains("key=after")
                        .doesNotContain("before");
            });
            attache.reload(setup -> setup.role("hot-keys: 0"));
            assertThat(attache.role().status().facts()).doesNotContainKey("hot-keys");
        }
    }
}
