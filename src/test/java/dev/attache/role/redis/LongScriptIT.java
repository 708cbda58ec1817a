package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Scripts that run for long, and what they give back.
final class LongScriptIT {
    private static final String[] ENDLESS = {"EVAL", "while true do end", "1"};

    @Test
    void aScriptThatDoesNotEndIsKilledThoughItHoldsUpTheConnectionItCameBy() throws IOException {
        try (Ambassador attache = Ambassador.over(3).start();
                RawClient caller = attache.client();
                RawClient killer = attache.client()) {
            assertThat(killer.call("SCRIPT", "KILL")).isEqualTo("-NOTBUSY No scripts in execution right now.\r\n");
            killer.call("CONFIG", "SET", "busy-reply-threshold", "20");

            caller.command(ENDLESS[0], ENDLESS[1], ENDLESS[2], attache.keyOn(1, "k"));
            Eventually.passes(() -> assertThat(attache.shard(1).call("PING")).startsWith("-BUSY"));

            assertThat(killer.call("SCRIPT", "KILL")).isEqualTo("+OK\r\n");
            assertThat(caller.reply()).startsWith("-ERR").contains("Script killed by user");
            assertThat(killer.call("GET", attache.keyOn(1, "k"))).isEqualTo("$-1\r\n");
        }
    }

    @Test
    void whoComesByTheSameConnectionHearsThatTheShardIsBusyAfterTwiceTheTimeOut() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("timeout: 200ms").cluster("eject: {failures: 1000, for: 1m}"))
                        .start();
                RawClient caller = attache.client();
                RawClient other = attache.client()) {
            other.call("CONFIG", "SET", "busy-reply-threshold", "20");
            String key = attache.keyOn(1, "k");
            caller.command(ENDLESS[0], ENDLESS[1], ENDLESS[2], key);
            Eventually.passes(() -> assertThat(attache.shard(1).call("PING")).startsWith("-BUSY"));

            assertThat(other.call("GET", key)).containsAnyOf("did not answer in time", "-BUSY ");
            Eventually.passes(() -> assertThat(other.call("GET", key)).startsWith("-BUSY "));

            assertThat(caller.reply()).contains("did not answer in time");
            assertThat(other.call("SCRIPT", "KILL")).isEqualTo("+OK\r\n");
            Eventually.passes(() -> assertThat(other.call("GET", key)).isEqualTo("$-1\r\n"));
        }
    }

    @Test
    void aShardThatIsEjectedBecauseOfItsScriptIsFreedOfIt() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("timeout: 200ms").cluster("eject: {failures: 1, for: 1m}"))
                        .start();
                RawClient caller = attache.client();
                RawClient killer = attache.client()) {
            killer.call("CONFIG", "SET", "busy-reply-threshold", "20");
            String key = attache.keyOn(1, "k");
            assertThat(caller.call(ENDLESS[0], ENDLESS[1], ENDLESS[2], key)).contains("did not answer in time");
            Eventually.passes(() -> assertThat(killer.call("GET", key)).contains("is out of service"));

            assertThat(killer.call("SCRIPT", "KILL")).isEqualTo("+OK\r\n");

            Eventually.passes(() -> assertThat(attache.shard(1).call("PING")).isEqualTo("+PONG\r\n"));
        }
    }

    @Test
    void aFunctionThatDoesNotEndIsKilled() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                RawClient caller = attache.client();
                RawClient killer = attache.client3()) {
            killer.call("CONFIG", "SET", "busy-reply-threshold", "20");
            String library = "#!lua name=lib\nredis.register_function('spin', function() while true do end end)";
            assertThat(killer.call("FUNCTION", "LOAD", library)).isEqualTo("$3\r\nlib\r\n");
            caller.command("FCALL", "spin", "1", attache.keyOn(0, "k"));
            Eventually.passes(() -> assertThat(attache.shard(0).call("PING")).startsWith("-BUSY"));

            assertThat(killer.call("SCRIPT", "KILL")).startsWith("-");
            assertThat(killer.call("FUNCTION", "KILL")).isEqualTo("+OK\r\n");

            assertThat(caller.reply()).startsWith("-ERR").contains("Script killed by user");
        }
    }

    @Test
    void aReplyThatIsNestedAsDeepAsRedisNestsPasses() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                RawClient client = attache.client()) {
            client.command("EVAL", "local a = {}; local b = {a}; a[1] = b; return a", "0");

            int depth = 0;
            String line = client.readBytes(4);
            while (line.equals("*1\r\n")) {
                depth++;
                line = client.readBytes(4);
            }

            assertThat(line + client.readBytes("reached lua stack limit\r\n".length() + 1))
                    .isEqualTo("-ERR reached lua stack limit\r\n");
            assertThat(depth).isGreaterThan(7_000);
            assertThat(client.call("PING")).isEqualTo("+PONG\r\n");
        }
    }
}
