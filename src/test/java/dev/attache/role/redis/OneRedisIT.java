package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What attache answers itself or puts together from three shards, against what one real server says to the same
/// bytes.
final class OneRedisIT {
    private static RedisServer one;
    private static Ambassador three;

    @BeforeAll
    static void start() throws IOException {
        one = RedisServer.start();
        three = Ambassador.over(3).start();
    }

    @AfterAll
    static void stop() throws IOException {
        three.close();
        one.close();
    }

    @BeforeEach
    void empty() throws IOException {
        assertThat(call("FLUSHALL")).isEqualTo("+OK\r\n");
        assertThat(call("FUNCTION FLUSH") + call("SCRIPT FLUSH")).isEqualTo("+OK\r\n+OK\r\n");
        one.call("FLUSHALL");
    }

    private static String call(String line) throws IOException {
        try (RawClient client = three.client()) {
            return client.call(line.split(" "));
        }
    }

    /// Runs the commands, each a line of words, on a new connection to each and compares reply by reply.
    private static void same(String... lines) throws IOException {
        try (RawClient expecting = one.connect();
                RawClient tested = three.client()) {
            for (String line : lines) {
                String[] words = line.split(" ", -1);
                assertThat(withoutId(tested.call(words))).as(line).isEqualTo(withoutId(expecting.call(words)));
            }
        }
    }

    private static String withoutId(String reply) {
        return reply.replaceFirst("\\$2\r\nid\r\n:\\d+", "id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PING",
                "PING hello",
                "PING a b",
                "ECHO x",
                "ECHO",
                "SELECT 1",
                "SELECT -1",
                "SELECT 16",
                "SELECT x",
                "SELECT 01",
                "SELECT +1",
                "SELECT 99999999999",
                "AUTH x",
                "AUTH default x",
                "AUTH nobody x",
                "AUTH a b c",
                "AUTH",
                "RESET",
                "RESET x",
                "TIME x",
                "ACL WHOAMI",
                "DBSIZE x",
                "RANDOMKEY",
                "KEYS *",
                "WAIT 0 10",
                "WAIT x 10",
                "WAIT 0 x",
                "WAIT 0 -1",
                "SCAN x",
                "SCAN 0 FOO",
                "SCAN 0 COUNT 0",
                "SCAN 0 COUNT x",
                "CONFIG GET maxmemory-policy",
                "CONFIG SET nonsense 1",
                "CONFIG NONSENSE",
                "SCRIPT EXISTS abc def",
                "SCRIPT LOAD",
                "EVALSHA abc 0",
                "FLUSHALL ASYNC",
                "FLUSHALL FOO",
                "MGET",
                "MSET a",
                "MSET a 1 b",
                "DEL",
                "EXISTS"
            })
    void localAndMergedCommandsAnswerLikeOneServer(String line) throws IOException {
        same(line);
        same("HELLO 3", line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELLO",
                "HELLO 2",
                "HELLO 3",
                "HELLO 1",
                "HELLO 4",
                "HELLO x",
                "HELLO 03",
                "HELLO +3",
                "HELLO 9223372036854775808",
                "HELLO 3 AUTH",
                "HELLO 3 AUTH default",
                "HELLO 3 AUTH default x",
                "HELLO 3 AUTH nobody x",
                "HELLO 3 AUTH  x",
                "HELLO 3 SETNAME",
                "HELLO 3 SETNAME me",
                "HELLO 3 SETNAME a\nb",
                "HELLO 3 AUTH nobody x SETNAME me",
                "HELLO 3 AUTH nobody x FOO",
                "HELLO FOO",
                "hello 3 setname me auth default x"
            })
    void helloAnswersLikeOneServer(String hello) throws IOException {
        same(hello, "CLIENT GETNAME", "GET nothing", "PING");
        same("HELLO 3", hello, "CLIENT GETNAME", "GET nothing", "RESET", "CLIENT GETNAME");
    }

    /// Unlike Redis 7.0, which has set the name by the time it refuses the rest.
    @ParameterizedTest
    @ValueSource(strings = {"HELLO 3 SETNAME me AUTH nobody x", "HELLO 3 SETNAME me FOO", "HELLO 4 SETNAME me"})
    void aHelloThatIsRefusedChangesNothing(String hello) throws IOException {
        try (RawClient client = three.client()) {
            assertThat(client.call(hello.split(" "))).startsWith("-");
            assertThat(client.call("CLIENT", "GETNAME")).isEqualTo("$-1\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLIENT",
                "CLIENT FOO",
                "CLIENT GETNAME",
                "CLIENT GETNAME x",
                "CLIENT SETNAME me",
                "CLIENT SETNAME a\nb",
                "CLIENT SETNAME ",
                "CLIENT GETREDIR",
                "CLIENT TRACKINGINFO",
                "CLIENT TRACKING off",
                "CLIENT TRACKING foo",
                "CLIENT CACHING yes",
                "CLIENT NO-EVICT on",
                "CLIENT NO-EVICT off",
                "CLIENT NO-EVICT foo",
                "CLIENT REPLY foo",
                "CLIENT REPLY on",
                "CLIENT UNBLOCK 999999",
                "CLIENT UNBLOCK x",
                "CLIENT UNBLOCK 999999 foo",
                "CLIENT KILL 127.0.0.1:1",
                "CLIENT KILL ID 0",
                "CLIENT KILL ID x",
                "CLIENT KILL ID 999999",
                "CLIENT KILL TYPE foo",
                "CLIENT KILL USER nobody",
                "CLIENT KILL FOO x",
                "CLIENT KILL ID 999999 SKIPME foo",
                "CLIENT KILL ID 999999 SKIPME no",
                "CLIENT LIST FOO",
                "CLIENT LIST ID x",
                "CLIENT LIST ID 999999",
                "CLIENT LIST TYPE foo",
                "CLIENT LIST TYPE master",
                "CLIENT UNPAUSE"
            })
    void theClientFamilyAnswersLikeOneServer(String line) throws IOException {
        same(line, "CLIENT GETNAME");
        same("HELLO 3", line, "CLIENT GETNAME");
    }

    @Test
    void clientsAreListedAndKilled() throws IOException {
        try (RawClient victim = three.client();
                RawClient client = three.client3()) {
            victim.call("CLIENT", "SETNAME", "victim");
            String id = victim.call("CLIENT", "ID").substring(1).strip();
            String list = client.call("CLIENT", "LIST", "ID", id);
            assertThat(list).startsWith("=").contains("\r\ntxt:id=" + id + " ").contains(" name=victim ");
            assertThat(client.call("CLIENT", "INFO")).startsWith("=").contains(" resp=3 ");
            assertThat(client.call("CLIENT", "KILL", "ID", id)).isEqualTo(":1\r\n");
            victim.expectEnd();
        }
    }

    @Test
    void splitCommandsTreatDuplicatesAbsentKeysAndWrongTypesLikeOneServer() throws IOException {
        for (String version : List.of("HELLO 2", "HELLO 3")) {
            same(
                    version,
                    "FLUSHALL",
                    "MSET a 1 b 2 c 3 d 4 a 5 e 6 b 7",
                    "LPUSH list x",
                    "MGET a b c d e a none list b a",
                    "MGET none",
                    "MGET list",
                    "EXISTS a a b none list list",
                    "TOUCH a a none c",
                    "DBSIZE",
                    "DEL a a none b",
                    "UNLINK c c d none",
                    "DBSIZE",
                    "FLUSHDB",
                    "RANDOMKEY",
                    "DBSIZE");
        }
    }

    @Test
    void scanMeetsEveryKeyExactlyOnceAndEndsOnlyThen() throws IOException {
        try (RawClient client = three.client()) {
            Set<String> keys = new HashSet<>();
            for (int i = 0; i < 300; i++) {
                client.send(RawClient.toResp("SET", "string:" + i, "v") + RawClient.toResp("LPUSH", "list:" + i, "v"));
                assertThat(client.replies(2)).isEqualTo("+OK\r\n:1\r\n");
                keys.add("string:" + i);
                keys.add("list:" + i);
            }

            assertThat(scanned(client)).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(scanned(client, "COUNT", "7")).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(scanned(client, "MATCH", "list:1*", "COUNT", "50"))
                    .hasSize(111)
                    .allMatch(k -> k.startsWith("list:1"));
            assertThat(scanned(client, "TYPE", "string")).hasSize(300).allMatch(k -> k.startsWith("string:"));
            assertThat(scanned(client, "MATCH", "none*")).isEmpty();
            assertThat(words(client.call("KEYS", "*"))).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(client.call("DBSIZE")).isEqualTo(":600\r\n");
        }
    }

    private static List<String> scanned(RawClient client, String... options) throws IOException {
        List<String> found = new ArrayList<>();
        String cursor = "0";
        do {
            String[] words =
                    Stream.concat(Stream.of("SCAN", cursor), Stream.of(options)).toArray(String[]::new);
            List<String> reply = words(client.call(words));
            cursor = reply.getFirst();
            assertThat(Long.parseLong(cursor)).isNotNegative();
            found.addAll(reply.subList(1, reply.size()));
        } while (!cursor.equals("0"));
        return found;
    }

    /// The bulk strings of a reply.
    private static List<String> words(String reply) {
        return reply.lines()
                .filter(line -> !line.startsWith("$") && !line.startsWith("*"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775808", "9223372036854775807", "1.5", "844424930131968"})
    void aCursorThatNoScanGaveIsInvalid(String cursor) throws IOException {
        assertThat(call("SCAN " + cursor)).isEqualTo("-ERR invalid cursor\r\n");
    }

    @Test
    void randomKeyFindsKeysOfEveryShardAndNoOther() throws IOException {
        try (RawClient client = three.client()) {
            Set<String> keys = new HashSet<>();
            for (int shard = 0; shard < 3; shard++) {
                keys.add(three.keyOn(shard, "key"));
            }
            for (String key : keys) {
                client.call("SET", key, "v");
            }
            Set<String> chosen = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                chosen.addAll(words(client.call("RANDOMKEY")));
            }
            assertThat(chosen).isEqualTo(keys);
        }
    }

    @Test
    void scriptsAndFunctionsAreLoadedOnEveryShard() throws IOException {
        String library = "#!lua name=lib\nredis.register_function('put', function(keys, args) "
                + "return redis.call('SET', keys[1], args[1]) end)";
        try (RawClient client = three.client()) {
            List<String> loaded = words(client.call("SCRIPT", "LOAD", "return redis.call('GET', KEYS[1])"));
            assertThat(client.call("FUNCTION", "LOAD", library)).isEqualTo("$3\r\nlib\r\n");
            assertThat(client.call("SCRIPT", "EXISTS", loaded.getFirst(), "none"))
                    .isEqualTo("*2\r\n:1\r\n:0\r\n");
            for (int shard = 0; shard < 3; shard++) {
                String key = three.keyOn(shard, "s");
                assertThat(client.call("FCALL", "put", "1", key, "v")).isEqualTo("+OK\r\n");
                assertThat(client.call("EVALSHA", loaded.getFirst(), "1", key)).isEqualTo("$1\r\nv\r\n");
            }
            assertThat(client.call("FUNCTION", "LOAD", library)).isEqualTo("-ERR Library 'lib' already exists\r\n");
            assertThat(client.call("FUNCTION", "LOAD", "REPLACE", library)).isEqualTo("$3\r\nlib\r\n");
        }
    }

    @Test
    void settingsReachEveryShard() throws IOException {
        assertThat(call("CONFIG SET slowlog-max-len 77")).isEqualTo("+OK\r\n");
        for (int shard = 0; shard < 3; shard++) {
            assertThat(three.shard(shard).call("CONFIG", "GET", "slowlog-max-len"))
                    .contains("$2\r\n77\r\n");
        }
        assertThat(call("CONFIG GET slowlog-max-len")).isEqualTo("*2\r\n$15\r\nslowlog-max-len\r\n$2\r\n77\r\n");
    }

    @Test
    void waitComesBackThoughNoReplicaEverWill() throws IOException {
        try (Ambassador hasty = Ambassador.over(2)
                        .with(setup -> setup.role("timeout: 500ms"))
                        .start();
                RawClient client = hasty.client()) {
            assertThat(client.call("WAIT", "1", "0")).isEqualTo(":0\r\n");
            assertThat(client.call("WAIT", "1", "100000")).isEqualTo(":0\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESP2", "RESP3"})
    void aRealClientFindsOneServer(String protocol) throws IOException {
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + three.port() + "/2?clientName=app");
        client.setOptions(ClientOptions.builder()
                .protocolVersion(ProtocolVersion.valueOf(protocol))
                .build());
        try (var connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            for (int shard = 0; shard < 3; shard++) {
                redis.set(three.keyOn(shard, "k"), "v" + shard);
            }
            assertThat(redis.dbsize()).isEqualTo(3);
            assertThat(redis.keys("*")).hasSize(3);
            assertThat(redis.clientGetname()).isEqualTo("app");
            assertThat(redis.clientList()).contains("name=app");
            assertThat(redis.mget(three.keyOn(0, "k"), "none", three.keyOn(2, "k")))
                    .extracting(value -> value.getValueOrElse("-"))
                    .containsExactly("v0", "-", "v2");
            assertThat(redis.info("keyspace")).contains("db2:keys=3,expires=0");
            assertThat(redis.info()).contains("redis_version:7.", "attache_shards:3", "# Replication");
            assertThat(redis.scan().getKeys().size()).isLessThanOrEqualTo(3);
            assertThat(redis.command()).hasSizeGreaterThan(200);
        } finally {
            client.shutdown();
        }
    }
}
