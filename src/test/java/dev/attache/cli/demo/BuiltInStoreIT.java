package dev.attache.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BuiltInStoreIT {
    private static final String SCRIPT = """
        PING | PING hello | ECHO x | SELECT 3 | SELECT 0 | SELECT 99 | GET a | SET a 1 | GET a | SET a 2 NX
        SET a 3 XX GET | SET b 1 XX | SET a 4 KEEPTTL | SET a 5 EX | SET a 5 EX 0 | SETNX a 9 | SETNX n 9
        GETDEL n | STRLEN a | STRLEN none | APPEND a 55 | INCR a | INCRBY a 10 | DECR a | DECRBY a 3
        SET t text | INCR t | INCRBY a x | SET m 9223372036854775807 | INCR m | MSET x 1 y 2 z 3 | MSET x
        MSET x 1 y | MGET x y none z | EXISTS x y none x | TYPE x | TYPE none | TTL x | TTL none
        EXPIRE x 100 | TTL x | PERSIST x | PERSIST x | TTL x | PEXPIRE y -1 | GET y | DEL x y z
        UNLINK none | TOUCH a | LPUSH l a b c | RPUSH l d | LRANGE l 0 -1 | LRANGE l -2 -1 | LRANGE l 1 1
        LRANGE l 5 9 | LRANGE l 0 -9 | LRANGE l -9 9 | LRANGE none 0 -1 | LLEN l | LPOP l | RPOP l
        LLEN none | GET l | LPUSH a x | HSET h f 1 g 2 | HSET h f 2 | HSET h f | HGET h f | HGET h none
        HGETALL h | HLEN h | HDEL h f none | HDEL h g | EXISTS h | SADD s one | SADD s one | SISMEMBER s one
        SISMEMBER s two | SMEMBERS s | SCARD s | SREM s one | TYPE s | KEYS none* | DBSIZE | GET | GET a b
        FLUSHALL | DBSIZE | RANDOMKEY | SCAN 0 | SCAN x | SCAN 0 COUNT | SCAN 0 FOO 1 | HELLO 4
        """;

    private BuiltInStore store;

    @BeforeEach
    void open() throws IOException {
        store = BuiltInStore.open(0, Ticker.SYSTEM);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void itAnswersByteForByteAsARealServerDoes() throws IOException {
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        try (RedisServer server = RedisServer.start();
                RawClient real = server.connect();
                RawClient client = RawClient.connect(store.port())) {
            for (String line : SCRIPT.split("\\s*[|\n]\\s*")) {
                theirs.add(line + " -> " + real.call(line.split(" ")));
                ours.add(line + " -> " + client.call(line.split(" ")));
            }
        }
        assertThat(ours).containsExactlyElementsOf(theirs);
    }

    @Test
    void aClientOfRESP3GetsMapsSetsAndNulls() throws IOException {
        try (RawClient client = RawClient.connect(store.port())) {
            assertThat(client.call("HELLO", "3")).startsWith("%4\r\n").contains("$5\r\nproto\r\n:3\r\n");
            client.call("HSET", "h", "f", "1");
            client.call("SADD", "s", "m");
            assertThat(client.call("GET", "none")).isEqualTo("_\r\n");
            assertThat(client.call("HGETALL", "h")).isEqualTo("%1\r\n$1\r\nf\r\n$1\r\n1\r\n");
            assertThat(client.call("SMEMBERS", "s")).isEqualTo("~1\r\n$1\r\nm\r\n");
        }
    }

    @Test
    void commandsMayCloseTheConnectionComeInlineOrByteByByte() throws IOException {
        try (RawClient client = RawClient.connect(store.port())) {
            client.sendInChunksOf(1, RawClient.toResp("SET", "a", "\r\n") + "get a\r\n\r\nQUIT\r\nPING\r\n");
            assertThat(client.readToEnd()).isEqualTo("+OK\r\n$2\r\n\r\n\r\n+OK\r\n");
        }
    }

    @Test
    void aCommandWithoutEndIsRefusedAtTheLimit() throws IOException {
        try (RawClient client = RawClient.connect(store.port())) {
            int length = StoreConnection.COMMAND_BYTES_MAX;
            client.send("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$" + length + "\r\n" + "x".repeat(length + 10));
            assertThat(client.expectClosed()).startsWith("-ERR Protocol error: ");
        }
    }

    @Test
    void oneConnectionTooManyIsToldSo() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < BuiltInStore.CONNECTIONS_MAX; i++) {
                clients.add(RawClient.connect(store.port()));
                assertThat(clients.getLast().call("PING")).isEqualTo("+PONG\r\n");
            }
            try (RawClient late = RawClient.connect(store.port())) {
                assertThat(late.expectClosed()).isEqualTo("-ERR max number of clients reached\r\n");
            }
            clients.removeLast().close();
            Eventually.passes(() -> {
                try (RawClient later = RawClient.connect(store.port())) {
                    assertThat(later.call("PING")).isEqualTo("+PONG\r\n");
                }
            });
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aClosedStoreEndsItsConnectionsAndFreesItsPort() throws IOException {
        try (RawClient client = RawClient.connect(store.port())) {
            client.call("SET", "a", "1");
            int port = store.port();
            store.close();
            client.expectClosed();
            store = BuiltInStore.open(port, Ticker.SYSTEM);
            try (RawClient next = RawClient.connect(port)) {
                assertThat(next.call("DBSIZE")).isEqualTo(":0\r\n");
            }
        }
    }
}
