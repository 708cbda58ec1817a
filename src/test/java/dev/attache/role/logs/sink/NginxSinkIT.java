package dev.attache.role.logs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real web server that keeps the bodies it is sent, as the receiver.
class NginxSinkIT {
    private static final String QUICK =
            "delivery: {records: 50, wait: 10ms, pause-first: 5ms, pause-last: 100ms, timeout: 500ms}";

    @TempDir
    private Path folder;

    private String settings(String more) throws IOException {
        Path bodies = Files.createDirectories(folder.resolve("bodies"));
        return """
            listen 127.0.0.1:PORT %s
            location /in { client_body_in_file_only on; client_body_temp_path %s; proxy_pass http://unix:%s/up.sock:/; }
            """.formatted(more, bodies, folder) + "} server { listen unix:" + folder
                + "/up.sock; location / { return 200 ok; }";
    }

    private LogsRun run(WebServer nginx, String scheme, String more) throws Exception {
        return LogsRun.start(
                folder,
                "http: {url: '%s://localhost:%d/in', encode: raw, %s%s}"
                        .formatted(scheme, nginx.address().port(), more, QUICK));
    }

    /// Lines of all bodies in the order they came.
    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> bodies = Files.list(folder.resolve("bodies"))) {
            for (Path each : bodies.sorted().toList()) {
                lines.addAll(Files.readAllLines(each));
            }
        }
        return lines;
    }

    @Test
    void recordsArriveInTheirOrder() throws Exception {
        try (WebServer nginx = WebServer.nginx(settings(";"));
                LogsRun run = run(nginx, "http", "")) {
            run.write(0, 1000);
            run.awaitDelivered(1000);

            assertThat(lines()).containsExactlyElementsOf(run.lines(0, 1000));
        }
    }

    @Test
    void theyArriveByTlsWhereTheAuthorityIsTrustedAndNotOtherwise() throws Exception {
        Certificate certificate = Certificate.make(folder, "nginx");
        String tls =
                "ssl; ssl_certificate %s; ssl_certificate_key %s;".formatted(certificate.cert(), certificate.key());
        try (WebServer nginx = WebServer.nginx(settings(tls))) {
            try (LogsRun run = run(nginx, "https", "")) {
                run.write(0, 5);
                Eventually.passes(() -> assertThat(run.messages()).anyMatch(each -> each.contains("cannot write")));
                assertThat(run.sample("log_records_delivered")).isZero();
            }
            try (LogsRun run = run(nginx, "https", "tls: {ca: {file: %s}}, ".formatted(certificate.cert()))) {
                run.write(5, 100);
                run.awaitDelivered(100);
                assertThat(lines()).containsExactlyElementsOf(run.lines(0, 100));
            }
        }
    }

    @Test
    void bodiesThatAreTooLargeForItAreSentInParts() throws Exception {
        try (WebServer nginx = WebServer.nginx(settings("; client_max_body_size 300;"));
                LogsRun run = run(nginx, "http", "")) {
            List<String> lines = new ArrayList<>(run.lines(0, 100));
            lines.add(50, "long " + "x".repeat(400));
            run.write(lines);
            run.awaitDelivered(100);

            assertThat(lines()).containsExactlyElementsOf(run.lines(0, 100));
            assertThat(run.deadLetters("http"))
                    .singleElement()
                    .asString()
                    .contains("HTTP 413")
                    .contains("long xxx");
        }
    }

    @Test
    void killedStoppedAndStartedAgainItGetsEverything() throws Exception {
        try (WebServer nginx = WebServer.nginx(settings(";"));
                LogsRun run = run(nginx, "http", "")) {
            run.write(0, 100);
            run.awaitDelivered(100);
            nginx.kill();
            run.write(100, 200);
            Eventually.passes(
                    () -> assertThat(run.sample("log_output_failures")).isPositive());
            Files.deleteIfExists(folder.resolve("up.sock"));
            nginx.restart();
            run.awaitDelivered(200);
            nginx.suspend();
            run.write(200, 300);
            double before = run.sample("log_output_failures");
            Eventually.passes(
                    () -> assertThat(run.sample("log_output_failures")).isGreaterThan(before));
            nginx.resume();
            run.awaitDelivered(300);

            assertThat(lines().stream().distinct().sorted().toList())
                    .containsExactlyElementsOf(
                            run.lines(0, 300).stream().sorted().toList());
        }
    }
}
