package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.command.CommandTable;
import dev.attache.role.redis.command.Routing;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which commands run, where, and which are refused with which words.
final class RoutingIT {
    private static final String CROSS_SLOT = "-CROSSSLOT Keys in request don't hash to the same slot\r\n";
    private static final Map<Routing, String> REFUSALS = Map.of(
            Routing.REFUSE_TRANSACTION, "-ERR attache: transactions (MULTI, WATCH) are not supported yet",
            Routing.REFUSE_BLOCKING, "-ERR attache: blocking commands are not supported yet",
            Routing.REFUSE_PUBSUB, "-ERR attache: publish and subscribe are not supported yet",
            Routing.REFUSE_ADMIN, "-ERR attache: this command acts on one server",
            Routing.REFUSE_CLUSTER, "-ERR This instance has cluster support disabled");

    private static Ambassador attache;

    @BeforeAll
    static void start() throws IOException {
        attache = Ambassador.over(3).start();
    }

    @AfterAll
    static void stop() throws IOException {
        attache.close();
    }

    @BeforeEach
    void empty() throws IOException {
        try (RawClient client = attache.client()) {
            assertThat(client.call("FLUSHALL")).isEqualTo("+OK\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSETNX A 1 B 2",
                "RENAME A B",
                "RENAMENX A B",
                "COPY A B",
                "SMOVE A B m",
                "BITOP AND A A B",
                "LMOVE A B LEFT LEFT",
                "RPOPLPUSH A B",
                "LMPOP 2 A B LEFT",
                "ZMPOP 2 A B MIN",
                "SINTER A B",
                "SUNION A B",
                "SDIFF A B",
                "SINTERCARD 2 A B",
                "SINTERSTORE A B",
                "SUNIONSTORE A A B",
                "SDIFFSTORE B A",
                "ZUNION 2 A B",
                "ZINTER 2 A B",
                "ZDIFF 2 A B",
                "ZINTERCARD 2 A B",
                "ZUNIONSTORE A 1 B",
                "ZINTERSTORE A 2 A B",
                "ZDIFFSTORE A 1 B",
                "ZRANGESTORE A B 0 -1",
                "PFCOUNT A B",
                "PFMERGE A B",
                "LCS A B",
                "GEOSEARCHSTORE A B FROMLONLAT 0 0 BYRADIUS 1 m",
                "GEORADIUS A 0 0 1 m STORE B",
                "SORT A STORE B",
                "XREAD STREAMS A B 0 0",
                "XREADGROUP GROUP g c STREAMS A B > >",
                "EVAL return{} 2 A B",
                "EVAL_RO return{} 2 A B",
                "EVALSHA abc 2 A B",
                "FCALL f 2 A B",
                "FCALL_RO f 2 A B"
            })
    void keysOnTwoShardsAreRefusedAndKeysOnOneAreNot(String command) throws IOException {
        String apart =
                command.replaceAll("\\bA\\b", attache.keyOn(0, "a")).replaceAll("\\bB\\b", attache.keyOn(1, "b"));
        String together = command.replaceAll("\\bA\\b", "{t}a").replaceAll("\\bB\\b", "{t}b");
        for (int version = 2; version <= 3; version++) {
            try (RawClient client = attache.client()) {
                client.call("HELLO", Integer.toString(version));
                assertThat(client.call(apart.split(" "))).as(apart).isEqualTo(CROSS_SLOT);
                assertThat(client.call(together.split(" "))).as(together).doesNotStartWith("-CROSSSLOT");
                assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
            }
        }
        for (int shard = 0; shard < 3; shard++) {
            assertThat(attache.shard(shard).call("EXISTS", attache.keyOn(0, "a"), attache.keyOn(1, "b")))
                    .isEqualTo(":0\r\n");
        }
    }

    @Test
    void everyCommandThatIsNotServedIsRefusedInClearWordsAndTheConnectionGoesOn() throws IOException {
        int refused = 0;
        try (RawClient client = attache.client()) {
            for (Command command : CommandTable.builtIn().all()) {
                String refusal = REFUSALS.get(command.routing());
                if (refusal != null) {
                    String reply = client.call(words(command));
                    assertThat(reply).as(command.name()).startsWith(refusal).endsWith("\r\n");
                    refused++;
                }
            }
            assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
        }
        assertThat(refused).isGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XREAD BLOCK 100 STREAMS s $",
                "XREAD COUNT 1 BLOCK 0 STREAMS s 0",
                "XREADGROUP GROUP g c BLOCK 100 STREAMS s >"
            })
    void aReadOfStreamsThatWouldBlockIsRefused(String command) throws IOException {
        try (RawClient client = attache.client()) {
            assertThat(client.call(command.split(" "))).startsWith(REFUSALS.get(Routing.REFUSE_BLOCKING));
            assertThat(client.call("XREAD", "STREAMS", "s", "0")).isEqualTo("*-1\r\n");
        }
    }

    @Test
    void whatWouldNeedAConnectionOfItsOwnIsRefusedToo() throws IOException {
        try (RawClient client = attache.client3()) {
            assertThat(client.call("CLIENT", "TRACKING", "ON"))
                    .isEqualTo("-ERR attache: client-side caching (CLIENT TRACKING) is not supported\r\n");
            assertThat(client.call("CLIENT", "PAUSE", "100"))
                    .startsWith("-ERR attache: CLIENT PAUSE acts on one server");
            assertThat(client.call("GET", "none")).isEqualTo("_\r\n");
        }
    }

    /// The command with as many arguments as it needs.
    private static String[] words(Command command) {
        String[] names = command.name().toUpperCase(Locale.ROOT).split("\\|");
        String[] words = Arrays.copyOf(names, Math.max(names.length, Math.abs(command.arity())));
        Arrays.fill(words, names.length, words.length, "1");
        return words;
    }

    @Test
    void aKeyGoesToItsShardAndKeysWithATagKeepTogether() throws IOException {
        try (RawClient client = attache.client()) {
            for (int shard = 0; shard < 3; shard++) {
                String key = attache.keyOn(shard, "key");
                assertThat(client.call("SET", key, "v")).isEqualTo("+OK\r\n");
                for (int other = 0; other < 3; other++) {
                    assertThat(attache.shard(other).call("EXISTS", key))
                            .isEqualTo(other == shard ? ":1\r\n" : ":0\r\n");
                }
            }
            String tagged = "{" + attache.keyOn(2, "user") + "}";
            client.call("SADD", tagged + "a", "1");
            client.call("SADD", tagged + "b", "1", "2");
            assertThat(client.call("SUNIONSTORE", tagged + "c", tagged + "a", tagged + "b"))
                    .isEqualTo(":2\r\n");
            assertThat(attache.shard(2).call("SCARD", tagged + "c")).isEqualTo(":2\r\n");
        }
    }
}
