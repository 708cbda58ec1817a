package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A shard's process ends, and comes back with nothing in it.
final class ShardKilledIT {
    @ParameterizedTest(name = "{0} event loops")
    @ValueSource(ints = {1, 2})
    void clientsGetTheirOwnRepliesOrClearErrorsWhileAShardDiesAndComesBack(int loops) throws IOException {
        try (Ambassador attache = Ambassador.over(3).loops(loops).start();
                TaggedLoad load = TaggedLoad.thatMayForget(attache, 8)) {
            load.awaitAnswers(2_000);
            attache.shard(1).kill();
            load.awaitErrors();
            load.awaitAnswers(2_000);
            attache.shard(1).restartEmpty();
            load.awaitCalm();
        }
    }

    @Test
    void onlyKeysOfTheDeadShardAreRefusedAndTheErrorNamesIt() throws IOException {
        try (Ambassador attache = Ambassador.over(3).start();
                RawClient client = attache.client()) {
            attache.shard(2).kill();
            assertThat(client.call("SET", attache.keyOn(0, "a"), "1")).isEqualTo("+OK\r\n");
            assertThat(client.call("SET", attache.keyOn(1, "b"), "1")).isEqualTo("+OK\r\n");
            assertThat(client.call("SET", attache.keyOn(2, "c"), "1"))
                    .isEqualTo("-ERR attache: shard 'shard-2' is unreachable, the command was not sent: "
                            + "connection refused\r\n");
            assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void aShardThatKeepsFailingIsEjectedAndTriedAgainWhenItsTimeIsOver() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.cluster("eject: {failures: 2, for: 300ms}"))
                        .start();
                RawClient client = attache.client()) {
            String key = attache.keyOn(0, "k");
            attache.shard(0).kill();
            Eventually.passes(() -> assertThat(client.call("GET", key))
                    .isEqualTo("-ERR attache: shard 'shard-0' is out of service, the command was not sent: "
                            + "connection refused\r\n"));
            attache.shard(0).restartEmpty();
            Eventually.passes(() -> assertThat(client.call("SET", key, "back")).isEqualTo("+OK\r\n"));
            assertThat(client.call("GET", key)).isEqualTo("$4\r\nback\r\n");
        }
    }

    @Test
    void attacheStartsBeforeItsShardsAndServesAsSoonAsTheyCome() throws IOException {
        try (Ambassador attache = Ambassador.over(3).shardsDown().start();
                RawClient client = attache.client()) {
            assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
            assertThat(client.call("SET", attache.keyOn(0, "k"), "v")).startsWith("-ERR attache: shard 'shard-0' is ");
            assertThat(client.call("MGET", "a", "b", "c", "d", "e")).startsWith("-ERR attache: shard 'shard-");
            assertThat(client.call("DBSIZE")).startsWith("-ERR attache: shard 'shard-");
            for (int i = 0; i < 3; i++) {
                attache.shard(i).restartEmpty();
            }
            for (int i = 0; i < 3; i++) {
                String key = attache.keyOn(i, "k");
                Eventually.passes(() -> assertThat(client.call("SET", key, "v")).isEqualTo("+OK\r\n"));
            }
            assertThat(client.call("DBSIZE")).isEqualTo(":3\r\n");
            Eventually.passes(() -> assertThat(client.call("INFO", "server")).contains("redis_version:7"));
            Eventually.holds(
                    "the version is learned",
                    () -> !attache.role().facts().version().equals("0.0.0"));
        }
    }

    @Test
    void aShardThatComesBackEmptyAnswersLikeAnEmptyOne() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                RawClient client = attache.client()) {
            String key = attache.keyOn(0, "k");
            String other = attache.keyOn(1, "k");
            client.call("SET", key, "v");
            client.call("SET", other, "v");
            attache.shard(0).restartEmpty();
            Eventually.passes(() -> assertThat(client.call("GET", key)).isEqualTo("$-1\r\n"));
            assertThat(client.call("MGET", key, other)).isEqualTo("*2\r\n$-1\r\n$1\r\nv\r\n");
        }
    }

    @Test
    void withRehashTheKeysOfADeadShardMoveAndComeBackWithIt() throws IOException {
        try (Ambassador attache = Ambassador.over(3)
                        .loops(2)
                        .with(setup -> setup.role("on-eject: rehash"))
                        .start();
                TaggedLoad load = TaggedLoad.thatMayForget(attache, 6);
                RawClient client = attache.client()) {
            String key = attache.keyOn(1, "k");
            assertThat(client.call("SET", key, "first")).isEqualTo("+OK\r\n");
            attache.shard(1).kill();
            Eventually.passes(
                    () -> assertThat(client.call("SET", key, "elsewhere")).isEqualTo("+OK\r\n"));
            assertThat(attache.shard(0).call("EXISTS", key) + attache.shard(2).call("EXISTS", key))
                    .contains(":1\r\n");
            attache.shard(1).restartEmpty();
            Eventually.passes(() -> {
                client.call("SET", key, "home");
                assertThat(attache.shard(1).call("GET", key)).isEqualTo("$4\r\nhome\r\n");
            });
            load.awaitCalm();
        }
    }

    @Test
    void withRehashAShardComesBackThoughNobodyAsksForIt() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("on-eject: rehash").cluster("eject: {failures: 1, for: 50ms}"))
                        .start();
                RawClient client = attache.client()) {
            String key = attache.keyOn(1, "k");
            attache.shard(1).kill();
            Eventually.passes(() -> assertThat(client.call("SET", key, "x")).isEqualTo("+OK\r\n"));
            attache.shard(1).restartEmpty();
            Eventually.passes(() -> {
                assertThat(client.call("SET", key, "y")).isEqualTo("+OK\r\n");
                assertThat(attache.shard(1).call("GET", key)).isEqualTo("$1\r\ny\r\n");
            });
        }
    }
}
