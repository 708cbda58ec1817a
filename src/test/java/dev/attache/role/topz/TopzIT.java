package dev.attache.role.topz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.base.JsonReader;
import dev.attache.base.Ticker;
import dev.attache.config.ConfigLoader;
import dev.attache.config.TopzConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.role.RoleContext;
import dev.attache.testing.Certificate;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Deadline;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.Program;
import dev.attache.testing.RecordingObserver;
import dev.attache.testing.TempFolder;
import dev.attache.testing.TlsVisitor;
import dev.attache.upstream.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The process view of this machine, with processes of the test's own.
class TopzIT {
    private final EventLoops loops = EventLoops.start(Transport.choose(), 1);
    private final RecordingObserver observer = new RecordingObserver();
    private final Clusters clusters = new Clusters(Map.of(), loops, observer, Ticker.SYSTEM);

    @AfterEach
    void close() {
        clusters.close();
        loops.close();
    }

    private static TopzConfig config(String settings) throws Exception {
        String yaml = "roles: {top: {kind: topz, listen: \"127.0.0.1:0\", interval: 100ms" + settings + "}}";
        return (TopzConfig) Objects.requireNonNull(ConfigLoader.parse(Path.of("a.yaml"), yaml, Map.of())
                .config()
                .roles()
                .get("top"));
    }

    private TopzRole start(String settings) throws Exception {
        var role = new TopzRole(new RoleContext("top", loops, clusters, observer, Ticker.SYSTEM), config(settings));
        role.start();
        return role;
    }

    private static int portOf(TopzRole role) {
        return HostPort.parse(String.valueOf(role.status().facts().get("listen")))
                .port();
    }

    private static Map<?, ?> process(int port, long pid) throws IOException {
        Map<?, ?> page =
                (Map<?, ?>) JsonReader.read(HttpAnswer.get(port, "/json").body());
        return ((List<?>) Objects.requireNonNull(page.get("processes")))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .filter(each -> Objects.equals(each.get("pid"), pid))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no process " + pid));
    }

    @Test
    void aProcessIsShownWithAllThatItTakesAndWithoutItsSecret() throws Exception {
        TopzRole role = start("");
        try (TempFolder folder = TempFolder.create("topz");
                ChildProcess busy = ChildProcess.start(
                        folder.path(), Map.of(), List.of("sh", "-c", "while :; do :; done", "--password=hunter2"))) {
            Eventually.passes(() -> {
                Map<?, ?> shown = process(portOf(role), busy.pid());
                assertThat(shown.get("command")).isEqualTo("sh -c while :; do :; done --password=***");
                assertThat(((Number) Objects.requireNonNull(shown.get("cpu-ratio"))).doubleValue())
                        .isGreaterThan(0.05);
            });

            Map<?, ?> shown = process(portOf(role), busy.pid());

            assertThat(shown.get("name")).isEqualTo("sh");
            assertThat(shown.get("parent")).isEqualTo(ProcessHandle.current().pid());
            assertThat(shown.get("threads")).isEqualTo(1L);
            for (String number : List.of("rss-bytes", "pss-bytes", "uss-bytes", "fds")) {
                assertThat((Long) shown.get(number)).as(number).isPositive();
            }
            assertThat((Long) shown.get("pss-bytes")).isLessThanOrEqualTo((Long) shown.get("rss-bytes"));
            assertThat((Long) shown.get("uss-bytes")).isLessThanOrEqualTo((Long) shown.get("pss-bytes"));
            assertThat(shown.get("read-bytes")).isInstanceOf(Long.class);
            assertThat(HttpAnswer.get(portOf(role), "/topz").body()).doesNotContain("hunter2");
        } finally {
            role.stop();
        }
    }

    @Test
    void browsersGetATableAndOthersText() throws Exception {
        TopzRole role = start(", shown: 5");
        try {
            HttpAnswer text = HttpAnswer.get(portOf(role), "/?sort=rss&n=3");
            HttpAnswer html = HttpAnswer.of(portOf(role), "GET", "/?sort=name", "Accept: text/html,*/*");

            assertThat(text.header("content-type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(text.body().lines()).hasSize(5).element(1).asString().contains("%CPU", "RSS", "COMMAND");
            assertThat(html.header("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(html.body())
                    .contains("http-equiv=\"refresh\" content=\"5\"", "<a href=\"?sort=pss&amp;refresh=5\">PSS</a>")
                    .doesNotContain("<script");
            assertThat(HttpAnswer.get(portOf(role), "/nothing").status()).isEqualTo(404);
            assertThat(HttpAnswer.of(portOf(role), "POST", "/", "Content-Length: 0")
                            .status())
                    .isEqualTo(405);
            assertThat(HttpAnswer.of(portOf(role), "GET", "/", "Host: evil.example")
                            .status())
                    .as("a name that was pointed here")
                    .isEqualTo(421);
        } finally {
            role.stop();
        }
    }

    @Test
    void prometheusIsToldOfNoMoreProcessesThanAreShown() throws Exception {
        TopzRole role = start(", shown: 3");
        try (TempFolder folder = TempFolder.create("topz")) {
            HttpAnswer page = HttpAnswer.get(portOf(role), "/metrics?sort=rss");
            HttpAnswer open = HttpAnswer.of(
                    portOf(role), "GET", "/metrics", "Accept: application/openmetrics-text;version=1.0.0");

            assertThat(page.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(page.body())
                    .contains("# TYPE attache_topz_process_cpu_seconds_total counter\n", "\nattache_topz_processes ");
            assertThat(page.body().lines().filter(line -> line.startsWith("attache_topz_process_resident_bytes{")))
                    .hasSize(3)
                    .allMatch(line -> line.matches(".*\\{container=\"[^\"]*\",name=\"[^\"]+\",pid=\"[0-9]+\"} [0-9]+"));
            assertThat(open.body())
                    .contains("# TYPE attache_topz_process_cpu_seconds counter\n")
                    .endsWith("# EOF\n");
            Path text = Files.writeString(folder.path().resolve("metrics.txt"), page.body(), ISO_8859_1);
            List<String> command = List.of(
                    "sh",
                    "-c",
                    "exec \"$0\" check metrics <" + text,
                    Program.PROMTOOL.path().toString());
            try (ChildProcess promtool = ChildProcess.start(folder.path(), Map.of(), command)) {
                assertThat(promtool.awaitExit(Deadline.USUAL)).isZero();
                assertThat(promtool.output()).isEmpty();
            }
        } finally {
            role.stop();
        }
    }

    @Test
    void everyPageNeedsTheTokenWhereThereIsOne() throws Exception {
        TopzRole role = start(", token: opensesame");
        try {
            assertThat(HttpAnswer.get(portOf(role), "/json").status()).isEqualTo(401);
            assertThat(HttpAnswer.of(portOf(role), "GET", "/json", "Authorization: Bearer opensesame")
                            .status())
                    .isEqualTo(200);
        } finally {
            role.stop();
        }
    }

    @Test
    void pagesAreShownByTlsAndARenewedCertificateCounts() throws Exception {
        try (TempFolder folder = TempFolder.create("topz")) {
            Certificate one = Certificate.make(folder.path(), "one");
            Certificate two = Certificate.make(folder.path(), "two");
            TopzRole role = start(", " + tls(one));
            try (TlsVisitor visitor = TlsVisitor.connect(portOf(role))) {
                assertThat(visitor.organization()).isEqualTo("one");
                assertThat(visitor.get("/topz", true, "Host: localhost")).contains("%CPU");

                assertThat(role.reload(config(", " + tls(two)))).isTrue();

                try (TlsVisitor later = TlsVisitor.connect(portOf(role))) {
                    assertThat(later.organization()).isEqualTo("two");
                }
                assertThat(visitor.get("/topz", true, "Host: localhost", "Origin: http://localhost"))
                        .as("a page of the same host in the clear is another origin")
                        .doesNotContain("%CPU");
                assertThat(role.reload(config(""))).isFalse();
            } finally {
                role.stop();
            }
        }
    }

    private static String tls(Certificate certificate) {
        return "tls: {cert: {file: \"" + certificate.cert() + "\"}, key: {file: \"" + certificate.key() + "\"}}";
    }

    @Test
    void noPageFailsWhileProcessesComeAndGo() throws Exception {
        TopzRole role = start("");
        try (TempFolder folder = TempFolder.create("topz");
                ChildProcess _ = ChildProcess.start(
                        folder.path(), Map.of(), List.of("sh", "-c", "while :; do /bin/true & /bin/true; done"))) {
            List<Integer> answers =
                    Stream.generate(() -> statusOf(portOf(role))).limit(20).toList();

            assertThat(answers).containsOnly(200);
            assertThat(observer.messages()).isEmpty();
        } finally {
            role.stop();
        }
    }

    private static int statusOf(int port) {
        try {
            return HttpAnswer.get(port, "/json").status();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
