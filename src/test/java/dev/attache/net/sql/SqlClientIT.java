package dev.attache.net.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.attache.base.Secret;
import dev.attache.base.Ticker;
import dev.attache.testing.DatabaseServer;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The client on real servers, and on peers that are none.
class SqlClientIT {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(400);

    /// Both kinds, with what they say differently.
    enum Kind {
        POSTGRESQL(
                "pg_sleep(60)",
                "select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and state"
                        + " = 'active' and pid <> pg_backend_pid()"),
        MARIADB(
                "sleep(60)",
                "select count(*) from information_schema.processlist where info like '%sleep(60)%' and"
                        + " id <> connection_id()");

        final String sleep;
        final String sleepers;

        Kind(String sleep, String sleepers) {
            this.sleep = sleep;
            this.sleepers = sleepers;
        }

        DatabaseServer server() {
            return this == POSTGRESQL ? postgresql : mariadb;
        }

        String url(int port) {
            return "jdbc:" + name().toLowerCase(Locale.ROOT) + "://127.0.0.1:" + port + "/app";
        }
    }

    private static DatabaseServer postgresql;
    private static DatabaseServer mariadb;

    @BeforeAll
    static void start() throws IOException {
        postgresql = DatabaseServer.postgresql();
        mariadb = DatabaseServer.mariadb();
    }

    @AfterAll
    static void stop() throws IOException {
        postgresql.close();
        mariadb.close();
    }

    private static SqlClient client(Kind kind) {
        return client(kind.server().url(), kind.server().user(), DatabaseServer.PASSWORD);
    }

    private static SqlClient client(String url, String user, String password) {
        return new SqlClient(new SqlServer(url, user, new Secret(password)));
    }

    private static SqlFailure failure(SqlClient client, String sql, Duration patience) {
        SqlFailure failure = catchThrowableOfType(SqlFailure.class, () -> client.query(sql, 10, patience));
        assertThat(failure)
                .as("an answer to %s where there should be none", sql)
                .isNotNull();
        assertThat(failure.getMessage()).doesNotContain(DatabaseServer.PASSWORD, "\n");
        assertThat(failure.getCause()).isNull();
        return failure;
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerHasNamesTextsAndNulls(Kind kind) throws Exception {
        try (SqlClient client = client(kind)) {
            SqlRows rows = client.query("select 17 as n, 'Grüße' as greeting, null as nothing", 10, PATIENCE);

            assertThat(rows.columns()).containsExactly("n", "greeting", "nothing");
            assertThat(rows.rows()).hasSize(1);
            assertThat(rows.rows().getFirst()).containsExactly("17", "Grüße", null);
            assertThat(rows.isCut()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsBeyondTheBoundAreNotedAndNotTold(Kind kind) throws Exception {
        try (SqlClient client = client(kind)) {
            SqlRows rows = client.query("select 1 union all select 2 union all select 3", 2, PATIENCE);

            assertThat(rows.rows()).hasSize(2);
            assertThat(rows.isCut()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordIsRefusedAndNotTold(Kind kind) {
        try (SqlClient client = client(kind.server().url(), kind.server().user(), "wr0ng-w0rd")) {
            SqlFailure failure = failure(client, "select 1", PATIENCE);

            assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.REFUSED);
            assertThat(failure.getMessage()).contains(kind.server().user()).doesNotContain("wr0ng-w0rd");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatIsNotThereIsRefused(Kind kind) {
        String url = kind.server().url().replaceFirst("/[a-z]+$", "/nosuch");
        try (SqlClient client = client(url, kind.server().user(), DatabaseServer.PASSWORD)) {
            SqlFailure failure = failure(client, "select 1", PATIENCE);

            assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.REFUSED);
            assertThat(failure.getMessage()).contains("nosuch");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyAtThePortIsUnreachable(Kind kind) {
        try (SqlClient client = client(kind.url(FreePorts.next()), "app", "")) {
            SqlFailure failure = failure(client, "select 1", PATIENCE);

            assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.UNREACHABLE);
            assertThat(failure.getMessage()).isEqualTo("cannot reach the server: connection refused");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatNobodyKnowsIsUnreachable(Kind kind) {
        String url = kind.url(1).replace("127.0.0.1", "nobody.invalid");
        try (SqlClient client = client(url, "app", "")) {
            SqlFailure failure = failure(client, "select 1", PATIENCE);

            assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.UNREACHABLE);
            assertThat(failure.getMessage()).contains("nobody.invalid");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aQueryThatIsWrongFailsAndTheConnectionGoesOn(Kind kind) throws Exception {
        String connection = kind == Kind.POSTGRESQL ? "select pg_backend_pid()" : "select connection_id()";
        try (SqlClient client = client(kind)) {
            String before = client.query(connection, 1, PATIENCE).rows().toString();
            SqlFailure failure = failure(client, "select nothing from nowhere", PATIENCE);

            assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.QUERY);
            assertThat(failure.getMessage()).contains("nowhere");
            assertThat(client.query(connection, 1, PATIENCE).rows().toString()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aQueryThatTakesTooLongIsCancelledAtTheServer(Kind kind) throws Exception {
        try (SqlClient client = client(kind)) {
            client.query("select 1", 1, PATIENCE);
            long start = Ticker.SYSTEM.nanos();
            SqlFailure failure = failure(client, "select " + kind.sleep, SHORT);
            long took = Ticker.SYSTEM.nanos() - start;

            assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.TIMEOUT);
            assertThat(failure.getMessage()).isEqualTo("no answer within 400 ms");
            assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(5));
            Eventually.passes(
                    () -> assertThat(kind.server().execute(kind.sleepers)).isEqualTo("0"));
            assertThat(client.query("select 2", 1, PATIENCE).rows().getFirst()).containsExactly("2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatHasStoppedIsToldInTimeAndAnswersAgainLater(Kind kind) throws Exception {
        try (SqlClient client = client(kind)) {
            client.query("select 1", 1, PATIENCE);
            kind.server().suspend();
            try {
                assertThat(failure(client, "select 1", SHORT).kind()).isEqualTo(SqlFailure.Kind.TIMEOUT);
                assertThat(failure(client, "select 1", SHORT).kind()).isEqualTo(SqlFailure.Kind.TIMEOUT);
            } finally {
                kind.server().resume();
            }

            assertThat(client.query("select 3", 1, PATIENCE).rows().getFirst()).containsExactly("3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatTheServerEndsIsMadeAnewUnnoticed(Kind kind) throws Exception {
        try (SqlClient client = client(kind)) {
            String id = client.query(
                            kind == Kind.POSTGRESQL ? "select pg_backend_pid()" : "select connection_id()", 1, PATIENCE)
                    .rows()
                    .getFirst()
                    .getFirst();
            kind.server().execute(kind == Kind.POSTGRESQL ? "select pg_terminate_backend(" + id + ")" : "kill " + id);

            assertThat(client.query("select 4", 1, PATIENCE).rows().getFirst()).containsExactly("4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void onePeerThatSpeaksNonsenseAndOneThatSaysNothingAreFailures(Kind kind) throws Exception {
        try (Peer nonsense = new Peer("\u0005\u0000\u0000\u0000nope!".repeat(20));
                Peer silent = new Peer("");
                SqlClient first = client(kind.url(nonsense.port()), "app", "x");
                SqlClient second = client(kind.url(silent.port()), "app", "x")) {
            assertThat(failure(first, "select 1", PATIENCE).kind()).isNotEqualTo(SqlFailure.Kind.TIMEOUT);
            assertThat(failure(second, "select 1", SHORT).kind()).isEqualTo(SqlFailure.Kind.TIMEOUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsInterruptedWaitsNoLonger(Kind kind) throws Exception {
        try (SqlClient client = client(kind)) {
            var begun = new CountDownLatch(1);
            var interrupted = new AtomicBoolean();
            Thread asking = Thread.ofVirtual().start(() -> {
                begun.countDown();
                try {
                    client.query("select " + kind.sleep, 1, PATIENCE);
                } catch (InterruptedException _) {
                    interrupted.set(true);
                } catch (SqlFailure _) {
                    // Told below: it was not interrupted.
                }
            });
            begun.await();
            Eventually.passes(
                    () -> assertThat(kind.server().execute(kind.sleepers)).isEqualTo("1"));
            asking.interrupt();

            assertThat(asking.join(PATIENCE)).isTrue();
            assertThat(interrupted).isTrue();
            Eventually.passes(
                    () -> assertThat(kind.server().execute(kind.sleepers)).isEqualTo("0"));
        }
    }

    /// Says the same to everybody, and then nothing more.
    private static final class Peer implements AutoCloseable {
        private final ServerSocket socket;
        private final List<Socket> accepted = new CopyOnWriteArrayList<>();

        Peer(String words) throws IOException {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket one = socket.accept();
                        accepted.add(one);
                        one.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                        one.getOutputStream().flush();
                    }
                } catch (IOException _) {
                    // Closed: the test is over.
                }
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket each : accepted) {
                each.close();
            }
        }
    }
}
