package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Eventually;
import dev.attache.testing.Program;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Standard input of a real process, and what it says at its end.
class StdinIT {
    @TempDir
    private Path folder;

    private Attache attache(Path stdin) throws IOException {
        return Attache.startReading(
                folder,
                stdin,
                "logs",
                "--admin",
                "127.0.0.1:0",
                "--stdin",
                "--format",
                "raw",
                "--encode",
                "raw",
                "--output",
                folder.resolve("out").toString(),
                "--state",
                folder.resolve("state").toString());
    }

    private List<String> lines() throws IOException {
        Path out = folder.resolve("out");
        return Files.exists(out) ? Files.readAllLines(out) : List.of();
    }

    @Test
    void theEndOfStandardInputIsTheEndOfTheRoleWhichSumsUpWhatItDid() throws IOException {
        Path input = Files.writeString(folder.resolve("input"), "one\ntwo\nthree");
        try (Attache attache = attache(input)) {
            assertThat(attache.awaitExit()).as(attache.output()).isZero();
            assertThat(lines()).containsExactly("one", "two", "three");
            assertThat(attache.output().lines().filter(each -> each.contains("\"LogsEnded\"")))
                    .singleElement()
                    .asString()
                    .contains("read 3 lines (13 bytes)", "lost 0 bytes");
            assertThat(attache.output()).as("no bar without a terminal").doesNotContain("[#");
        }
    }

    @Test
    void whatWasReadIsDeliveredWhenItIsAskedToEndHalfALineToo() throws IOException {
        Path pipe = folder.resolve("pipe");
        Process made = new ProcessBuilder(Program.MKFIFO.path().toString(), pipe.toString()).start();
        Eventually.holds("the pipe is there", () -> !made.isAlive() && made.exitValue() == 0);
        try (RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw");
                Attache attache = attache(pipe)) {
            attache.awaitReady();
            writer.write("one\ntwo\nhal".getBytes(StandardCharsets.US_ASCII));
            Eventually.passes(() -> assertThat(lines()).containsExactly("one", "two"));
            writer.write("f".getBytes(StandardCharsets.US_ASCII));
            Eventually.passes(() ->
                    assertThat(attache.get("/metrics").body()).containsPattern("attache_log_lag_bytes\\{[^}]*} 4"));
            attache.signal("TERM");
            assertThat(attache.awaitExit()).isZero();

            assertThat(lines()).containsExactly("one", "two", "half");
        }
    }
}
