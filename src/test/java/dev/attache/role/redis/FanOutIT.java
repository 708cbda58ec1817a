package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Commands that concern every shard.
final class FanOutIT {
    private static final String LIBRARY =
            "#!lua name=lib\nredis.register_function('f', function(keys, args) return 'from ' .. keys[1] end)";

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
        call("FLUSHALL");
        call("FUNCTION", "FLUSH");
        call("SCRIPT", "FLUSH");
    }

    private static String call(String... words) throws IOException {
        try (RawClient client = attache.client()) {
            return client.call(words);
        }
    }

    private static List<String> onEachShard(String... words) throws IOException {
        List<String> replies = new ArrayList<>();
        for (int shard = 0; shard < 3; shard++) {
            replies.add(attache.shard(shard).call(words));
        }
        return replies;
    }

    private static void fill(int shard, int keys) throws IOException {
        try (RawClient client = attache.shard(shard).connect()) {
            for (int i = 0; i < keys; i++) {
                client.command("SET", "shard " + shard + " key " + i, "v");
            }
            client.replies(keys);
        }
    }

    @Test
    void keysOfAllShardsAreCountedFlushedAndListed() throws IOException {
        fill(0, 3);
        fill(1, 5);
        fill(2, 7);
        assertThat(call("DBSIZE")).isEqualTo(":15\r\n");
        assertThat(call("KEYS", "*")).startsWith("*15\r\n");
        assertThat(call("KEYS", "shard 1*")).startsWith("*5\r\n");
        assertThat(call("FLUSHDB")).isEqualTo("+OK\r\n");
        assertThat(onEachShard("DBSIZE")).containsOnly(":0\r\n");
    }

    @Test
    void keysThatAreTooManyToMergeAreRefusedAndScanStillServes() throws IOException {
        try (Ambassador small = Ambassador.over(2)
                        .with(setup -> setup.role("limits: {merge: 64KiB}"))
                        .start();
                RawClient client = small.client()) {
            for (int i = 0; i < 2_000; i++) {
                client.command("SET", "a key with a rather long name " + i, "v");
            }
            client.replies(2_000);
            assertThat(client.call("KEYS", "*")).startsWith("-ERR attache: the merged reply is larger");
            assertThat(client.call("KEYS", "*9")).startsWith("*200\r\n");
            assertThat(client.call("SCAN", "0", "COUNT", "100")).startsWith("*2\r\n$");
            assertThat(client.call("DBSIZE")).isEqualTo(":2000\r\n");
        }
    }

    @Test
    void randomKeysComeFromEachShardAsOftenAsItHasKeys() throws IOException {
        fill(0, 10);
        fill(1, 90);
        try (RawClient client = attache.client()) {
            int fromSecond = 0;
            for (int i = 0; i < 1_000; i++) {
                client.command("RANDOMKEY");
            }
            for (int i = 0; i < 1_000; i++) {
                fromSecond += client.reply().contains("shard 1 ") ? 1 : 0;
            }
            assertThat(fromSecond).isBetween(850, 950);
        }
    }

    @Test
    void scriptsAreKnownToAllShardsOrToNone() throws IOException {
        String digest = call("SCRIPT", "LOAD", "return 1").split("\r\n")[1];
        assertThat(onEachShard("SCRIPT", "EXISTS", digest)).containsOnly("*1\r\n:1\r\n");
        attache.shard(1).call("SCRIPT", "FLUSH");
        assertThat(call("SCRIPT", "EXISTS", digest)).isEqualTo("*1\r\n:0\r\n");
        assertThat(call("SCRIPT", "FLUSH")).isEqualTo("+OK\r\n");
        assertThat(onEachShard("SCRIPT", "EXISTS", digest)).containsOnly("*1\r\n:0\r\n");
        assertThat(call("SCRIPT", "LOAD", "this is no script")).startsWith("-ERR Error compiling script");
    }

    @Test
    void functionsAreLoadedDumpedRestoredAndDeletedEverywhere() throws IOException {
        assertThat(call("FUNCTION", "LOAD", LIBRARY)).isEqualTo("$3\r\nlib\r\n");
        for (int shard = 0; shard < 3; shard++) {
            String key = attache.keyOn(shard, "k");
            assertThat(call("FCALL", "f", "1", key)).contains("from " + key);
        }
        try (RawClient client = attache.client()) {
            String dump = client.call("FUNCTION", "DUMP");
            String payload = dump.substring(dump.indexOf('\n') + 1, dump.length() - 2);
            assertThat(client.call("FUNCTION", "DELETE", "lib")).isEqualTo("+OK\r\n");
            assertThat(onEachShard("FUNCTION", "LIST")).containsOnly("*0\r\n");
            assertThat(client.call("FUNCTION", "RESTORE", payload)).isEqualTo("+OK\r\n");
            assertThat(onEachShard("FUNCTION", "LIST")).allMatch(reply -> reply.startsWith("*1\r\n"));
            assertThat(client.call("FUNCTION", "FLUSH")).isEqualTo("+OK\r\n");
            assertThat(onEachShard("FUNCTION", "LIST")).containsOnly("*0\r\n");
        }
    }

    @Test
    void settingsReachEveryShard() throws IOException {
        assertThat(call("CONFIG", "SET", "maxmemory-samples", "7", "hz", "11")).isEqualTo("+OK\r\n");
        assertThat(onEachShard("CONFIG", "GET", "maxmemory-samples")).allMatch(reply -> reply.contains("$1\r\n7\r\n"));
        call("CONFIG", "RESETSTAT");
        assertThat(onEachShard("INFO", "stats")).allMatch(reply -> reply.contains("keyspace_hits:0"));
    }

    @Test
    void memoryIsToldOfTheKeysShardAndFreedOnAll() throws IOException {
        String key = attache.keyOn(2, "k");
        call("SET", key, "v".repeat(10_000));
        assertThat(call("MEMORY", "USAGE", key)).isEqualTo(attache.shard(2).call("MEMORY", "USAGE", key));
        assertThat(call("MEMORY", "PURGE")).isEqualTo("+OK\r\n");
        assertThat(call("MEMORY", "DOCTOR")).startsWith("$");
        assertThat(call("MEMORY", "STATS")).startsWith("*").contains("peak.allocated");
    }

    @Test
    void waitAnswersTheSmallestNumberOfReplicas() throws IOException {
        assertThat(call("WAIT", "0", "0")).isEqualTo(":0\r\n");
        assertThat(call("WAIT", "2", "20")).isEqualTo(":0\r\n");
    }

    @Test
    void theSlowLogHasTheNewestEntriesOfAllShardsAndNoMoreThanAsked() throws IOException {
        call("CONFIG", "SET", "slowlog-log-slower-than", "0");
        call("SLOWLOG", "RESET");
        for (int shard = 0; shard < 3; shard++) {
            for (int i = 0; i < 5; i++) {
                call("GET", attache.keyOn(shard, "slow" + i + ":"));
            }
        }
        call("CONFIG", "SET", "slowlog-log-slower-than", "10000");
        assertThat(call("SLOWLOG", "GET", "4")).startsWith("*4\r\n*6\r\n");
        assertThat(call("SLOWLOG", "GET")).startsWith("*10\r\n");
        String all = call("SLOWLOG", "GET", "-1");
        for (int shard = 0; shard < 3; shard++) {
            assertThat(all).contains(attache.keyOn(shard, "slow4:"));
        }
        assertThat(call("SLOWLOG", "RESET")).isEqualTo("+OK\r\n");
        assertThat(call("SLOWLOG", "LEN")).isEqualTo(":0\r\n");
    }

    @Test
    void aSplitCommandIsOneCommandAShardHoweverManyItsKeys() throws IOException {
        String[] get = new String[101];
        String[] delete = new String[101];
        get[0] = "MGET";
        delete[0] = "DEL";
        for (int i = 1; i <= 100; i++) {
            get[i] = attache.keyOn(i % 3, "k" + i + ":");
            delete[i] = get[i];
        }
        try (RawClient client = attache.client()) {
            client.call("CONFIG", "RESETSTAT");
            assertThat(client.call(get)).isEqualTo("*100\r\n" + "$-1\r\n".repeat(100));
            assertThat(client.call(delete)).isEqualTo(":0\r\n");
        }
        for (int i = 0; i < 3; i++) {
            assertThat(attache.shard(i).call("INFO", "commandstats"))
                    .contains("cmdstat_mget:calls=1,", "cmdstat_del:calls=1,");
        }
    }

    @Test
    void informationOfAllShardsIsOneServers() throws IOException {
        fill(0, 2);
        fill(1, 3);
        call("CONFIG", "RESETSTAT");
        for (int shard = 0; shard < 3; shard++) {
            call("GET", attache.keyOn(shard, "k"));
        }
        String info = call("INFO", "everything");
        assertThat(info)
                .contains("db0:keys=5,expires=0,avg_ttl=0\r\n")
                .contains("cmdstat_get:calls=3,")
                .contains("keyspace_misses:3\r\n")
                .contains("redis_mode:standalone\r\n", "role:master\r\n", "connected_clients:1\r\n");
        String one = attache.shard(0).call("INFO", "everything");
        assertThat(names(info)).containsAll(names(one.replaceAll("(?m)^(executable|config_file|run_id):.*$", "")));
        assertThat(call("INFO", "keyspace")).isEqualTo("$44\r\n# Keyspace\r\ndb0:keys=5,expires=0,avg_ttl=0\r\n\r\n");
        assertThat(call("INFO", "nonsense")).isEqualTo(attache.shard(0).call("INFO", "nonsense"));
    }

    /// The sections and fields in their order, those that come and go left out.
    private static List<String> names(String info) {
        return info.lines()
                .filter(line -> line.startsWith("# ") || line.indexOf(':') > 0)
                .map(line -> line.startsWith("# ") ? line : line.substring(0, line.indexOf(':')))
                .filter(name -> !name.startsWith("cmdstat_") && !name.startsWith("latency_percentiles"))
                .toList();
    }
}
