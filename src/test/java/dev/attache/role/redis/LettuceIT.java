package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Lettuce as it comes, which takes attache before three servers for one.
final class LettuceIT {
    private static final int PIPELINED = 10_000;

    private static Ambassador attache;

    @BeforeAll
    static void start() throws IOException {
        attache = Ambassador.over(3).loops(2).start();
    }

    @AfterAll
    static void stop() throws IOException {
        attache.close();
    }

    @BeforeEach
    void empty() throws IOException {
        for (int shard = 0; shard < 3; shard++) {
            attache.shard(shard).call("FLUSHALL");
            attache.shard(shard).call("SCRIPT", "FLUSH");
        }
    }

    private static void connected(
            ProtocolVersion protocol, String settings, Consumer<StatefulRedisConnection<String, String>> test) {
        RedisURI uri = RedisURI.create("redis://127.0.0.1:" + attache.port() + settings);
        uri.setTimeout(Duration.ofSeconds(15));
        RedisClient client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .protocolVersion(protocol)
                .autoReconnect(false)
                .build());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            test.accept(connection);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private static void connected(ProtocolVersion protocol, Consumer<StatefulRedisConnection<String, String>> test) {
        connected(protocol, "", test);
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void valuesOfEveryTypeComeBackAsTheyWere(ProtocolVersion protocol) {
        connected(protocol, connection -> {
            RedisCommands<String, String> redis = connection.sync();
            redis.set("string", "v", SetArgs.Builder.ex(100));
            redis.append("string", "alue");
            assertThat(redis.get("string")).isEqualTo("value");
            assertThat(redis.ttl("string")).isBetween(1L, 100L);
            assertThat(redis.incrbyfloat("float", 1.5)).isEqualTo(1.5);
            redis.hset("hash", Map.of("a", "1", "b", "2"));
            assertThat(redis.hgetall("hash")).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
            redis.rpush("list", "a", "b", "c");
            assertThat(redis.lrange("list", 0, -1)).containsExactly("a", "b", "c");
            redis.sadd("set", "a", "b");
            assertThat(redis.smembers("set")).containsExactlyInAnyOrder("a", "b");
            redis.zadd("zset", 1.5, "a");
            redis.zadd("zset", 2, "b");
            assertThat(redis.zrangeWithScores("zset", 0, -1))
                    .containsExactly(ScoredValue.just(1.5, "a"), ScoredValue.just(2, "b"));
            redis.pfadd("log", "a", "b", "c");
            assertThat(redis.pfcount("log")).isEqualTo(3);
            redis.geoadd("geo", 13.361389, 38.115556, "Palermo");
            assertThat(redis.geopos("geo", "Palermo", "Rome")).hasSize(2);
            redis.setbit("bits", 7, 1);
            assertThat(redis.bitcount("bits")).isEqualTo(1);
            String id = redis.xadd("stream", Map.of("field", "value"));
            List<StreamMessage<String, String>> read = redis.xrange("stream", Range.unbounded());
            assertThat(read).extracting(StreamMessage::getId).containsExactly(id);
            redis.xgroupCreate(StreamOffset.from("stream", "0"), "group");
            assertThat(redis.xinfoGroups("stream")).hasSize(1);
            assertThat(redis.type("stream")).isEqualTo("stream");
        });
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void tenThousandPipelinedCommandsAreAnsweredInTheirOrder(ProtocolVersion protocol) {
        connected(protocol, connection -> {
            RedisAsyncCommands<String, String> redis = connection.async();
            connection.setAutoFlushCommands(false);
            List<RedisFuture<?>> futures = new ArrayList<>();
            for (int i = 0; i < PIPELINED / 2; i++) {
                futures.add(redis.set("key:" + i, "value:" + i));
                futures.add(redis.get("key:" + i));
            }
            connection.flushCommands();
            CompletableFuture<?>[] all =
                    futures.stream().map(each -> each.toCompletableFuture()).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).orTimeout(60, TimeUnit.SECONDS).join();
            for (int i = 0; i < PIPELINED / 2; i++) {
                assertThat(all[2 * i].join()).isEqualTo("OK");
                assertThat(all[2 * i + 1].join()).isEqualTo("value:" + i);
            }
            connection.setAutoFlushCommands(true);
            assertThat(connection.sync().dbsize()).isEqualTo(PIPELINED / 2);
        });
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void scanIteratorsMeetEveryKeyOnce(ProtocolVersion protocol) {
        connected(protocol, connection -> {
            RedisCommands<String, String> redis = connection.sync();
            Map<String, String> values = values(500);
            redis.mset(values);
            redis.hset("a hash", values);

            List<String> keys = new ArrayList<>();
            ScanIterator.scan(redis, ScanArgs.Builder.limit(20).match("key:*")).forEachRemaining(keys::add);
            Map<String, String> fields = new LinkedHashMap<>();
            ScanIterator.hscan(redis, "a hash").forEachRemaining(each -> fields.put(each.getKey(), each.getValue()));

            assertThat(keys).containsExactlyInAnyOrderElementsOf(values.keySet());
            assertThat(fields).isEqualTo(values);
        });
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void commandsOnManyKeysSpanTheShards(ProtocolVersion protocol) {
        connected(protocol, connection -> {
            RedisCommands<String, String> redis = connection.sync();
            Map<String, String> values = values(1_000);
            String[] keys = values.keySet().toArray(new String[0]);
            assertThat(redis.mset(values)).isEqualTo("OK");

            assertThat(redis.mget(keys)).extracting(KeyValue::getValue).containsExactlyElementsOf(values.values());
            assertThat(redis.exists(keys)).isEqualTo(1_000);
            assertThat(redis.touch(keys)).isEqualTo(1_000);
            assertThat(redis.keys("key:99*")).hasSize(11);
            assertThat(redis.del(keys)).isEqualTo(1_000);
            assertThat(redis.mget("key:1", "key:2")).noneMatch(KeyValue::hasValue);
            assertThat(redis.randomkey()).isNull();
        });
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void scriptsRunOnTheShardOfTheirKeys(ProtocolVersion protocol) {
        connected(protocol, connection -> {
            RedisCommands<String, String> redis = connection.sync();
            String script = "redis.call('SET', KEYS[1], ARGV[1]) return redis.call('GET', KEYS[1])";
            String digest = redis.digest(script);
            String[] first = {attache.keyOn(0, "k")};
            assertThatThrownBy(() -> redis.evalsha(digest, ScriptOutputType.VALUE, first, "v"))
                    .isInstanceOf(RedisNoScriptException.class);

            assertThat(redis.scriptLoad(script)).isEqualTo(digest);

            assertThat(redis.scriptExists(digest, "none")).containsExactly(true, false);
            for (int shard = 0; shard < 3; shard++) {
                String[] keys = {attache.keyOn(shard, "k")};
                String answer = redis.evalsha(digest, ScriptOutputType.VALUE, keys, "value " + shard);
                assertThat(answer).isEqualTo("value " + shard);
            }
            String[] apart = {attache.keyOn(0, "k"), attache.keyOn(1, "k")};
            assertThatThrownBy(() -> redis.eval(script, ScriptOutputType.VALUE, apart, "v"))
                    .isInstanceOf(RedisCommandExecutionException.class)
                    .hasMessageStartingWith("CROSSSLOT ");
        });
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void theHandshakeSetsNameAndDatabaseAndTellsWhoTheClientIs(ProtocolVersion protocol) {
        connected(protocol, "/3?clientName=app", connection -> {
            RedisCommands<String, String> redis = connection.sync();
            redis.set("k", "v");
            assertThat(redis.clientGetname()).isEqualTo("app");
            assertThat(redis.clientInfo()).contains(" db=3 ", " lib-name=Lettuce", " name=app ");
            redis.select(0);
            assertThat(redis.get("k")).isNull();
            assertThat(redis.info("server")).contains("redis_version:7.");
            assertThat(redis.commandCount()).isGreaterThan(200);
            assertThat(redis.configGet("maxmemory-policy")).containsOnlyKeys("maxmemory-policy");
            assertThat(redis.time()).hasSize(2);
            assertThat(redis.ping()).isEqualTo("PONG");
        });
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void errorsAreTheServersAndHarmNoLaterCommand(ProtocolVersion protocol) {
        connected(protocol, connection -> {
            RedisCommands<String, String> redis = connection.sync();
            redis.lpush("list", "x");
            assertThatThrownBy(() -> redis.get("list"))
                    .isInstanceOf(RedisCommandExecutionException.class)
                    .hasMessageStartingWith("WRONGTYPE ");
            assertThatThrownBy(() -> redis.blpop(1, "list"))
                    .hasMessageContaining("blocking commands are not supported");
            assertThatThrownBy(() -> redis.publish("channel", "x")).hasMessageContaining("publish and subscribe");
            assertThat(redis.llen("list")).isEqualTo(1);
        });
    }

    private static Map<String, String> values(int count) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            values.put("key:" + i, "value:" + i);
        }
        return values;
    }
}
