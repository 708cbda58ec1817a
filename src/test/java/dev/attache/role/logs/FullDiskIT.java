package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Eventually;
import dev.attache.testing.SmallDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of one mebibyte that becomes full.
class FullDiskIT {
    @TempDir
    private Path folder;

    private @Nullable SmallDisk disk;
    private int written;

    @BeforeEach
    void mount() throws IOException {
        disk = SmallDisk.at(folder.resolve("disk"), 1);
    }

    @AfterEach
    void unmount() throws IOException {
        disk().close();
    }

    private SmallDisk disk() {
        SmallDisk mounted = disk;
        if (mounted == null) {
            throw new IllegalStateException("not mounted");
        }
        return mounted;
    }

    private Attache attache(Path out, Path state) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        return Attache.start(
                        work,
                        "logs",
                        "--admin",
                        "127.0.0.1:0",
                        "--file",
                        folder.resolve("app.log").toString(),
                        "--format",
                        "raw",
                        "--multiline",
                        "off",
                        "--encode",
                        "raw",
                        "--output",
                        out.toString(),
                        "--state",
                        state.toString())
                .awaitReady();
    }

    private void write(int lines) throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("line ").append(written++).append(" of the app\n");
        }
        Files.writeString(folder.resolve("app.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> expected() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < written; i++) {
            lines.add("line " + i + " of the app");
        }
        return lines;
    }

    private static List<String> lines(Path out) throws IOException {
        return Files.exists(out) ? Files.readAllLines(out, StandardCharsets.US_ASCII) : List.of();
    }

    @Test
    void anOutputOnAFullDiskWaitsForRoomAndLosesNothing() throws IOException {
        Path out = disk().path().resolve("out");
        try (Attache attache = attache(out, folder.resolve("state"))) {
            write(1000);
            Eventually.passes(() -> assertThat(lines(out)).hasSize(written));
            disk().fill(attache.pid());
            write(10_000);
            Eventually.passes(() -> assertThat(attache.get("/metrics").body())
                    .containsPattern("attache_log_output_failures_total\\{[^}]*} [1-9]"));
            disk().free(attache.pid());
            Eventually.passes(() -> assertThat(lines(out)).hasSize(written));

            assertThat(lines(out)).isEqualTo(expected());
        }
    }

    @Test
    void whatTheStateHasNoRoomForIsDeliveredAgainAfterAKillAndNothingIsMissing() throws IOException {
        Path out = folder.resolve("out");
        try (Attache attache = attache(out, disk().path().resolve("state"))) {
            disk().fill(attache.pid());
            write(1000);
            Eventually.passes(() -> assertThat(lines(out)).hasSize(written));
            attache.signal("KILL");
            attache.awaitExit();
            disk().free(attache.pid());
        }
        write(1000);
        try (Attache attache = attache(out, disk().path().resolve("state"))) {
            Eventually.passes(() -> assertThat(new LinkedHashSet<>(lines(out))).hasSize(written));
            assertThat(new ArrayList<>(new LinkedHashSet<>(lines(out)))).isEqualTo(expected());
            assertThat(attache.output()).doesNotContain("LogBytesLost");
        }
    }

    @Test
    void aStateThatWasWrittenBeforeTheDiskWasFullStaysInForce() throws IOException {
        Path out = folder.resolve("out");
        Path state = disk().path().resolve("state");
        try (Attache attache = attache(out, state)) {
            write(1000);
            Eventually.passes(() -> assertThat(lines(out)).hasSize(written));
            attache.signal("TERM");
            assertThat(attache.awaitExit()).isZero();
        }
        try (Attache attache = attache(out, state)) {
            disk().fill(attache.pid());
            attache.signal("KILL");
            attache.awaitExit();
            disk().free(attache.pid());
        }
        write(10);
        try (Attache attache = attache(out, state)) {
            Eventually.passes(() -> assertThat(lines(out)).hasSize(written));
            assertThat(lines(out)).isEqualTo(expected());
            assertThat(attache.isAlive()).isTrue();
        }
    }
}
