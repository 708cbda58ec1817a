package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A shard refuses a command with an error that says that it has not run: attache sends it again for a while.
final class TryAgainIT {
    private static final String NOBODY = "1";
    private static final Duration MOMENT = Duration.ofMillis(60);

    @Test
    void aWriteToAReplicaThatIsPromotedInTimeSucceeds() throws IOException {
        try (Ambassador attache = Ambassador.over(1).start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "n", "0")).isEqualTo("+OK\r\n");
            attache.shard(0).call("REPLICAOF", "127.0.0.1", NOBODY);

            client.command("INCR", "n").expectSilence(MOMENT);
            attache.shard(0).call("REPLICAOF", "NO", "ONE");

            assertThat(client.reply()).isEqualTo(":1\r\n");
        }
    }

    @Test
    void aWriteToAReplicaThatStaysOneIsToldAsTheServerSaysIt() throws IOException {
        try (Ambassador attache = Ambassador.over(1).start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "n", "0")).isEqualTo("+OK\r\n");
            attache.shard(0).call("REPLICAOF", "127.0.0.1", NOBODY);
            String said = attache.shard(0).call("INCR", "n");
            assertThat(said).startsWith("-READONLY ");

            assertThat(client.call("INCR", "n")).isEqualTo(said);
            assertThat(client.call("GET", "n")).isEqualTo("$1\r\n0\r\n");
            assertThat(attache.metric("attache_redis_shard_errors_total")).isEqualTo(5);
        }
    }

    @Test
    void aReadFromAReplicaWithoutItsMasterIsTriedAgain() throws IOException {
        try (Ambassador attache = Ambassador.over(1).start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "k", "v")).isEqualTo("+OK\r\n");
            attache.shard(0).call("CONFIG", "SET", "replica-serve-stale-data", "no");
            attache.shard(0).call("REPLICAOF", "127.0.0.1", NOBODY);
            assertThat(attache.shard(0).call("GET", "k")).startsWith("-MASTERDOWN ");

            client.command("GET", "k").expectSilence(MOMENT);
            attache.shard(0).call("REPLICAOF", "NO", "ONE");

            assertThat(client.reply()).isEqualTo("$1\r\nv\r\n");
        }
    }

    @Test
    void aCommandThatMeetsALongScriptWaitsForItsEnd() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .serverArguments("--busy-reply-threshold", "20")
                        .start();
                RawClient client = attache.client();
                RawClient script = attache.shard(0).connect()) {
            assertThat(client.call("SET", "k", "v")).isEqualTo("+OK\r\n");
            script.command("EVAL", "while true do end", "0").expectSilence(MOMENT);

            client.command("GET", "k").expectSilence(MOMENT);
            assertThat(attache.shard(0).call("SCRIPT", "KILL")).isEqualTo("+OK\r\n");

            assertThat(client.reply()).isEqualTo("$1\r\nv\r\n");
        }
    }

    @Test
    void aCommandThatMeetsAShardThatLoadsWaitsForItsEnd() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .serverArguments(
                                "--enable-debug-command", "yes", "--loading-process-events-interval-bytes", "1024")
                        .start();
                RawClient client = attache.client();
                RawClient loader = attache.shard(0).connect()) {
            loader.call("DEBUG", "POPULATE", "200", "fill", "100");
            assertThat(client.call("SET", "k", "v")).isEqualTo("+OK\r\n");
            loader.call("CONFIG", "SET", "key-load-delay", "1000");
            loader.command("DEBUG", "RELOAD");
            Eventually.passes(
                    () -> assertThat(attache.shard(0).call("GET", "k")).startsWith("-LOADING "));

            assertThat(client.call("GET", "k")).isEqualTo("$1\r\nv\r\n");
            assertThat(loader.reply()).isEqualTo("+OK\r\n");
            assertThat(attache.metric("attache_redis_shard_errors_total")).isPositive();
        }
    }

    @Test
    void whatAClientSendsMeanwhileRunsAfterwards() throws IOException {
        try (Ambassador attache = Ambassador.over(1).start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "k", "0")).isEqualTo("+OK\r\n");
            attache.shard(0).call("REPLICAOF", "127.0.0.1", NOBODY);

            client.command("SET", "k", "first").expectSilence(MOMENT);
            attache.shard(0).call("REPLICAOF", "NO", "ONE");
            client.command("SET", "k", "second").command("GET", "k");

            assertThat(client.reply()).isEqualTo("+OK\r\n");
            assertThat(client.reply()).isEqualTo("+OK\r\n");
            assertThat(client.reply()).isEqualTo("$6\r\nsecond\r\n");
        }
    }

    @Test
    void aCommandWithOthersBehindItIsNotSentAgainSinceTheyHaveRun() throws IOException {
        try (Ambassador attache = Ambassador.over(1).start();
                RawClient client = attache.client()) {
            assertThat(client.call("SET", "k", "0")).isEqualTo("+OK\r\n");
            attache.shard(0).call("REPLICAOF", "127.0.0.1", NOBODY);

            client.send(RawClient.toResp("SET", "k", "1") + RawClient.toResp("GET", "k"));

            assertThat(client.reply()).startsWith("-READONLY ");
            assertThat(client.reply()).isEqualTo("$1\r\n0\r\n");
        }
    }

    @Test
    void aClientThatLeavesWhileItsCommandIsHeldLeavesNothingBehind() throws IOException {
        try (Ambassador attache = Ambassador.over(1).start();
                RawClient other = attache.client()) {
            assertThat(other.call("SET", "n", "0")).isEqualTo("+OK\r\n");
            attache.shard(0).call("REPLICAOF", "127.0.0.1", NOBODY);
            try (RawClient client = attache.client()) {
                client.command("INCR", "n").expectSilence(MOMENT);
            }
            attache.shard(0).call("REPLICAOF", "NO", "ONE");

            Eventually.holds("the client is gone", () -> attache.metric("attache_redis_clients") == 1);
            assertThat(other.call("SET", "n", "5")).isEqualTo("+OK\r\n");
            assertThat(other.call("GET", "n")).isEqualTo("$1\r\n5\r\n");
        }
    }

    @Test
    void aShardThatWantsAPasswordWhereNoneIsSetIsNamed() throws IOException {
        try (Ambassador attache =
                        Ambassador.over(1).serverArguments("--requirepass", "x").start();
                RawClient client = attache.client()) {
            assertThat(client.call("GET", "k"))
                    .isEqualTo("-ERR attache: shard 'shard-0' asks for a password, set the cluster's auth\r\n");
        }
    }

    @Test
    void aShardThatForgetsTheLoginIsLoggedInToOnceMore() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.cluster("auth: {password: x}"))
                        .serverArguments("--requirepass", "x")
                        .start();
                RawClient client = attache.client()) {
            String forgetful = "if redis.call('INCR', KEYS[1]) == 1 then"
                    + " return redis.error_reply('NOAUTH Authentication required.') else return 'welcome' end";

            assertThat(client.call("EVAL", forgetful, "1", "k")).isEqualTo("$7\r\nwelcome\r\n");
        }
    }

    @Test
    void aNodeOfAClusterIsNamedAndItsRedirectIsNotPassedOn() throws IOException {
        try (Ambassador attache = Ambassador.over(1).start();
                RawClient client = attache.client()) {
            String redirecting = "return redis.error_reply('MOVED 1 127.0.0.1:6381')";

            assertThat(client.call("EVAL", redirecting, "1", "k"))
                    .isEqualTo("-ERR attache: shard 'shard-0' is a node of a Redis Cluster, which cannot be a shard:"
                            + " MOVED 1 127.0.0.1:6381\r\n");
        }
    }
}
