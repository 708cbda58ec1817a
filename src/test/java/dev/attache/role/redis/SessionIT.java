package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.TempFolder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What one client's connection is by itself, though the connections to the shards are shared.
final class SessionIT {
    @Test
    void eachClientHasADatabaseOfItsOwnAcrossAllShards() throws IOException {
        try (Ambassador attache = Ambassador.over(3).start();
                RawClient zero = attache.client();
                RawClient seven = attache.client()) {
            assertThat(seven.call("SELECT", "7")).isEqualTo("+OK\r\n");
            for (int i = 0; i < 3; i++) {
                String key = attache.keyOn(i, "k");
                assertThat(zero.call("SET", key, "zero") + seven.call("SET", key, "seven"))
                        .isEqualTo("+OK\r\n+OK\r\n");
                assertThat(zero.call("GET", key)).isEqualTo("$4\r\nzero\r\n");
                assertThat(seven.call("GET", key)).isEqualTo("$5\r\nseven\r\n");
            }
            assertThat(seven.call("FLUSHDB") + seven.call("DBSIZE") + zero.call("DBSIZE"))
                    .isEqualTo("+OK\r\n:0\r\n:3\r\n");
            assertThat(seven.call("SELECT", "16")).isEqualTo("-ERR DB index is out of range\r\n");
            assertThat(seven.call("SELECT", "x")).isEqualTo("-ERR value is not an integer or out of range\r\n");
        }
    }

    @Test
    void clientsOfBothProtocolVersionsAreServedAtOnce() throws IOException {
        try (Ambassador attache = Ambassador.over(3).start();
                RawClient two = attache.client();
                RawClient three = attache.client3()) {
            two.call("HSET", "h", "f", "v");
            two.send(RawClient.toResp("HGETALL", "h").repeat(3) + RawClient.toResp("GET", "none"));
            three.send(RawClient.toResp("HGETALL", "h").repeat(3) + RawClient.toResp("GET", "none"));
            assertThat(two.replies(4)).isEqualTo("*2\r\n$1\r\nf\r\n$1\r\nv\r\n".repeat(3) + "$-1\r\n");
            assertThat(three.replies(4)).isEqualTo("%1\r\n$1\r\nf\r\n$1\r\nv\r\n".repeat(3) + "_\r\n");
        }
    }

    @Test
    void aChangeOfProtocolOrDatabaseTakesItsPlaceAmongPipelinedCommands() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                RawClient client = attache.client()) {
            for (int i = 0; i < 50; i++) {
                client.send(RawClient.toResp("SET", "k", "v" + i)
                        + RawClient.toResp("HELLO", "3")
                        + RawClient.toResp("GET", "k")
                        + RawClient.toResp("GET", "none")
                        + RawClient.toResp("SELECT", "1")
                        + RawClient.toResp("EXISTS", "k")
                        + RawClient.toResp("RESET")
                        + RawClient.toResp("GET", "none"));
                assertThat(client.reply()).isEqualTo("+OK\r\n");
                assertThat(client.reply()).startsWith("%7\r\n");
                String value = "v" + i;
                assertThat(client.replies(6))
                        .isEqualTo("$" + value.length() + "\r\n" + value + "\r\n_\r\n+OK\r\n:0\r\n+RESET\r\n$-1\r\n");
            }
        }
    }

    @Test
    void repliesThatAreTurnedOffOrSkippedDoNotCome() throws IOException {
        try (Ambassador attache = Ambassador.over(3).start();
                RawClient client = attache.client()) {
            client.send(RawClient.toResp("CLIENT", "REPLY", "OFF")
                    + RawClient.toResp("SET", "a", "1")
                    + RawClient.toResp("MGET", "a", "b", "c")
                    + RawClient.toResp("PING")
                    + RawClient.toResp("CLIENT", "REPLY", "ON")
                    + RawClient.toResp("GET", "a")
                    + RawClient.toResp("CLIENT", "REPLY", "SKIP")
                    + RawClient.toResp("MSET", "b", "2", "c", "3")
                    + RawClient.toResp("MGET", "a", "b", "c")
                    + RawClient.toResp("CLIENT", "REPLY", "SKIP")
                    + RawClient.toResp("PING")
                    + RawClient.toResp("ECHO", "end"));
            assertThat(client.replies(4))
                    .isEqualTo("+OK\r\n$1\r\n1\r\n*3\r\n$1\r\n1\r\n$1\r\n2\r\n$1\r\n3\r\n$3\r\nend\r\n");
            client.expectSilence(Duration.ofMillis(30));
        }
    }

    @Test
    void commandsBehindQuitAreNotRun() throws IOException {
        try (Ambassador attache = Ambassador.over(2).start();
                RawClient client = attache.client()) {
            client.send(RawClient.toResp("SET", "a", "1")
                    + RawClient.toResp("GET", "a")
                    + RawClient.toResp("QUIT")
                    + RawClient.toResp("SET", "a", "2"));
            assertThat(client.readToEnd()).isEqualTo("+OK\r\n$1\r\n1\r\n+OK\r\n");
            try (RawClient next = attache.client()) {
                assertThat(next.call("GET", "a")).isEqualTo("$1\r\n1\r\n");
            }
        }
    }

    @Test
    void aPasswordIsAskedForBeforeAnythingElse() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .with(setup -> setup.role("password: secret", "users: [{user: app, password: other}]"))
                        .start();
                RawClient client = attache.client();
                RawClient app = attache.client()) {
            assertThat(client.call("GET", "a")).isEqualTo("-NOAUTH Authentication required.\r\n");
            assertThat(client.call("AUTH", "wrong"))
                    .isEqualTo("-WRONGPASS invalid username-password pair or user is disabled.\r\n");
            assertThat(client.call("AUTH", "secret") + client.call("GET", "a")).isEqualTo("+OK\r\n$-1\r\n");
            assertThat(app.call("HELLO", "3", "AUTH", "app", "other")).startsWith("%7\r\n");
            assertThat(app.call("ACL", "WHOAMI")).isEqualTo("$3\r\napp\r\n");
            try (RawClient large = attache.client()) {
                large.send("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$20000\r\n");
                assertThat(large.readToEnd()).isEqualTo("-ERR Protocol error: unauthenticated bulk length\r\n");
            }
        }
    }

    @Test
    void credentialsForTheShardsArePresentedAndAWrongOneIsToldPlainly() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .serverArguments("--requirepass", "secret")
                        .with(setup -> setup.cluster("auth: {password: wrong}"))
                        .start();
                RawClient client = attache.client();
                RawClient client3 = attache.client()) {
            assertThat(client.call("SET", "k", "v"))
                    .contains("is unreachable, the command was not sent: login refused: WRONGPASS");
            assertThat(attache.log()).doesNotContain("secret");
            attache.reload(setup -> setup.cluster("auth: {password: secret}"));
            Eventually.passes(() -> assertThat(client.call("SET", "k", "v")).isEqualTo("+OK\r\n"));
            client3.call("HELLO", "3");
            Eventually.passes(() -> assertThat(client3.call("GET", "k")).isEqualTo("$1\r\nv\r\n"));
        }
    }

    @Test
    void theUserAndTheDatabaseOfTheClusterAreThoseOfEveryConnectionToAShard() throws IOException {
        try (Ambassador attache = Ambassador.over(2)
                        .serverArguments("--user", "sidecar", "on", ">pass", "~*", "&*", "+@all")
                        .with(setup -> setup.cluster("auth: {user: sidecar, password: pass}", "database: 3"))
                        .start();
                RawClient two = attache.client();
                RawClient three = attache.client3()) {
            String key = attache.keyOn(1, "k");
            assertThat(two.call("SET", key, "v") + three.call("GET", key)).isEqualTo("+OK\r\n$1\r\nv\r\n");
            assertThat(two.call("SELECT", "0") + two.call("EXISTS", key)).isEqualTo("+OK\r\n:0\r\n");
            assertThat(two.call("RESET") + two.call("EXISTS", key)).isEqualTo("+RESET\r\n:1\r\n");
            try (RawClient operator = attache.shard(1).connect()) {
                assertThat(operator.call("SELECT", "3") + operator.call("GET", key))
                        .isEqualTo("+OK\r\n$1\r\nv\r\n");
                assertThat(operator.call("CLIENT", "LIST")).contains("db=3", "user=sidecar", "resp=3");
            }
        }
    }

    @Test
    void oneClientTooManyIsToldSoAndClosed() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.role("max-clients: 2"))
                        .start();
                RawClient first = attache.client();
                RawClient second = attache.client()) {
            assertThat(first.call("PING") + second.call("PING")).isEqualTo("+PONG\r\n+PONG\r\n");
            try (RawClient third = attache.client()) {
                assertThat(third.readToEnd()).isEqualTo("-ERR max number of clients reached\r\n");
            }
            assertThat(first.call("QUIT")).isEqualTo("+OK\r\n");
            Eventually.passes(() -> {
                try (RawClient next = attache.client()) {
                    assertThat(next.call("PING")).isEqualTo("+PONG\r\n");
                }
            });
        }
    }

    @Test
    void aClientThatSaysNothingIsClosedWhenItsTimeIsOver() throws IOException {
        try (Ambassador attache = Ambassador.over(1)
                        .with(setup -> setup.role("idle-timeout: 300ms"))
                        .start();
                RawClient idle = attache.client();
                RawClient busy = attache.client()) {
            Thread chatter = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 150; i++) {
                        busy.call("PING");
                        busy.expectSilence(Duration.ofMillis(10));
                    }
                } catch (IOException closed) {
                    throw new IllegalStateException(closed);
                }
            });
            idle.expectEnd();
            Eventually.holds("the busy one has ended", () -> !chatter.isAlive());
            assertThat(busy.call("PING")).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void aUnixSocketServesLikeAnyOtherAddress() throws IOException {
        try (TempFolder folder = TempFolder.create("unix")) {
            String path = folder.path().resolve("redis.sock").toString();
            try (Ambassador attache = Ambassador.over(2)
                            .with(setup -> setup.role("listen: unix:" + path))
                            .start();
                    SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                client.connect(UnixDomainSocketAddress.of(path));
                assertThat(attache.role().bound()).hasToString("unix:" + path);
                String commands = RawClient.toResp("MSET", "a", "1", "b", "2", "c", "3")
                        + RawClient.toResp("MGET", "a", "b", "c")
                        + RawClient.toResp("QUIT");
                client.write(ByteBuffer.wrap(commands.getBytes(StandardCharsets.US_ASCII)));
                ByteBuffer all = ByteBuffer.allocate(1000);
                while (client.read(all) >= 0) {
                    assertThat(all.hasRemaining()).isTrue();
                }
                assertThat(new String(all.array(), 0, all.position(), StandardCharsets.US_ASCII))
                        .isEqualTo("+OK\r\n*3\r\n$1\r\n1\r\n$1\r\n2\r\n$1\r\n3\r\n+OK\r\n");
            }
        }
    }
}
