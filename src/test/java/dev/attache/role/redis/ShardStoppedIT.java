package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A shard's process hangs (SIGSTOP): its connections stay open, new ones are still accepted, and nothing answers.
final class ShardStoppedIT {
    private static final String TIMED_OUT =
            "-ERR attache: shard 'shard-1' did not answer in time, the command may have run\r\n";

    @ParameterizedTest(name = "{0} event loops")
    @ValueSource(ints = {1, 2})
    void noReplyMovesToAnotherCommandWhenAHungShardGoesOn(int loops) throws IOException {
        try (Ambassador attache = Ambassador.over(3)
                        .loops(loops)
                        .with(setup -> setup.role("timeout: 400ms"))
                        .start();
                TaggedLoad load = TaggedLoad.on(attache, 8)) {
            for (int round = 0; round < 2; round++) {
                load.awaitAnswers(1_000);
                attache.shard(1).suspend();
                load.awaitErrors();
                attache.shard(1).resume();
                load.awaitCalm();
            }
        }
    }

    @Test
    void aStopShorterThanTheTimeOutIsOnlyADelay() throws IOException {
        try (Ambassador attache = Ambassador.over(3).start();
                TaggedLoad load = TaggedLoad.on(attache, 6)) {
            load.awaitAnswers(500);
            attache.shard(0).suspend();
            try (RawClient client = attache.client()) {
                client.command("GET", attache.keyOn(0, "k")).expectSilence(Duration.ofMillis(200));
                attache.shard(0).resume();
                assertThat(client.reply()).isEqualTo("$-1\r\n");
            }
            load.awaitCalm();
            assertThat(load.errors()).isZero();
        }
    }

    @Test
    void repliesOfOtherShardsWaitOnlyAsLongAsTheOrderDemands() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("timeout: 1s"))
                        .start();
                RawClient ordered = attache.client();
                RawClient other = attache.client()) {
            String hung = attache.keyOn(1, "h");
            String fine = attache.keyOn(0, "f");
            assertThat(other.call("SET", fine, "v") + other.call("GET", hung)).isEqualTo("+OK\r\n$-1\r\n");
            attache.shard(1).suspend();
            ordered.send(RawClient.toResp("GET", fine) + RawClient.toResp("GET", hung) + RawClient.toResp("GET", fine));
            assertThat(ordered.reply()).isEqualTo("$1\r\nv\r\n");
            long before = Ticker.SYSTEM.nanos();
            for (int i = 0; i < 100; i++) {
                assertThat(other.call("GET", fine)).isEqualTo("$1\r\nv\r\n");
            }
            assertThat(Duration.ofNanos(Ticker.SYSTEM.nanos() - before)).isLessThan(Duration.ofMillis(800));
            assertThat(ordered.reply()).isEqualTo(TIMED_OUT);
            assertThat(ordered.reply()).isEqualTo("$1\r\nv\r\n");
            attache.shard(1).resume();
            Eventually.passes(() -> assertThat(ordered.call("GET", hung)).isEqualTo("$-1\r\n"));
        }
    }

    @Test
    void aHungShardIsEjectedAndDoesNotComeBackBecauseItsKernelAcceptsConnections() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("timeout: 100ms").cluster("eject: {failures: 2, for: 100ms}"))
                        .start();
                RawClient client = attache.client()) {
            String key = attache.keyOn(1, "k");
            assertThat(client.call("GET", key)).isEqualTo("$-1\r\n");
            attache.shard(1).suspend();
            Eventually.passes(
                    () -> assertThat(client.call("GET", key)).contains("is out of service, the command was not sent"));
            for (int trial = 0; trial < 3; trial++) {
                Eventually.passes(() -> assertThat(client.call("GET", key)).contains("in time, the command may"));
                Eventually.passes(() -> assertThat(client.call("GET", key)).contains("is out of service"));
            }
            assertThat(attache.metric("attache_endpoint_restorations_total")).isZero();
            attache.shard(1).resume();
            Eventually.passes(() -> assertThat(client.call("GET", key)).isEqualTo("$-1\r\n"));
            assertThat(attache.metric("attache_endpoint_restorations_total")).isOne();
        }
    }

    @Test
    void aShardThatHangsAtTheLoginIsGivenUpAndTriedAgain() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .serverArguments("--requirepass", "secret")
                        .with(setup -> setup.cluster("auth: {password: secret}", "connect-timeout: 300ms"))
                        .start();
                RawClient client = attache.client()) {
            String key = attache.keyOn(1, "k");
            attache.shard(1).suspend();
            assertThat(client.call("GET", key))
                    .isEqualTo("-ERR attache: shard 'shard-1' is unreachable, the command was not sent: "
                            + "no answer to the login in time\r\n");
            attache.shard(1).resume();
            Eventually.passes(() -> assertThat(client.call("GET", key)).isEqualTo("$-1\r\n"));
        }
    }

    @Test
    void splitCommandsTellHowManyShardsHaveAppliedThem() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("timeout: 300ms"))
                        .start();
                RawClient client = attache.client()) {
            String fine = attache.keyOn(0, "k");
            String hung = attache.keyOn(1, "k");
            assertThat(client.call("MSET", fine, "1", hung, "1")).isEqualTo("+OK\r\n");
            attache.shard(1).suspend();
            assertThat(client.call("MSET", fine, "2", hung, "2"))
                    .isEqualTo("-ERR attache: 1 of 2 shards have applied the command, the others failed, the first of "
                            + "them with: " + TIMED_OUT.substring(1));
            assertThat(client.call("GET", fine)).isEqualTo("$1\r\n2\r\n");
            assertThat(client.call("DEL", fine, hung)).startsWith("-ERR attache: 1 of 2 shards have applied");
            assertThat(client.call("MGET", fine, hung)).startsWith("-ERR attache: shard 'shard-1' ");
            attache.reload(setup -> setup.role("partial-reads: elements"));
            Eventually.passes(() -> assertThat(client.call("MGET", fine, hung))
                    .startsWith("*2\r\n$-1\r\n-ERR attache: shard 'shard-1' "));
            attache.shard(1).resume();
        }
    }
}
