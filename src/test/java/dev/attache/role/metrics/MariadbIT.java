package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.DatabaseServer;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import dev.attache.testing.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real MariaDB, and prometheus-mysqld-exporter beside attache on it.
class MariadbIT {
    @TempDir
    private static Path folder;

    private static DatabaseServer server;
    private static RunningServer exporter;
    private static Adapter attache;
    private static Twins twins;

    @BeforeAll
    static void begin() throws Exception {
        server = DatabaseServer.mariadb();
        server.execute("change master to master_host='127.0.0.1', master_port=1, master_user='nobody'");
        int port = FreePorts.next();
        exporter = ChildProcess.start(
                folder,
                Map.of("DATA_SOURCE_NAME", "tester:" + DatabaseServer.PASSWORD + "@(127.0.0.1:" + server.port() + ")/"),
                Program.MYSQLD_EXPORTER.commandWith(List.of("--web.listen-address=127.0.0.1:" + port)));
        attache = Adapter.start(settings(server.url()));
        twins = new Twins(port, attache, "");
        Eventually.passes(() -> assertThat(twins.exporterText()).contains("mysql_up 1"));
    }

    @AfterAll
    static void end() throws IOException {
        attache.close();
        exporter.close();
        server.close();
    }

    private static String settings(String url) {
        return """
            sources:
              db:
                kind: jdbc
                url: %s
                user: tester
                password: %s
            """.formatted(url, DatabaseServer.PASSWORD);
    }

    @Test
    void everySeriesOfTheExporterIsThereWithItsValue() throws IOException {
        Twins.Outcome outcome = twins.compare(MariadbIT::isShared, MariadbIT::isRestless);

        assertThat(outcome.wrong()).isEmpty();
        assertThat(outcome.compared())
                .hasSizeGreaterThan(700)
                .contains(
                        "mysql_global_status_threads_connected",
                        "mysql_global_status_commands_total{command=\"select\"}",
                        "mysql_global_variables_max_connections",
                        "mysql_global_status_buffer_pool_pages{state=\"free\"}")
                .anyMatch(each -> each.startsWith("mysql_slave_status_seconds_behind_master")
                        || each.startsWith("mysql_slave_status_slave_sql_running"));
    }

    private static boolean isShared(String series) {
        return series.startsWith("mysql_")
                && !series.startsWith("mysql_exporter_")
                && !series.startsWith("mysql_version_info");
    }

    private static boolean isRestless(String series) {
        return series.startsWith("mysql_global_status_")
                || series.startsWith("mysql_global_variables_timestamp")
                || series.startsWith("mysql_global_variables_gtid");
    }

    @Test
    void typesAreThoseOfTheExporter() throws IOException {
        var theirs = twins.exporterPage().types();
        theirs.keySet().removeIf(each -> !isShared(each));

        assertThat(attache.read().types()).containsAllEntriesOf(theirs);
    }

    @Test
    void promtoolFindsNoFaultThatItDoesNotFindInTheExporter() throws IOException {
        Set<String> ours = Twins.lint(folder, "ours", attache.page());
        ours.removeAll(Twins.lint(folder, "theirs", twins.exporterText()));

        assertThat(ours).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsDownAndUpAgainUnderTheSameSource() throws Exception {
        try (Adapter away = Adapter.start(
                settings("jdbc:mysql://127.0.0.1:" + FreePorts.next() + "/app").replace("app", "x"))) {
            assertThat(away.read().value("mysql_up")).isZero();
            assertThat(away.observer().messages().toString())
                    .contains("cannot reach the server: connection refused")
                    .doesNotContain(DatabaseServer.PASSWORD);
        }
        String others = "select max(id) from information_schema.processlist where user = 'tester' and id <>"
                + " connection_id()";
        assertThat(attache.read().value("mysql_up")).isEqualTo(1);
        server.execute("kill " + server.execute(others));
        assertThat(attache.read().value("mysql_up")).isEqualTo(1);
    }
}
