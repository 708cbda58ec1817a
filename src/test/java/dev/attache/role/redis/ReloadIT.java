package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
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
}
