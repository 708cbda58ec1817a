package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What happens at each bound of `limits`, and that it happens to nobody else. Those of bulks and arguments stand in
/// [ReloadIT], that of merged replies in [FanOutIT], that of the backlog in [ShardBreaksIT].
final class LimitsIT {
    @Test
    void aClientIsNotReadFromWhileTooManyOfItsCommandsAreUnanswered() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.role("limits: {unanswered: 50}"))
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "counter", "0")).isEqualTo("+OK\r\n");
            attache.shard(0).suspend();
            client.send(RawClient.toResp("INCR", "counter").repeat(5_000));
            Eventually.holds("the bound is reached", () -> attache.metric("attache_redis_commands_total") == 51);

            attache.shard(0).resume();

            for (int i = 1; i <= 5_000; i++) {
                assertThat(client.reply()).isEqualTo(":" + i + "\r\n");
            }
        }
    }

    @Test
    void repliesThatWaitForASlowShardAreBounded() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("limits: {output: 2MiB}"))
                        .start();
                RawClient greedy = attache.client();
                RawClient other = attache.client()) {
            String slow = attache.keyOn(0, "slow");
            String large = attache.keyOn(1, "large");
            assertThat(other.call("GET", slow)).isEqualTo("$-1\r\n");
            other.call("SET", large, "x".repeat(300_000));
            attache.shard(0).suspend();

            greedy.send(RawClient.toResp("GET", slow)
                    + RawClient.toResp("GET", large).repeat(20));

            assertThat(greedy.expectClosed()).isEmpty();
            assertThat(attache.metric("attache_redis_outputs_over_limit_total")).isEqualTo(1);
            assertThat(other.call("STRLEN", large)).isEqualTo(":300000\r\n");
        }
    }

    @Test
    void aCommandOnSeveralKeysThatIsTooLargeToHoldEndsItsConnection() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("limits: {gather: 1MiB}"))
                        .start();
                RawClient client = attache.client();
                RawClient other = attache.client()) {
            String value = "x".repeat(400_000);
            assertThat(client.call("MSET", "a", value, "b", value)).isEqualTo("+OK\r\n");

            client.send("*7\r\n$4\r\nMSET\r\n$1\r\nc\r\n$1048576\r\n");

            assertThat(client.readToEnd())
                    .isEqualTo("-ERR Protocol error: a command on several keys is larger than limits.gather\r\n");
            assertThat(other.call("EXISTS", "a", "b", "c")).isEqualTo(":2\r\n");
        }
    }

    @Test
    void aLineThatIsTooLongEndsItsConnection() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.role("limits: {line: 1KiB}"))
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.send("ECHO " + "x".repeat(1_000) + "\r\n").reply())
                    .startsWith("$1000\r\n");
            client.send("ECHO " + "x".repeat(2_000) + "\r\n");
            assertThat(client.readToEnd()).isEqualTo("-ERR Protocol error: too big inline request\r\n");
        }
    }

    private static String nested(int tables) {
        return "return " + "{".repeat(tables) + "1" + "}".repeat(tables);
    }

    @Test
    void aReplyThatIsNestedTooDeeplyIsNoReplyAndTheShardIsConnectedAnew() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.role("limits: {nesting: 16}"))
                        .start();
                RawClient client = attache.client()) {
            assertThat(client.call("EVAL", nested(16), "0")).isEqualTo("*1\r\n".repeat(16) + ":1\r\n");
            assertThat(client.call("EVAL", nested(17), "0"))
                    .isEqualTo("-ERR attache: shard 'shard-0' sent bytes that are no reply, the command may have run:"
                            + " too deep nesting\r\n");
            assertThat(client.call("SET", "k", "v")).isEqualTo("+OK\r\n");
        }
    }

    @Test
    void aPushThatNobodyAskedForIsDroppedAndShiftsNoReply() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .serverArguments("--enable-debug-command", "yes")
                        .start();
                RawClient client = attache.client3()) {
            client.send(RawClient.toResp("SET", "k", "v")
                    + RawClient.toResp("DEBUG", "PROTOCOL", "push")
                    + RawClient.toResp("GET", "k"));
            assertThat(client.replies(3))
                    .isEqualTo("+OK\r\n$40\r\nSome real reply following the push reply\r\n$1\r\nv\r\n");
            assertThat(attache.metric("attache_redis_pushes_dropped_total")).isEqualTo(1);
        }
    }
}
