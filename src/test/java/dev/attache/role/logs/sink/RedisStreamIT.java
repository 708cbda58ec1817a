package dev.attache.role.logs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stream of a real Redis, through what may happen to it.
class RedisStreamIT {
    private static final String QUICK =
            "delivery: {records: 10, wait: 10ms, pause-first: 5ms, pause-last: 100ms, timeout: 500ms}";
    private static final Pattern LINE = Pattern.compile("line [0-9]+ of the app");

    @TempDir
    private Path folder;

    private LogsRun run(RedisServer redis, String more) throws Exception {
        return LogsRun.start(
                folder,
                "redis-stream: {address: '%s', stream: s, encode: raw, %s%s}".formatted(redis.address(), more, QUICK));
    }

    private static List<String> entries(RedisServer redis) throws IOException {
        return LINE.matcher(redis.call("XRANGE", "s", "-", "+"))
                .results()
                .map(each -> each.group())
                .toList();
    }

    @Test
    void recordsArriveInTheirOrderAndTheStreamStaysBounded() throws Exception {
        try (RedisServer redis = RedisServer.start("--stream-node-max-entries", "10");
                LogsRun run = run(redis, "length-max: 50, field: line, ")) {
            run.write(0, 500);
            run.awaitDelivered(500);

            List<String> kept = entries(redis);
            assertThat(kept).hasSizeBetween(50, 70).isEqualTo(run.lines(500 - kept.size(), 500));
            assertThat(redis.call("XRANGE", "s", "-", "+", "COUNT", "1")).contains("$4\r\nline\r\n");
        }
    }

    @Test
    void aServerThatIsKilledAndComesBackGetsWhatItHasNotAcknowledged() throws Exception {
        try (RedisServer redis = RedisServer.start();
                LogsRun run = run(redis, "")) {
            run.write(0, 50);
            run.awaitDelivered(50);
            redis.kill();
            run.write(50, 100);
            Eventually.passes(() -> assertThat(run.messages()).anyMatch(each -> each.contains("connection refused")));

            redis.restartEmpty();

            run.awaitDelivered(100);
            assertThat(entries(redis)).containsExactlyElementsOf(run.lines(50, 100));
        }
    }

    @Test
    void aServerThatStandsStillIsLeftAndGetsEverythingOnceItGoesOn() throws Exception {
        try (RedisServer redis = RedisServer.start();
                LogsRun run = run(redis, "")) {
            run.write(0, 10);
            run.awaitDelivered(10);
            redis.suspend();
            run.write(10, 60);
            Eventually.passes(
                    () -> assertThat(run.messages()).anyMatch(each -> each.contains("does not answer in time")));
            redis.resume();

            run.awaitDelivered(60);
            List<String> entries = entries(redis);
            assertThat(entries.stream().distinct().toList()).containsExactlyElementsOf(run.lines(0, 60));
        }
    }

    @Test
    void aServerWithoutMemoryIsWaitedFor() throws Exception {
        try (RedisServer redis = RedisServer.start("--maxmemory", "1");
                LogsRun run = run(redis, "")) {
            run.write(0, 30);
            Eventually.passes(() -> assertThat(run.messages()).anyMatch(each -> each.contains("OOM")));
            redis.call("CONFIG", "SET", "maxmemory", "0");

            run.awaitDelivered(30);
            assertThat(entries(redis)).containsExactlyElementsOf(run.lines(0, 30));
        }
    }

    @Test
    void aKeyOfAnotherTypeAndAWrongPasswordHoldEverything() throws Exception {
        try (RedisServer redis = RedisServer.start("--requirepass", "secret");
                LogsRun run = run(redis, "credentials: {password: wrong}, ")) {
            run.write(0, 5);
            Eventually.passes(() -> assertThat(run.messages()).anyMatch(each -> each.contains("WRONGPASS")));
            assertThat(run.messages()).noneMatch(each -> each.contains("credentials"));
        }
        try (RedisServer redis = RedisServer.start();
                LogsRun run = run(redis, "")) {
            redis.call("SET", "s", "a string");
            run.write(5, 10);
            Eventually.passes(() -> assertThat(run.messages()).anyMatch(each -> each.contains("WRONGTYPE")));
            redis.call("DEL", "s");
            run.awaitDelivered(5);
            assertThat(run.sample("log_records_dead")).isZero();
        }
    }

    @Test
    void aRecordThatTheServerWillNotHaveIsKeptAside() throws Exception {
        try (RedisServer redis = RedisServer.start("--proto-max-bulk-len", "1mb");
                LogsRun run = LogsRun.start(
                        folder,
                        "redis-stream: {address: '%s', stream: s, encode: ndjson, %s}"
                                .formatted(redis.address(), QUICK))) {
            List<String> lines = new ArrayList<>(run.lines(0, 20));
            lines.add(7, "\u0001".repeat(300_000));
            run.write(lines);

            run.awaitDelivered(20);
            assertThat(entries(redis).stream().distinct().toList()).containsExactlyElementsOf(run.lines(0, 20));
            assertThat(run.deadLetters("redis-stream"))
                    .singleElement()
                    .asString()
                    .contains("Protocol error");
        }
    }

    @Test
    void anEndpointOfAClusterThatIsGoneIsReplacedByTheNext() throws Exception {
        try (RedisServer first = RedisServer.start();
                RedisServer second = RedisServer.start();
                LogsRun run = LogsRun.start(
                        folder,
                        "redis-stream: {cluster: c, stream: s, encode: raw, " + QUICK + "}",
                        "clusters: {c: {endpoints: ['%s', '%s']}}".formatted(first.address(), second.address()))) {
            run.write(0, 20);
            run.awaitDelivered(20);
            first.kill();
            run.write(20, 40);
            run.awaitDelivered(40);

            assertThat(entries(second)).containsExactlyElementsOf(run.lines(20, 40));
        }
    }
}
