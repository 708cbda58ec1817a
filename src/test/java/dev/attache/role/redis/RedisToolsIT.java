package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Program;
import dev.attache.testing.RawClient;
import dev.attache.testing.TempFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Redis's own tools, `redis-cli` and `redis-benchmark`, which take attache before three servers for one.
final class RedisToolsIT {
    private static final int KEYS = 500;

    private static Ambassador attache;
    private static TempFolder folder;

    @BeforeAll
    static void start() throws IOException {
        folder = TempFolder.create("tools");
        attache = Ambassador.over(3).start();
    }

    @AfterAll
    static void stop() throws IOException {
        attache.close();
        folder.close();
    }

    @BeforeEach
    void fill() throws IOException {
        StringBuilder commands = new StringBuilder(RawClient.toResp("FLUSHALL"));
        for (int i = 0; i < KEYS; i++) {
            commands.append(RawClient.toResp("SET", "string:" + i, "v".repeat(i)));
        }
        commands.append(RawClient.toResp("RPUSH", "list", "a", "b", "c"));
        try (RawClient client = attache.client()) {
            client.send(commands.toString()).replies(KEYS + 2);
        }
    }

    private static String run(Duration wait, Program program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(program.path().toString(), "-h", "127.0.0.1", "-p", Integer.toString(attache.port())));
        command.addAll(List.of(arguments));
        return run(wait, command);
    }

    private static String run(Duration wait, List<String> command) throws IOException {
        try (ChildProcess process = ChildProcess.start(folder.path(), Map.of(), command)) {
            int status = process.awaitExit(wait);
            assertThat(status).as(process.outputTail()).isZero();
            return process.output();
        }
    }

    private static String cli(String... arguments) throws IOException {
        return run(Duration.ofSeconds(30), Program.REDIS_CLI, arguments);
    }

    @Test
    void theCliFindsEveryKeyByScanning() throws IOException {
        assertThat(cli("--scan").lines()).hasSize(KEYS + 1).contains("string:499", "list");
        assertThat(cli("--scan", "--pattern", "string:4*").lines()).hasSize(111);
    }

    @Test
    void theCliFindsTheLargestKeys() throws IOException {
        assertThat(cli("--bigkeys"))
                .contains("Sampled 501 keys in the keyspace!")
                .contains("Biggest string found '\"string:499\"' has 499 bytes")
                .contains("Biggest   list found '\"list\"' has 3 items");
        assertThat(cli("--memkeys"))
                .contains("Sampled 501 keys in the keyspace!")
                .contains("Biggest string found '\"string:4");
    }

    @Test
    void theCliMeasuresLatencyAndStatistics() throws IOException {
        assertThat(cliForAWhile("--latency")).containsPattern("\\d+ \\d+ [\\d.]+ \\d+");
        assertThat(cliForAWhile("-i", "0.1", "--stat")).contains("keys", "501").doesNotContain("ERR");
    }

    /// A mode of the client that ends by a signal only.
    private static String cliForAWhile(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("timeout", "-s", "INT", "2", "stdbuf", "-oL"));
        command.addAll(List.of(Program.REDIS_CLI.path().toString(), "-p", Integer.toString(attache.port())));
        command.addAll(List.of(arguments));
        try (ChildProcess process = ChildProcess.start(folder.path(), Map.of(), command)) {
            process.awaitExit(Duration.ofSeconds(20));
            return process.output();
        }
    }

    @Test
    void theCliPipesMassInsertions() throws IOException {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            commands.append(RawClient.toResp("SET", "piped:" + i, "value " + i));
        }
        Path file = Files.writeString(folder.path().resolve("commands"), commands, StandardCharsets.US_ASCII);
        String pipe = "%s -p %d --pipe < %s".formatted(Program.REDIS_CLI.path(), attache.port(), file);

        assertThat(run(Duration.ofSeconds(30), List.of("sh", "-c", pipe))).contains("errors: 0, replies: 20000");
        assertThat(cli("DBSIZE").strip()).isEqualTo(Integer.toString(KEYS + 1 + 20_000));
    }

    @Test
    void theCliSpeaksBothVersionsAndShowsItsHelp() throws IOException {
        assertThat(cli("-3", "HELLO")).contains("proto 3");
        assertThat(cli("-2", "LRANGE", "list", "0", "-1")).isEqualTo("a\nb\nc\n");
        assertThat(cli("-n", "4", "DBSIZE").strip()).isEqualTo("0");
        assertThat(cli("--eval", script().toString(), "string:7").strip()).isEqualTo("vvvvvvv");
    }

    private static Path script() throws IOException {
        return Files.writeString(folder.path().resolve("get.lua"), "return redis.call('GET', KEYS[1])");
    }

    @Test
    void theBenchmarkRunsAllItsTests() throws IOException {
        String report = run(Duration.ofMinutes(2), new Program("redis-benchmark", "redis-tools"), "-q", "-n", "2000");

        assertThat(report)
                .contains("PING_INLINE", "PING_MBULK", "SET", "GET", "INCR", "LPUSH", "RPUSH", "LPOP", "RPOP", "SADD")
                .contains("HSET", "SPOP", "ZADD", "ZPOPMIN", "LRANGE_600", "MSET (10 keys)")
                .doesNotContain("Error", "ERR", "WARNING");
    }
}
