package dev.attache.role.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Deadline;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.Program;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.TempFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Prometheus is told: names of its blackbox exporter, and names of our own.
class ProbeMetricsIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static Shim shim(RawOrigin app) throws Exception {
        return Shim.of("checks:\n"
                + "  it: {http: \"http://" + app.address() + "/\", expect: {body: ok}, interval: 50ms}\n"
                + "  bad: {http: \"http://" + app.address() + "/\", expect: {body: no}, interval: 50ms}\n"
                + "  disk: {disk: /tmp, interval: 50ms}\n"
                + "  gone: {tcp: \"127.0.0.1:1\", interval: 50ms}\n"
                + "ready: it && bad\n");
    }

    @Test
    void everyCheckIsToldUnderTheNamesThatDashboardsKnow() throws Exception {
        try (RawOrigin app = RawOrigin.answering(OK);
                Shim shim = shim(app)) {
            shim.awaitPass();
            shim.awaitStatus("/checks/bad", 503, "fail since");
            shim.awaitStatus("/checks/gone", 503, "fail since");
            shim.awaitStatus("/checks/disk", 200, "pass since");

            HttpAnswer page = shim.get("/metrics");

            assertThat(page.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(page.body())
                    .contains(
                            "# TYPE probe_success gauge\n",
                            "probe_success{check=\"it\"} 1\n",
                            "probe_success{check=\"bad\"} 0\n",
                            "probe_success{check=\"gone\"} 0\n",
                            "probe_http_status_code{check=\"bad\"} 200\n",
                            "probe_http_version{check=\"it\"} 1.1\n",
                            "probe_http_ssl{check=\"it\"} 0\n",
                            "probe_failed_due_to_regex{check=\"it\"} 0\n",
                            "probe_failed_due_to_regex{check=\"bad\"} 1\n",
                            "probe_ip_protocol{check=\"it\"} 4\n",
                            "probe_duration_seconds{check=\"gone\"} ",
                            "probe_http_duration_seconds{check=\"it\",phase=\"connect\"} ",
                            "probe_http_duration_seconds{check=\"it\",phase=\"processing\"} ",
                            "probe_http_duration_seconds{check=\"it\",phase=\"transfer\"} ",
                            "attache_health_check_disk_free_ratio{check=\"disk\"} 0.",
                            "attache_health_check_passes{check=\"gone\",role=\"health\"} 0\n",
                            "attache_health_verdict{endpoint=\"ready\",role=\"health\"} 0\n",
                            "attache_health_verdict{endpoint=\"live\",role=\"health\"} 1\n")
                    .doesNotContain("probe_http_status_code{check=\"gone\"}");
        }
    }

    @Test
    void oneCheckIsToldAsTheBlackboxExporterTellsOfATarget() throws Exception {
        try (RawOrigin app = RawOrigin.answering(OK);
                Shim shim = shim(app)) {
            shim.awaitPass();

            String page = shim.get("/probe?module=http_2xx&target=it").body();

            assertThat(page)
                    .contains("\nprobe_success 1\n", "\nprobe_http_status_code 200\n", "phase=\"transfer\"")
                    .doesNotContain("check=", "attache_");
            assertThat(shim.get("/probe?target=none").status()).isEqualTo(400);
            assertThat(shim.get("/probe").status()).isEqualTo(400);
            HttpAnswer open = shim.get("/probe?target=it", "Accept: application/openmetrics-text;version=1.0.0");
            assertThat(open.header("content-type")).startsWith("application/openmetrics-text; version=1.0.0");
            assertThat(open.body()).endsWith("# EOF\n");
        }
    }

    @Test
    void prometheusFindsNoFaultWithThem() throws Exception {
        try (TempFolder folder = TempFolder.create("health");
                RawOrigin app = RawOrigin.answering(OK);
                Shim shim = shim(app)) {
            shim.awaitPass();
            shim.awaitStatus("/checks/disk", 200, "pass since");
            Path page = Files.writeString(
                    folder.path().resolve("metrics.txt"), shim.get("/metrics").body(), StandardCharsets.ISO_8859_1);
            List<String> command = List.of(
                    "sh",
                    "-c",
                    "exec \"$0\" check metrics <" + page,
                    Program.PROMTOOL.path().toString());
            try (ChildProcess promtool = ChildProcess.start(folder.path(), Map.of(), command)) {
                assertThat(promtool.awaitExit(Deadline.USUAL)).isZero();
                assertThat(promtool.output()).isEmpty();
            }
        }
    }
}
