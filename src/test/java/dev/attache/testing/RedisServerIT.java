package dev.attache.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RedisServerIT {
    @Test
    void aStartedServerAnswersOnItsPort() throws IOException {
        try (RedisServer redis = RedisServer.start();
                RawClient client = redis.connect()) {
            assertThat(client.call("SET", "k", "v")).isEqualTo("+OK\r\n");
            assertThat(client.call("GET", "k")).isEqualTo("$1\r\nv\r\n");
        }
    }

    @Test
    void aServerWithAPasswordCountsAsAnswering() throws IOException {
        try (RedisServer redis = RedisServer.start("--requirepass", "secret")) {
            assertThat(redis.call("PING")).startsWith("-NOAUTH");
        }
    }

    @Test
    void anArgumentThatTheServerRefusesIsShownInItsOwnWords() {
        assertThatThrownBy(() -> RedisServer.start("--no-such-option", "1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-option");
    }

    @Test
    void aSuspendedServerStaysSilentUntilItIsResumed() throws IOException {
        try (RedisServer redis = RedisServer.start();
                RawClient client = redis.connect()) {
            redis.suspend();
            client.command("PING").expectSilence(Duration.ofMillis(100));
            redis.resume();
            assertThat(client.reply()).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void aRestartedServerIsEmptyAndOnTheSamePort() throws IOException {
        try (RedisServer redis = RedisServer.start()) {
            redis.call("SET", "k", "v");
            redis.kill();
            assertThat(FreePorts.isFree(redis.port())).isTrue();
            redis.restartEmpty();
            assertThat(redis.call("GET", "k")).isEqualTo("$-1\r\n");
        }
    }

    @Test
    void aClosedServerLeavesNoProcess() throws IOException {
        long pid;
        try (RedisServer redis = RedisServer.start()) {
            pid = redis.pid();
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void repliesOfEveryShapeAreReadWholeAndUnchanged() throws IOException {
        try (RedisServer redis = RedisServer.start("--enable-debug-command", "local");
                RawClient client = redis.connect()) {
            client.sendInChunksOf(1, RawClient.toResp("EVAL", "return {1,{'a',false},'b'}", "0"));
            assertThat(client.reply()).isEqualTo("*3\r\n:1\r\n*2\r\n$1\r\na\r\n$-1\r\n$1\r\nb\r\n");
            assertThat(client.call("HELLO", "3")).startsWith("%7\r\n$6\r\nserver\r\n$5\r\nredis\r\n");
            assertThat(client.call("GET", "absent")).isEqualTo("_\r\n");
            assertThat(client.call("DEBUG", "PROTOCOL", "attrib")).startsWith("|1\r\n");
            assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
            client.command("QUIT");
            assertThat(client.readToEnd()).isEqualTo("+OK\r\n");
        }
    }
}
