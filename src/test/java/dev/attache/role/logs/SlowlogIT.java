package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RedisServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The slow log of a real Redis.
class SlowlogIT {
    private static final String INPUT = "{redis-slowlog: {cluster: sessions, interval: 100ms}}";

    @TempDir
    private Path folder;

    private static String clusters(RedisServer redis, String settings) {
        return "clusters: {sessions: {endpoints: [\"" + redis.address() + "\"]" + settings + "}}";
    }

    private static RedisServer slow(String... arguments) throws Exception {
        RedisServer redis = RedisServer.start(arguments);
        redis.call("CONFIG", "SET", "slowlog-log-slower-than", "0");
        return redis;
    }

    private static List<String> naming(Adapter adapter, String word) throws Exception {
        return adapter.lines().stream().filter(each -> each.contains(word)).toList();
    }

    @Test
    void commandsArriveOnceWithTheirTimeAndDurationThroughARestartOfEitherSide() throws Exception {
        try (RedisServer redis = slow()) {
            try (Adapter adapter = Adapter.start(folder, INPUT, clusters(redis, ""))) {
                redis.call("SET", "first", "value");
                Eventually.passes(
                        () -> assertThat(naming(adapter, "SET first value")).hasSize(1));
                assertThat(naming(adapter, "SET first value").getFirst())
                        .contains("\"duration_us\":", "\"id\":", "\"server\":\"" + redis.address(), "\"time\":\"20");
                adapter.drain();
            }
            redis.call("SET", "second", "value");
            try (Adapter adapter = Adapter.start(folder, INPUT, clusters(redis, ""))) {
                Eventually.passes(
                        () -> assertThat(naming(adapter, "SET second value")).hasSize(1));
                assertThat(naming(adapter, "SET first value")).as("not again").hasSize(1);

                redis.restartEmpty();
                redis.call("CONFIG", "SET", "slowlog-log-slower-than", "0");
                redis.call("SET", "third", "value");
                Eventually.passes(
                        () -> assertThat(naming(adapter, "SET third value")).hasSize(1));
            }
        }
    }

    @Test
    void whatTheServerHasForgottenIsTold() throws Exception {
        try (RedisServer redis = slow();
                Adapter adapter = Adapter.start(
                        folder, "{redis-slowlog: {cluster: sessions, interval: 500ms}}", clusters(redis, ""))) {
            redis.call("SET", "first", "value");
            Eventually.passes(
                    () -> assertThat(naming(adapter, "SET first value")).hasSize(1));
            redis.call("CONFIG", "SET", "slowlog-max-len", "5");
            for (int i = 0; i < 50; i++) {
                redis.call("SET", "many", "value");
            }
            Eventually.passes(() ->
                    assertThat(adapter.observer().messages()).anyMatch(each -> each.contains("raise slowlog-max-len")));
        }
    }

    @Test
    void aServerThatWantsAPasswordIsGivenItAndOneThatIsGoneIsToldOfOnce() throws Exception {
        try (RedisServer redis = slow()) {
            redis.call("CONFIG", "SET", "requirepass", "secret");
            try (Adapter adapter = Adapter.start(folder, INPUT, clusters(redis, ", auth: {password: secret}"))) {
                Eventually.passes(
                        () -> assertThat(naming(adapter, "requirepass")).isNotEmpty());
                redis.kill();
                Eventually.passes(() -> assertThat(adapter.observer().messages())
                        .anyMatch(each -> each.contains("the slow log of " + redis.address())));
                assertThat(adapter.observer().messages().stream().filter(each -> each.contains("the slow log of")))
                        .hasSize(1);
            }
        }
    }
}
