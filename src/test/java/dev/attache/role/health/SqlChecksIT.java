package dev.attache.role.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.testing.DatabaseServer;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawOrigin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real databases, each right and wrong.
class SqlChecksIT {
    private static final String HIDDEN = "hunter2hunter2";

    private static DatabaseServer server(String kind) throws Exception {
        return kind.equals("postgresql") ? DatabaseServer.postgresql() : DatabaseServer.mariadb();
    }

    private static String check(DatabaseServer server, String sql, String more) {
        return "sql: \"" + sql + "\", url: \"" + server.url() + "\", user: " + server.user() + ", password: "
                + DatabaseServer.PASSWORD + more;
    }

    private static Shim asking(DatabaseServer server, String sql, String more) throws Exception {
        return Shim.of(
                "checks:\n  it: {" + check(server, sql, more) + ", interval: 50ms, timeout: 3s, rise: 1, fall: 1}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void aDatabaseAnswersWhatItShould(String kind) throws Exception {
        try (DatabaseServer server = server(kind);
                Shim plain = asking(server, "select 1", "");
                Shim same = asking(server, "select 40 + 2", ", expect: 42");
                Shim other = asking(server, "select 40 + 3", ", expect: 42");
                Shim nothing = asking(server, "select 1 where 1 = 2", ", expect: 1");
                Shim wrong = asking(server, "select * from no_such_table", "");
                Shim stranger = Shim.of("checks:\n  it: {sql: \"select 1\", url: \"" + server.url() + "\", user: "
                        + server.user() + ", password: " + HIDDEN + ", timeout: 3s}\n")) {
            plain.awaitPass();
            same.awaitPass();
            other.awaitFail("answered with something else than expected");
            nothing.awaitFail("answered without a row");
            wrong.awaitStatus("/checks/it", 503, "no_such_table");
            stranger.awaitStatus("/checks/it", 503, "fail since");
            for (Shim each : List.of(plain, wrong, stranger)) {
                for (String page : List.of("/readyz", "/readyz?format=json", "/checks", "/metrics")) {
                    assertThat(each.get(page).body()).doesNotContain(HIDDEN, DatabaseServer.PASSWORD);
                }
                assertThat(each.observer().messages())
                        .noneMatch(line -> line.contains(HIDDEN) || line.contains(DatabaseServer.PASSWORD));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb"})
    void aDatabaseThatIsStoppedOrKilledIsFoundOutAndOneThatIsBackPasses(String kind) throws Exception {
        try (DatabaseServer server = server(kind);
                Shim shim = Shim.of("checks:\n  it: {" + check(server, "select 1", "")
                        + ", interval: 50ms, timeout: 1s, rise: 1, fall: 1}\n")) {
            shim.awaitPass();
            server.suspend();
            shim.awaitFail("no answer in time");
            server.resume();
            shim.awaitPass();
            server.kill();
            shim.awaitStatus("/checks/it", 503, "fail since");
        }
    }

    @Test
    void aPortThatNobodyOrSomebodyElseListensOnIsBad() throws Exception {
        try (RawOrigin silent = RawOrigin.doing((connection, _, _) -> connection.pause(Duration.ofSeconds(20)));
                Shim late = Shim.checking("sql: \"select 1\", url: \"jdbc:postgresql://" + silent.address() + "/a\"");
                Shim gone = Shim.checking(
                        "sql: \"select 1\", url: \"jdbc:mariadb://127.0.0.1:" + FreePorts.next() + "/a\"")) {
            late.awaitFail("no answer in time");
            gone.awaitStatus("/checks/it", 503, "fail since");
        }
    }

    @Test
    void aPasswordInTheUrlIsRefusedWithoutBeingQuoted() {
        String check = "checks:\n  it: {sql: \"select 1\", url: \"jdbc:postgresql://h/a?password=" + HIDDEN + "\"}\n";
        assertThatThrownBy(() -> Shim.of(check)).hasMessageContaining("url").hasMessageNotContaining(HIDDEN);
    }
}
