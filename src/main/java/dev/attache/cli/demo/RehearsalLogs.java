package dev.attache.cli.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Logs of every common kind for the rehearsal's log adapter, in a folder that goes with it: enough lines for the JVM
/// to learn which of attache's code is busy.
final class RehearsalLogs implements AutoCloseable {
    private static final int LINES = 50_000;
    private static final int SOME_LINES = 2_000;

    private final Path folder;

    private RehearsalLogs(Path folder) {
        this.folder = folder;
    }

    static RehearsalLogs write() throws IOException {
        var logs = new RehearsalLogs(Files.createTempDirectory("attache-rehearsal-"));
        logs.write("access.log", LINES, """
            10.1.%1$d.7 - ann [21/Nov/2026:10:00:00 +0000] "GET /a/b/%2$d?x=1 HTTP/1.1" 200 %2$d "http://example.com/" "curl/8"
            """);
        logs.write("app.json", LINES, """
            {"ts":"2026-11-21T10:00:00.%1$03dZ","level":"info","msg":"request %2$d","path":"/a/b","status":200,"took":0.%2$d}
            """);
        logs.write("notes.txt", LINES, """
            2026-11-21 10:00:00,%1$03d INFO worker-%1$d request %2$d accepted by a worker that moves in time
            """);
        logs.write("app.log", SOME_LINES, """
            2026-11-21 10:00:00,%1$03d ERROR [main] c.a.Shop - order %2$d failed
            java.lang.IllegalStateException: empty
            \tat com.acme.Shop.pay(Shop.java:17)
            """);
        logs.write("pod.log", SOME_LINES, """
            2026-11-21T10:00:00.%1$03d000000Z stdout F level=warn msg="slow" took=%2$d
            """);
        return logs;
    }

    private void write(String name, int lines, String form) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name))) {
            for (int i = 0; i < lines; i++) {
                out.write(form.formatted(i % 256, i));
            }
        }
    }

    /// The role that reads them, as a part of the file.
    String yaml() {
        return """
              logs:
                kind: logs
                inputs: ["%1$s/*.log", "%1$s/*.json", {file: "%1$s/*.txt", format: raw}]
                steps: [drop: status == 0]
                metrics:
                  - {counter: rehearsal_total, where: status != null, labels: {status: status, method: method}}
                  - {histogram: rehearsal_bytes, value: bytes, buckets: [100, 1000, 10000]}
                outputs: [{file: "%1$s/out"}]
                state: "%1$s/state"
            """.formatted(folder);
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
