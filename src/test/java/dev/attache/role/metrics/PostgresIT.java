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

/// A real PostgreSQL, and prometheus-postgres-exporter beside attache on it.
class PostgresIT {
    @TempDir
    private static Path folder;

    private static DatabaseServer server;
    private static RunningServer exporter;
    private static Adapter attache;
    private static Twins twins;

    @BeforeAll
    static void begin() throws Exception {
        server = DatabaseServer.postgresql();
        server.execute("create table jobs(state text, tries int, since timestamptz, urgent bool)");
        server.execute("insert into jobs values ('new', 1, now(), true), ('new', 2, now(), false), ('old', null, null,"
                + " null)");
        int port = FreePorts.next();
        exporter = ChildProcess.start(
                folder,
                Map.of(
                        "DATA_SOURCE_NAME",
                        "postgresql://postgres:" + DatabaseServer.PASSWORD + "@127.0.0.1:" + server.port()
                                + "/postgres?sslmode=disable"),
                Program.POSTGRES_EXPORTER.commandWith(List.of("--web.listen-address=127.0.0.1:" + port)));
        attache = Adapter.start(settings(server.url(), "queries: {}"));
        twins = new Twins(port, attache, "server");
        Eventually.passes(() -> assertThat(twins.exporterText()).contains("pg_up 1"));
    }

    @AfterAll
    static void end() throws IOException {
        attache.close();
        exporter.close();
        server.close();
    }

    private static String settings(String url, String more) {
        return """
            sources:
              db:
                kind: jdbc
                url: %s
                user: postgres
                password: %s
            %s\
            """.formatted(url, DatabaseServer.PASSWORD, more.indent(4));
    }

    @Test
    void everySeriesOfTheExporterIsThereWithItsValue() throws IOException {
        Twins.Outcome outcome = twins.compare(PostgresIT::isShared, PostgresIT::isRestless);

        assertThat(outcome.wrong()).isEmpty();
        assertThat(outcome.compared())
                .hasSizeGreaterThan(250)
                .contains(
                        "pg_settings_max_connections",
                        "pg_settings_shared_buffers_bytes",
                        "pg_settings_log_rotation_age_seconds",
                        "pg_locks_count{datname=\"postgres\",mode=\"accesssharelock\"}");
    }

    private static boolean isShared(String series) {
        return series.startsWith("pg_")
                && !series.startsWith("pg_exporter_")
                && !series.startsWith("pg_scrape_")
                && !series.startsWith("pg_static")
                // The exporter of today tells these with more labels than the one at hand.
                && !series.startsWith("pg_stat_activity")
                // Its session has its own.
                && !series.startsWith("pg_settings_extra_float_digits")
                // No database.
                && !series.contains("datname=\"\"");
    }

    private static boolean isRestless(String series) {
        return series.startsWith("pg_stat_activity")
                || series.startsWith("pg_stat_database")
                || series.startsWith("pg_stat_bgwriter")
                || series.startsWith("pg_locks")
                || series.startsWith("pg_database_size");
    }

    @Test
    void promtoolFindsNoFaultThatItDoesNotFindInTheExporter() throws IOException {
        Set<String> ours = Twins.lint(folder, "ours", attache.page());
        ours.removeAll(Twins.lint(folder, "theirs", twins.exporterText()));
        // Names of newer releases of the exporter, which end as those of older ones do.
        ours.removeIf(each -> each.matches("pg_(stat|statio)_(user_tables|database)_.* should (not )?have .* suffix"));

        assertThat(ours).isEmpty();
    }

    @Test
    void whatTheServerCountsIsToldUnderTheNamesOfDashboards() throws IOException {
        Page page = attache.read();

        assertThat(page.value("pg_up")).isEqualTo(1);
        assertThat(page.value("pg_exporter_last_scrape_error")).isZero();
        assertThat(page.series().keySet())
                .anyMatch(each -> each.startsWith("pg_stat_database_xact_commit{datid="))
                .anyMatch(each -> each.startsWith("pg_stat_user_tables_n_live_tup{datname=\"postgres\",relname="))
                .anyMatch(each -> each.startsWith("pg_stat_activity_count{"))
                .anyMatch(each -> each.startsWith("pg_static{short_version=\"1"));
        assertThat(page.value("pg_replication_is_replica")).isZero();
        assertThat(page.value("pg_wal_segments")).isPositive();
        assertThat(page.value("pg_postmaster_start_time_seconds")).isGreaterThan(1e9);
        assertThat(page.series().entrySet())
                .filteredOn(each -> each.getKey().startsWith("pg_scrape_collector_success"))
                .hasSizeGreaterThan(15)
                .allMatch(each -> each.getValue() == 1);
    }

    @Test
    void queriesOfOnesOwnAreToldAndTheWrongOnesNamed() throws Exception {
        try (Adapter own = Adapter.start(settings(server.url(), """
            server: false
            query-timeout: 400ms
            queries:
              jobs:
                sql: select state, count(*) as n, max(tries) as tries, bool_or(urgent) as urgent from jobs group by 1
                labels: [state]
                metrics:
                  - {name: app_jobs, value: n, help: Jobs by state.}
                  - {name: app_job_tries_max, value: TRIES}
                  - {name: app_job_urgent, value: urgent}
              wrong: {sql: select nothing from nowhere, metrics: [{name: app_wrong, value: a}]}
              slow: {sql: select pg_sleep(60), metrics: [{name: app_slow, value: a}]}
              other: {sql: select 1 as one, metrics: [{name: app_other, value: two}]}
              many: {sql: "select i from generate_series(1, 5) i", rows-max: 3, labels: [i],
                     metrics: [{name: app_many, type: info}]}
            """))) {
            Page page = own.read();

            assertThat(page.value("attache_source_up{source=\"db\"}")).isEqualTo(1);
            assertThat(page.value("app_jobs{state=\"new\"}")).isEqualTo(2);
            assertThat(page.value("app_job_tries_max{state=\"new\"}")).isEqualTo(2);
            assertThat(page.value("app_job_urgent{state=\"new\"}")).isEqualTo(1);
            assertThat(page.value("app_job_tries_max{state=\"old\"}")).isNaN();
            assertThat(page.value("attache_source_values_unread{metric=\"app_job_tries_max\"}"))
                    .isEqualTo(1);
            assertThat(page.value("attache_source_query_up{query=\"jobs\"}")).isEqualTo(1);
            assertThat(page.value("attache_source_query_up{query=\"wrong\"}")).isZero();
            assertThat(page.value("attache_source_query_up{query=\"slow\"}")).isZero();
            assertThat(page.value("attache_source_query_up{query=\"other\"}")).isZero();
            assertThat(page.value("app_many{i=\"3\"}")).isEqualTo(1);
            assertThat(page.value("app_many{i=\"4\"}")).isNaN();
            assertThat(page.series().keySet()).noneMatch(each -> each.startsWith("pg_"));
            assertThat(String.join("\n", own.observer().messages()))
                    .contains("query wrong: ERROR: relation \"nowhere\" does not exist")
                    .contains("query slow: no answer within 400 ms")
                    .contains("query other: there is no column two in its answer")
                    .contains("query many: there are more than 3 rows");
            assertThat(own.role().status().facts().toString()).contains("nowhere");
        }
    }

    @Test
    void aServerThatIsAwayOrRefusesIsDownAndNoPasswordIsTold() throws Exception {
        String nobody = "jdbc:postgresql://127.0.0.1:" + FreePorts.next() + "/postgres";
        String nosuch = server.url().replace("/postgres", "/nosuch");
        for (String url : List.of(nobody, nosuch)) {
            try (Adapter down = Adapter.start(settings(url, "queries: {}"))) {
                String page = down.page();

                assertThat(page).contains("\npg_up 0\n", "attache_source_up{source=\"db\"} 0");
                assertThat(page + down.observer().messages() + down.role().status())
                        .doesNotContain(DatabaseServer.PASSWORD);
            }
        }
    }

    @Test
    void aServerThatHasStoppedIsDownInTimeAndUpAgainLater() throws Exception {
        assertThat(attache.read().value("pg_up")).isEqualTo(1);
        server.suspend();
        try {
            assertThat(attache.read("X-Prometheus-Scrape-Timeout-Seconds: 2").value("pg_up"))
                    .isZero();
        } finally {
            server.resume();
        }
        Eventually.passes(() -> assertThat(attache.read().value("pg_up")).isEqualTo(1));
    }
}
