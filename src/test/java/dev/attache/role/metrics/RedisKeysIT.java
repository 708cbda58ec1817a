package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.config.ConfigException;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of keys that no exporter of Debian's age knows, and at the bounds.
class RedisKeysIT {
    @TempDir
    private Path folder;

    private static RedisServer server;

    @BeforeAll
    static void begin() throws IOException {
        server = RedisServer.start();
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    private static Adapter before(String settings) throws Exception {
        return Adapter.start("""
            series-max: 20000
            sources:
              cache:
                kind: redis
                address: 127.0.0.1:%d
            """.formatted(server.port()) + settings.indent(4));
    }

    @Test
    void valuesStayUntoldWhereTheFileSaysSo() throws Exception {
        server.call("SET", "secret", "hush");
        try (Adapter attache = before("keys: [secret]\nvalues: false")) {
            assertThat(attache.page())
                    .contains("redis_key_size{db=\"db0\",key=\"secret\"} 4")
                    .contains("redis_key_memory_usage_bytes{db=\"db0\",key=\"secret\"}")
                    .doesNotContain("hush", "redis_key_value");
        }
    }

    @Test
    void aStreamTellsItsOldestAndNewestEntry() throws Exception {
        server.call("XADD", "events", "1000-1", "a", "b");
        server.call("XADD", "events", "2000-7", "a", "b");
        server.call("XGROUP", "CREATE", "empty", "workers", "0", "MKSTREAM");
        try (Adapter attache = before("streams: [events, empty]")) {
            Page page = attache.read();

            assertThat(page.value("redis_stream_first_entry_id{db=\"db0\",stream=\"events\"}"))
                    .isEqualTo(1000);
            assertThat(page.value("redis_stream_last_entry_id{db=\"db0\",stream=\"events\"}"))
                    .isEqualTo(2000);
            assertThat(page.value("redis_stream_last_entry_id{db=\"db0\",stream=\"empty\"}"))
                    .isZero();
        }
    }

    @Test
    void whatScriptsReturnIsTold() throws Exception {
        Path good = Files.writeString(folder.resolve("good"), "return {'jobs', '3', 'workers', '1.5'}");
        Path bad = Files.writeString(folder.resolve("bad"), "return redis.call('NOSUCHCOMMAND')");
        Path empty = Files.writeString(folder.resolve("empty"), "return {}");
        Path none = folder.resolve("none");
        try (Adapter attache = before("scripts: [" + good + ", " + bad + ", " + empty + ", " + none + "]")) {
            Page page = attache.read();

            assertThat(page.value("redis_script_values{filename=\"" + good + "\",key=\"workers\"}"))
                    .isEqualTo(1.5);
            assertThat(page.value("redis_script_result{filename=\"" + good + "\"}"))
                    .isEqualTo(1);
            assertThat(page.value("redis_script_result{filename=\"" + bad + "\"}"))
                    .isZero();
            assertThat(page.value("redis_script_result{filename=\"" + empty + "\"}"))
                    .isEqualTo(2);
            assertThat(page.value("redis_script_result{filename=\"" + none + "\"}"))
                    .isZero();
            assertThat(page.value("redis_up")).isEqualTo(1);
            assertThat(String.join("\n", attache.observer().messages())).contains("script " + bad, "script " + none);
        }
    }

    @Test
    void patternsFindNoMoreKeysThanTheirBound() throws Exception {
        try (RawClient client = server.connect()) {
            client.call("SELECT", "5");
            for (int i = 0; i < 10_500; i++) {
                client.command("SET", "key" + i, "1");
            }
            client.replies(10_500);
        }
        try (Adapter attache = before("keys: [\"db5=key*\"]\nkey-groups: [\"^(key.*)$\"]\nkey-groups-max: 10")) {
            Page page = attache.read();

            assertThat(page.series().keySet().stream().filter(each -> each.startsWith("redis_key_size{db=\"db5\"")))
                    .hasSize(10_000);
            assertThat(page.series().keySet().stream()
                            .filter(each -> each.startsWith("redis_key_group_count{db=\"db5")))
                    .hasSize(10);
            assertThat(page.value("redis_key_group_count{db=\"db5\",key_group=\"overflow\"}"))
                    .isEqualTo(10_491);
            assertThat(String.join("\n", attache.observer().messages())).contains("patterns find 10000 keys or more");
        }
    }

    @Test
    void aGroupWithoutANameIsAMistakeOfTheFile() {
        String source = "sources: {cache: {kind: redis, address: \"127.0.0.1:" + FreePorts.next() + "\", ";

        assertThatThrownBy(() -> Adapter.start(source + "key-groups: [user]}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("needs parentheses around what names the group");
        assertThatThrownBy(() -> Adapter.start(source + "key-groups: [\"(\"]}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("is no pattern that RE2 reads");
        assertThatThrownBy(() -> Adapter.start(source + "user: ann}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("user: needs a password");
    }
}
