package dev.attache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Certificate;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.TlsVisitor;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `attache split` as a process, before two real servers.
class SplitIT {
    private static final int VISITORS = 300;

    @TempDir
    private Path folder;

    private final int port = FreePorts.next();

    private Attache split(WebServer stable, WebServer next, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "split",
                "--listen",
                "127.0.0.1:" + port,
                "--to",
                "stable=" + stable.address() + "@90",
                "--to",
                "next=" + next.address() + "@10",
                "--by",
                "cookie:attache-arm",
                "--admin",
                "127.0.0.1:0"));
        arguments.addAll(List.of(more));
        return Attache.start(folder, arguments.toArray(String[]::new)).awaitReady();
    }

    private static WebServer serving(String text) throws IOException {
        return WebServer.nginx(Map.of("page", text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void visitorsAreSplitByTheirWeightsAndStayThroughARestart() throws IOException {
        try (WebServer stable = serving("stable");
                WebServer next = serving("next")) {
            Map<String, String> armByCookie = new HashMap<>();
            try (Attache attache = split(stable, next)) {
                for (int i = 0; i < VISITORS; i++) {
                    HttpAnswer answer = HttpAnswer.get(port, "/page");
                    String cookie = answer.header("Set-Cookie");
                    armByCookie.put(cookie.substring(0, cookie.indexOf(';')), answer.body());
                }
                attache.signal("TERM");
                assertThat(attache.awaitExit()).isZero();
            }
            double expected = VISITORS * 0.1;
            long went = armByCookie.values().stream().filter("next"::equals).count();
            assertThat(Math.abs(went - expected)).isLessThan(5 * Math.sqrt(VISITORS * 0.1 * 0.9));
            try (Attache attache = split(stable, next)) {
                for (Map.Entry<String, String> each : armByCookie.entrySet()) {
                    HttpAnswer answer = HttpAnswer.of(port, "GET", "/page", "Cookie: " + each.getKey());
                    assertThat(answer.body()).isEqualTo(each.getValue());
                    assertThat(answer.header("Set-Cookie")).isEmpty();
                }
                assertThat(attache.get("/roles").body()).contains("\"experiment\": \"split\"", "\"arm\": \"next\"");
                assertThat(attache.get("/metrics").body())
                        .contains("attache_http_answers_total{")
                        .contains("arm=\"next\"");
            }
        }
    }

    @Test
    void withACertificateVisitorsComeByHttps() throws IOException {
        Certificate own = Certificate.make(folder, "localhost");
        try (WebServer stable = serving("stable");
                WebServer next = serving("next");
                Attache attache = split(
                        stable,
                        next,
                        "--tls-cert",
                        own.cert().toString(),
                        "--tls-key",
                        own.key().toString());
                TlsVisitor visitor = TlsVisitor.connect(port)) {
            assertThat(visitor.get("/page", true)).isIn("stable", "next");
            assertThat(HttpAnswer.get(port, "/page").status())
                    .as("in the clear")
                    .isEqualTo(400);
            assertThat(attache.isAlive()).isTrue();
        }
    }
}
