package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What shows whether the shards are evenly filled.
final class BalanceIT {
    @Test
    void keysAndMemoryOfEachShardAreShown() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 3; i++) {
                client.call("SET", attache.keyOn(0, "k" + i + ":"), "v");
            }
            client.call("SELECT", "5");
            client.call("SET", attache.keyOn(0, "other"), "v");
            client.call("SET", attache.keyOn(1, "other"), "v");

            Eventually.passes(() -> assertThat(shards(attache))
                    .extracting(shard -> shard.get("name"), shard -> shard.get("keys"))
                    .containsExactly(tuple("shard-0", 4L), tuple("shard-1", 1L)));
            assertThat(shards(attache))
                    .allSatisfy(shard ->
                            assertThat((Long) shard.get("memory-bytes")).isGreaterThan(100_000));
            assertThat(attache.metric("attache_redis_shard_keys")).isEqualTo(5);
            assertThat(attache.metric("attache_redis_shard_memory_bytes")).isGreaterThan(200_000);
        }
    }

    @Test
    void aShardThatNobodyUsesIsNotAskedAndSoNotEjectedBeforeItIsThere() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .shardsDown()
                        .with(setup -> setup.cluster("eject: {failures: 3, for: 1m}"))
                        .start();
                RawClient client = attache.client()) {
            String key = attache.keyOn(0, "k");
            assertThat(shards(attache)).extracting(shard -> shard.get("keys")).containsOnlyNulls();
            attache.shard(0).restartEmpty();

            Eventually.passes(() -> assertThat(client.call("SET", key, "v")).isEqualTo("+OK\r\n"));

            Eventually.passes(() -> assertThat(shards(attache))
                    .extracting(shard -> shard.get("keys"))
                    .containsExactly(1L));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> shards(Ambassador attache) {
        return (List<Map<String, Object>>) attache.role().status().facts().getOrDefault("shards", List.of());
    }
}
