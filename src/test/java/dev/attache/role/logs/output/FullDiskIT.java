package dev.attache.role.logs.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of 512 KiB, seen by attache alone, that is full for a while.
class FullDiskIT {
    private static final int LINES = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void whatDoesNotFitIsWrittenWhenThereIsRoomAndNothingIsLostOrTorn() throws Exception {
        List<String> lines =
                IntStream.range(0, LINES).mapToObj(i -> "line " + i).toList();
        Files.write(folder.resolve("app.log"), lines);
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String script = "mount -t tmpfs -o size=512k tmpfs disk && head -c 480k /dev/zero > disk/filler && exec "
                + Path.of(System.getProperty("java.home"), "bin", "java") + " @"
                + Path.of("config", "jvm.options").toAbsolutePath() + " -cp " + System.getProperty("java.class.path")
                + " dev.attache.Main logs --file app.log --format raw --encode raw --output disk/out --state state";

        try (ChildProcess attache = ChildProcess.start(
                folder,
                Map.of(),
                List.of(
                        Program.UNSHARE.path().toString(),
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        script))) {
            Eventually.passesWithin(PATIENCE, () -> assertThat(attache.output()).contains("No space left on device"));
            Path seen = Path.of("/proc", Long.toString(attache.pid()), "root", disk.toString());
            Files.delete(seen.resolve("filler"));

            Eventually.passesWithin(
                    PATIENCE,
                    () -> assertThat(Files.readAllLines(seen.resolve("out"))).isEqualTo(lines));
            Eventually.passesWithin(PATIENCE, () -> assertThat(attache.output()).contains("OutputResumed"));
        }
    }
}
