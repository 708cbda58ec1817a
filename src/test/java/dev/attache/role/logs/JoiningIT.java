package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records of several lines while their writer is at work, through kills, ends and rotation.
class JoiningIT {
    private static final String MARK = "{\"msg\":\"mark\"}\n";
    private static final String TRACE = "ERROR failed\njava.lang.Error: x\n\tat a.B.c(B.java:1)\n";
    private static final String MESSAGE = "\"message\":\"ERROR failed\\njava.lang.Error: x\\n\\tat a.B.c(B.java:1)\"";

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void anEmptyLog() throws IOException {
        log = Files.createFile(Files.createDirectory(folder.resolve("logs")).resolve("app.log"));
    }

    private Attache attache(String keys) throws IOException {
        Path file = Files.writeString(folder.resolve("attache.yaml"), """
            admin: {listen: "127.0.0.1:0"}
            roles:
              app:
                kind: logs
                inputs: [{file: "%1$s/logs/*.log", rotate-wait: 200ms, %2$s}]
                outputs: [{file: "%1$s/out"}]
                state: "%1$s/state"
            """.formatted(folder, keys));
        return Attache.start(folder, "run", "-c", file.toString());
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }

    private List<String> records() throws IOException {
        Path out = folder.resolve("out");
        return Files.exists(out) ? Files.readAllLines(out) : List.of();
    }

    private void awaitRecord(String part) {
        Eventually.passes(() -> assertThat(records()).anyMatch(each -> each.contains(part)));
    }

    private long count(String part) throws IOException {
        return records().stream().filter(each -> each.contains(part)).count();
    }

    @Test
    void aTraceThatIsWrittenFrameByFrameIsOneRecord() throws IOException {
        try (Attache _ = attache("multiline: auto")) {
            for (String line : TRACE.split("(?<=\n)")) {
                write(line);
                LockSupport.parkNanos(50_000_000);
            }
            awaitRecord("ERROR failed");
        }

        assertThat(records()).singleElement().asString().contains(MESSAGE);
    }

    @Test
    void whatWasHeldIsReadAgainAfterAKill() throws IOException {
        try (Attache _ = attache("multiline: {wait: 1m}")) {
            write(MARK + TRACE);
            awaitRecord("mark");
        }
        assertThat(count("ERROR")).isZero();
        write("\tat a.B.d(B.java:2)\nINFO next\nINFO more\n");
        try (Attache _ = attache("multiline: {wait: 1m}")) {
            awaitRecord("INFO next");
        }

        assertThat(count("ERROR failed")).isOne();
        assertThat(count("c(B.java:1)\\n\\tat a.B.d(B.java:2)\"")).isOne();
    }

    @Test
    void whatIsReadWhileItIsAskedToEndIsDeliveredToo() throws Exception {
        write(TRACE);
        String input = "{file: " + log + ", multiline: {wait: 1m}}";
        try (Adapter adapter = Adapter.start(folder, input)) {
            adapter.drain();
            assertThat(adapter.lines()).containsExactlyElementsOf(TRACE.lines().toList());
        }
    }

    @Test
    void whatIsHeldIsDeliveredBeforeAttacheEnds() throws IOException {
        try (Attache attache = attache("multiline: {wait: 1m}")) {
            write(MARK + TRACE);
            awaitRecord("mark");
            attache.signal("TERM");
            assertThat(attache.awaitExit()).isZero();
        }
        assertThat(count(MESSAGE)).isOne();
        write(MARK);
        try (Attache _ = attache("multiline: {wait: 1m}")) {
            Eventually.passes(() -> assertThat(count("mark")).isEqualTo(2));
        }

        assertThat(count("ERROR")).as("nothing comes twice").isOne();
    }

    @Test
    void theEndOfARotatedFileEndsItsLastRecord() throws IOException {
        try (Attache _ = attache("multiline: {wait: 1m}")) {
            write(MARK + TRACE);
            awaitRecord("mark");
            Files.move(log, folder.resolve("app.log.1"));
            awaitRecord("ERROR failed");
        }

        assertThat(count(MESSAGE)).isOne();
    }

    @Test
    void theNamesOfColumnsAreKnownWhereverReadingBegins() throws IOException {
        try (Attache attache = attache("format: csv")) {
            write("host,load\na,1\n");
            awaitRecord("\"host\":\"a\"");
            attache.signal("TERM");
            assertThat(attache.awaitExit()).isZero();
        }
        write("b,2\n");
        try (Attache _ = attache("format: csv")) {
            awaitRecord("\"host\":\"b\",\"load\":2}");
        }

        assertThat(records()).hasSize(2);
    }

    @Test
    void patternsOfTheFileAreUsed() throws IOException {
        Path patterns = Files.writeString(folder.resolve("patterns"), "ORDER order-%{INT:order:int}\n");
        String keys =
                "multiline: {start: '^\\d'}, format: {grok: '^%{DATA:time} %{LOGLEVEL:level} %{ORDER}', patterns: ["
                        + patterns + "]}";
        try (Attache _ = attache(keys)) {
            write("2026-11-21T10:00:00Z WARN order-17 is late\nvery late\n2026-11-21T10:00:01Z INFO order-18\n");
            awaitRecord("\"order\":18");
        }

        assertThat(records().getFirst())
                .startsWith("{\"time\":\"2026-11-21T10:00:00Z\",\"level\":\"warn\"")
                .contains("is late\\nvery late\"")
                .endsWith("\"order\":17}");
    }
}
