package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// What an operator sees of commands: in the facts of `/roles` and among the metrics.
final class SeeingIT {
    @Test
    void slowCommandsAreListedByNameAndShardAndNeverByKey() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("slow-log: 300ms"))
                        .start();
                RawClient client = attache.client()) {
            client.call("GET", attache.keyOn(0, "quick"));
            client.call("SET", attache.keyOn(1, "confidential"), "v");
            attache.shard(1).suspend();
            client.command("STRLEN", attache.keyOn(1, "confidential")).expectSilence(Duration.ofMillis(350));
            attache.shard(1).resume();
            assertThat(client.reply()).isEqualTo(":1\r\n");

            String log = fact(attache, "slow-log").toString();

            assertThat(log).contains("command=strlen", "shard=shard-1").doesNotContain("command=get", "confidential");
        }
    }

    @Test
    void theSlowLogKeepsTheNewestOnly() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.role("slow-log: 0s"))
                        .start();
                RawClient client = attache.client()) {
            client.call("SET", "old", "1");
            for (int i = 0; i < 200; i++) {
                client.call("GET", "k");
            }

            assertThat(fact(attache, "slow-log"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(128)
                    .noneMatch(entry -> entry.toString().contains("command=set"));
        }
    }

    @Test
    void theBusiestKeysAreNamedWhereThatIsAskedFor() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("hot-keys: 2"))
                        .start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 300; i++) {
                client.call("GET", i % 3 == 0 ? "warm" : "hot");
                client.call("MGET", "hot", "cold" + i);
            }

            List<?> keys = (List<?>) fact(attache, "hot-keys");

            assertThat(keys).hasSize(2);
            assertThat(keys.getFirst().toString()).contains("key=hot", "count=500");
            assertThat(keys.getLast().toString()).contains("key=warm", "count=100");
        }
    }

    @Test
    void latencyIsToldByCommandAndShardAndErrorsByShard() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                RawClient client = attache.client()) {
            String key = attache.keyOn(1, "k");
            for (int i = 0; i < 5; i++) {
                client.call("GET", key);
            }
            client.call("INCR", key);
            client.call("LPUSH", key, "x");

            String of = "cluster=\"shards\",%sendpoint=\"shard-1\",role=\"ambassador\"}";
            String get = "{" + of.formatted("command=\"get\",");
            assertThat(attache.metric("attache_redis_command_duration_seconds_count" + get))
                    .isEqualTo(5);
            assertThat(attache.metric("attache_redis_shard_errors_total{" + of.formatted("")))
                    .isEqualTo(1);
            assertThat(fact(attache, "shards").toString()).contains("p50=", "p99=", "p99.9=");
        }
    }

    private static Object fact(Ambassador attache, String name) {
        return Objects.requireNonNull(attache.role().status().facts().get(name), name);
    }
}
