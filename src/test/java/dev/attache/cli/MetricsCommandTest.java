package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MetricsCommandTest {
    private static String printed(String arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine all = Commands.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(all.execute(arguments.split(" "))).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void aServerAndAnAddressAreEnough() {
        assertThat(printed("metrics --print-config --redis 127.0.0.1:6379 --listen :9121"))
                .contains("kind: metrics", "listen: \":9121\"", "kind: redis", "address: 127.0.0.1:6379")
                .doesNotContain("labels");
    }

    @Test
    void severalServersOfAKindAreToldApart() {
        assertThat(printed("metrics --print-config --redis a:1 --redis b:2 --redis-key db0=jobs --cache 5s"))
                .contains("redis:\n", "redis-2:\n", "source: redis-2", "- \"db0=jobs\"", "cache: 5s");
    }

    private static String refused(String arguments) {
        var err = new StringWriter();
        CommandLine all = Commands.commandLine().setErr(new PrintWriter(err));
        assertThat(all.execute(arguments.split(" "))).isEqualTo(2);
        return err.toString();
    }

    @Test
    void aRedisServerIsReachedByTlsWhereItsSchemeSaysSo() {
        assertThat(printed("metrics --print-config --redis rediss://ann@cache.example --redis-password-env HOME"))
                .contains("address: cache.example:6379", "user: ann", "password: {env: HOME}", "tls: true");
        assertThat(printed("metrics --print-config --redis cache.example:6380 --redis-tls-name other.example"))
                .contains("address: cache.example:6380", "server-name: other.example")
                .doesNotContain("tls: true");
    }

    @Test
    void databasesHaveTheirUsualPorts() {
        assertThat(printed("metrics --print-config --postgres monitor@db.example/app --mariadb 127.0.0.1:3307"
                        + " --mariadb-password-env HOME"))
                .contains("postgres:\n", "jdbc:postgresql://db.example:5432/app", "user: monitor")
                .contains("mariadb:\n", "jdbc:mariadb://127.0.0.1:3307/", "password: {env: HOME}");
    }

    @Test
    void aJvmIsAProcessOrAnAgent() {
        assertThat(printed("metrics --print-config --jmx com.example.Main --jmx http://127.0.0.1:8778/jolokia"))
                .contains("process: com.example.Main", "url: http://127.0.0.1:8778/jolokia", "source: jmx-2");
    }

    @Test
    void numbersOnPagesAreNamedByPathOrPattern() {
        assertThat(printed("metrics --print-config --http-json http://a/ --file /var/run/a"
                        + " --metric app_queue=.queue.size --metric app_rows_total=rows=([0-9]+)"))
                .contains("- {name: app_queue, value: \".queue.size\"}")
                .contains("- {name: app_rows_total, type: counter, pattern: \"rows=([0-9]+)\"}");
    }

    @Test
    void thePageIsPushedWhereAFlagSaysTo() {
        assertThat(printed("metrics --print-config --statsd :9125 --expire 1h --otlp http://a:4318/v1/metrics"
                        + " --remote-write http://b:9090/api/v1/write --remote-write-version v1 --push-label job=shop"))
                .contains("kind: otlp", "kind: remote-write", "version: v1", "job: shop", "expire: 1h");
    }

    @Test
    void aPasswordOnTheCommandLineIsRefusedWithoutBeingShown() {
        for (String flag :
                new String[] {"--redis redis://ann:hush@a:1", "--postgres ann:hush@a/b", "--mariadb a:hush@b"}) {
            assertThat(refused("metrics " + flag))
                    .contains("holds a password", "-password-file", "-password-env", "1 mistake")
                    .doesNotContain("hush");
        }
    }

    @Test
    void whatDoesNothingSaysWhatIsMissing() {
        assertThat(refused("metrics")).contains("says nothing that is to be asked", "--redis 127.0.0.1:6379");
        assertThat(refused("metrics --redis-password-env HOME")).contains("--redis: is missing");
        assertThat(refused("metrics --metric a=.b")).contains("--metric: has no page");
        assertThat(refused("metrics --http-json http://a/")).contains("--http-json", "--metric app_queue=.queue.size");
        assertThat(refused("metrics --statsd :1 --push-interval 1s")).contains("there is nobody to push to");
        assertThat(refused("metrics --redis amqp://a")).contains("there is no scheme amqp", "redis:// or rediss://");
        assertThat(refused("metrics --redis redis://a/3")).contains("names a database, but all are told");
    }

    @Test
    void thePageMayBeGuarded() {
        assertThat(refused("metrics --statsd :9125 --tls-cert /no/such"))
                .contains("--tls-cert")
                .doesNotContain("roles.metrics");
    }

    @Test
    void helpIsInGroups() {
        assertThat(printed("metrics --help"))
                .contains("\nRedis\n", "\nDatabases\n", "\nWhere apps send to\n", "\nWhere the page is sent to\n");
    }
}
