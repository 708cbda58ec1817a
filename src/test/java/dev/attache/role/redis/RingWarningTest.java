package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.balance.KeyHash;
import dev.attache.balance.KeyTag;
import dev.attache.balance.Member;
import dev.attache.balance.Ring;
import dev.attache.balance.Rings;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.ShardConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `attache check` warns of the rings that are measured to be uneven, and of no others.
final class RingWarningTest {
    private static final int SHARDS = 4;
    private static final int KEYS = 4_000;

    @ParameterizedTest
    @EnumSource(ShardConfig.Hash.class)
    void aHashThatFillsOneShardOnlyIsWarnedOf(ShardConfig.Hash hash) throws ConfigException {
        for (ShardConfig.Ring ring : ShardConfig.Ring.values()) {
            boolean uneven = fullest(ring, KeyHash.valueOf(hash.name())) > KEYS / 2;
            List<String> warnings = warnings(word(ring), word(hash));

            assertThat(warnings).as("%s %s %s", ring, hash, warnings).hasSize(uneven ? 1 : 0);
        }
    }

    private static List<String> warnings(String ring, String hash) throws ConfigException {
        String yaml = """
            clusters: {c: {endpoints: ["127.0.0.1:7001", "127.0.0.1:7002"]}}
            roles: {r: {kind: redis, listen: "127.0.0.1:7000", cluster: c, shard: {ring: %s, hash: %s}}}
            """.formatted(ring, hash);
        return ConfigLoader.parse(Path.of("attache.yaml"), yaml, Map.of()).warnings().stream()
                .map(Object::toString)
                .toList();
    }

    private static int fullest(ShardConfig.Ring kind, KeyHash hash) {
        List<Member> members = IntStream.range(0, SHARDS)
                .mapToObj(i -> new Member("shard-" + i, 1))
                .toList();
        Ring ring = ring(kind, members, hash);
        int[] counts = new int[SHARDS];
        int fullest = 0;
        for (int i = 0; i < KEYS; i++) {
            byte[] key = ("key:" + i).getBytes(StandardCharsets.US_ASCII);
            fullest = Math.max(fullest, ++counts[ring.memberOf(key, 0, key.length)]);
        }
        return fullest;
    }

    private static Ring ring(ShardConfig.Ring kind, List<Member> members, KeyHash hash) {
        KeyTag tag = KeyTag.of("{}");
        return switch (kind) {
            case KETAMA -> Rings.ketama(members, hash, tag);
            case LIBMEMCACHED -> Rings.libmemcached(members, tag);
            case MAGLEV -> Rings.maglev(members, hash, tag);
            case JUMP -> Rings.jump(members, hash, tag);
            case RENDEZVOUS -> Rings.rendezvous(members, hash, tag);
            case MODULA -> Rings.modula(members, hash, tag);
            case SLOTS -> Rings.slots(members, tag);
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
