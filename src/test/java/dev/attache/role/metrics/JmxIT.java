package dev.attache.role.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawOrigin;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real JVM with beans of its own, reached by its attach API and by a real Jolokia agent.
class JmxIT {
    private static final String PASSWORD = "jmx-pa55";
    private static final String METRICS = """
            metrics:
              - {name: app_queue_size, bean: "app:type=Queue,*", attribute: Size, labels: {queue: $name, kind: own}}
              - {name: app_queue_state, bean: "app:type=Queue,*", attribute: State, labels: {queue: $name},
                 as: {states: [idle, busy]}}
              - {name: app_deadline_seconds, bean: "app:type=Queue,*", attribute: Deadline, as: {scale: 0.001},
                 labels: {queue: $name}}
              - {name: app_absent, bean: "app:type=Nothing", attribute: Size}
        """;

    @TempDir
    private Path folder;

    private ChildProcess app(String mark, String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BeanApp.class.getName(), mark));
        ChildProcess app = ChildProcess.start(folder, Map.of(), command);
        Eventually.passes(() -> assertThat(app.output()).contains("ready"));
        return app;
    }

    private static String source(String where) {
        return "sources:\n  jvm:\n    kind: jmx\n    " + where + "\n" + METRICS;
    }

    private static void checkPage(Page page) {
        assertThat(page.value("attache_source_up{source=\"jvm\"}")).isEqualTo(1);
        assertThat(page.value("app_queue_size{kind=\"own\",queue=\"orders\"}")).isEqualTo(17);
        assertThat(page.value("app_queue_size{kind=\"own\",queue=\"mails to \"all\"\"}"))
                .isEqualTo(3);
        assertThat(page.value("app_queue_state{app_queue_state=\"busy\",queue=\"orders\"}"))
                .isEqualTo(1);
        assertThat(page.value("app_queue_state{app_queue_state=\"idle\",queue=\"orders\"}"))
                .isZero();
        assertThat(page.value("app_deadline_seconds{queue=\"orders\"}")).isEqualTo(1.5);
        assertThat(page.series().keySet()).noneMatch(each -> each.startsWith("app_absent"));
        assertThat(page.value("jvm_memory_used_bytes{area=\"heap\"}")).isBetween(1e5, 32.0 * (1 << 20));
        assertThat(page.value("jvm_memory_max_bytes{area=\"heap\"}")).isBetween(16.0 * (1 << 20), 32.0 * (1 << 20));
        assertThat(page.value("jvm_threads_current")).isPositive();
        assertThat(page.value("jvm_classes_loaded_total")).isGreaterThan(100);
        assertThat(page.value("process_start_time_seconds")).isGreaterThan(1e9);
        assertThat(page.value("process_cpu_seconds_total")).isBetween(0.001, 60.0);
        assertThat(page.series().keySet())
                .anyMatch(each -> each.startsWith("jvm_gc_collection_seconds_count{gc="))
                .anyMatch(each -> each.startsWith("jvm_memory_pool_used_bytes{pool="))
                .anyMatch(each -> each.startsWith("jvm_buffer_pool_used_bytes{pool=\"direct\""));
    }

    @Test
    void aProcessIsFoundByItsCommandLineAndAskedByItsAttachApi() throws Exception {
        try (ChildProcess app = app("mark-one");
                Adapter attache = Adapter.start(source("process: mark-one"))) {
            checkPage(attache.read());
            checkPage(attache.read());

            app.kill();
            Page page = attache.read();
            assertThat(page.value("attache_source_up{source=\"jvm\"}")).isZero();
            assertThat(attache.observer().messages().toString())
                    .contains("there is no JVM with \"mark-one\" in its command line");
        }
    }

    @Test
    void aProcessThatIsStartedAgainIsFoundAgain() throws Exception {
        try (Adapter attache = Adapter.start(source("process: mark-two"))) {
            try (ChildProcess _ = app("mark-two")) {
                checkPage(attache.read());
            }
            try (ChildProcess _ = app("mark-two")) {
                checkPage(attache.read());
            }
        }
    }

    @Test
    void whichOfTwoIsMeantIsNotGuessedAndWhoLetsNobodyAttachIsToldAsSuch() throws Exception {
        try (ChildProcess first = app("mark-three");
                ChildProcess second = app("mark-three", "-XX:+DisableAttachMechanism");
                Adapter both = Adapter.start(source("process: mark-three"));
                Adapter one = Adapter.start(source("process: \"" + first.pid() + "\""));
                Adapter closed = Adapter.start(source("process: \"" + second.pid() + "\""))) {
            checkPage(one.read());
            assertThat(both.read().value("attache_source_up{source=\"jvm\"}")).isZero();
            assertThat(both.observer().messages().toString()).contains("there are 2 JVMs with \"mark-three\"");
            assertThat(closed.read().value("attache_source_up{source=\"jvm\"}")).isZero();
            assertThat(closed.observer().messages().toString()).contains("process " + second.pid());
            assertThat(second.isAlive()).isTrue();
        }
    }

    @Test
    void aJolokiaAgentIsAskedInOneRequest() throws Exception {
        int port = FreePorts.next();
        String agent = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(each -> each.contains("jolokia-agent-jvm"))
                .findFirst()
                .orElseThrow();
        String options = "-javaagent:" + agent + "=host=127.0.0.1,port=" + port + ",user=ann,password=" + PASSWORD
                + ",discoveryEnabled=false";
        String url = "url: http://127.0.0.1:" + port + "/jolokia";
        try (ChildProcess app = app("mark-four", options);
                Adapter attache = Adapter.start(source(url + "\n    user: ann\n    password: " + PASSWORD));
                Adapter stranger = Adapter.start(source(url + "\n    user: ann\n    password: wrong"))) {
            checkPage(attache.read());

            assertThat(stranger.read().value("attache_source_up{source=\"jvm\"}"))
                    .isZero();
            assertThat(stranger.observer().messages().toString()).contains("status 401");
            app.kill();
            assertThat(attache.page())
                    .contains("attache_source_up{source=\"jvm\"} 0")
                    .doesNotContain(PASSWORD);
            assertThat(attache.observer().messages().toString() + attache.role().status())
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void whoAnswersSomethingElseThanJolokiaIsDown() throws Exception {
        for (String body : Set.of("[]", "{}", "[{\"status\":200}]", "nonsense", "{\"status\":500,\"value\":null}")) {
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            try (RawOrigin server = RawOrigin.answering(answer);
                    Adapter attache = Adapter.start(source("url: http://" + server.address() + "/jolokia"))) {
                assertThat(attache.read().value("attache_source_up{source=\"jvm\"}"))
                        .as(body)
                        .isZero();
            }
        }
    }
}
