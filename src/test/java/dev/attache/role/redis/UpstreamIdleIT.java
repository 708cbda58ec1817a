package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Connections to shards that carry nothing.
final class UpstreamIdleIT {
    @Test
    void aConnectionThatCarriesNothingIsClosedAndOpenedAgainWhenItIsNeeded() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.cluster("idle-timeout: 300ms"))
                        .start();
                RawClient client = attache.client()) {
            String first = attache.keyOn(0, "k");
            String second = attache.keyOn(1, "k");
            assertThat(client.call("MSET", first, "1", second, "2")).isEqualTo("+OK\r\n");

            for (int shard = 0; shard < 2; shard++) {
                int index = shard;
                Eventually.passes(() -> assertThat(connections(attache, index)).isZero());
            }

            assertThat(client.call("GET", first) + client.call("GET", second)).isEqualTo("$1\r\n1\r\n$1\r\n2\r\n");
            assertThat(attache.metric("attache_redis_shard_faults_total")).isZero();
            assertThat(attache.log()).doesNotContain("ejected");
        }
    }

    @Test
    void withoutATimeOutAConnectionIsKept() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.cluster("idle-timeout: 0"))
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "k", "v")).isEqualTo("+OK\r\n");
            String before = attache.shard(0).call("CLIENT", "LIST");
            Eventually.passes(
                    () -> assertThat(attache.shard(0).call("CLIENT", "LIST")).containsPattern(" idle=[1-9]"));
            assertThat(client.call("GET", "k")).isEqualTo("$1\r\nv\r\n");
            assertThat(connections(attache, 0))
                    .isEqualTo(before.lines()
                                    .filter(each -> each.startsWith("id="))
                                    .count()
                            - 1);
        }
    }

    /// How many connections the shard has beside that of the question.
    private static long connections(Ambassador attache, int shard) throws IOException {
        return attache.shard(shard)
                        .call("CLIENT", "LIST")
                        .lines()
                        .filter(line -> line.startsWith("id="))
                        .count()
                - 1;
    }
}
