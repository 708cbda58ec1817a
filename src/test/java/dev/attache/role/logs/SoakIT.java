package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Deadline;
import dev.attache.testing.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An app that rotates its log in every way, and an attache that is killed again and again, for a while.
class SoakIT {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("soak.seconds", 15));
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final long SEED = 20_261_121;

    @TempDir
    private Path folder;

    private Attache attache() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        return Attache.start(
                work,
                "logs",
                "--admin",
                "127.0.0.1:0",
                "--file",
                folder.resolve("logs") + "/app.log*",
                "--encode",
                "raw",
                "--output",
                folder.resolve("out").toString(),
                "--state",
                folder.resolve("state").toString());
    }

    @Test
    void everyLineArrivesThroughRotationAndKillsAndNoneOutOfOrder() throws IOException {
        Files.createDirectory(folder.resolve("logs"));
        Random random = new Random(SEED);
        Attache attache = attache();
        int kills = 0;
        try (RotatingWriter app = new RotatingWriter(folder.resolve("logs"), SEED)) {
            Deadline end = Deadline.after(LENGTH);
            while (!end.isOver()) {
                app.burst();
                if (random.nextInt(30) == 0) {
                    app.rotate();
                }
                if (random.nextInt(150) == 0) {
                    attache.close();
                    kills++;
                    app.burst();
                    app.rotate();
                    attache = attache();
                }
                LockSupport.parkNanos(random.nextInt(20_000_000));
            }
            long written = app.count();
            Eventually.passesWithin(
                    CATCH_UP, () -> assertThat(delivered().cardinality()).isEqualTo((int) written));
        } finally {
            attache.close();
        }

        assertThat(kills).as("times it was killed").isPositive();
        assertThat(outOfOrder(kills)).isEmpty();
        assertThat(attache.output()).doesNotContain("LogBytesLost");
    }

    private List<String> lines() throws IOException {
        Path out = folder.resolve("out");
        return Files.exists(out) ? Files.readAllLines(out, StandardCharsets.ISO_8859_1) : List.of();
    }

    private BitSet delivered() throws IOException {
        BitSet numbers = new BitSet();
        for (String line : lines()) {
            int blank = line.indexOf(' ');
            if (line.matches("\\d+ \\d+ x*")) {
                numbers.set(Integer.parseInt(line.substring(0, blank)));
            }
        }
        return numbers;
    }

    /// Lines of one file that come after a later one of the same file without having come before it; a kill may have
    /// what was delivered delivered again.
    private List<String> outOfOrder(int kills) throws IOException {
        Map<String, Integer> last = new HashMap<>();
        BitSet seen = new BitSet();
        List<String> wrong = new ArrayList<>();
        int again = 0;
        for (String line : lines()) {
            String[] words = line.split(" ", 3);
            if (!line.matches("\\d+ \\d+ x*")) {
                continue;
            }
            int number = Integer.parseInt(words[0]);
            if (seen.get(number)) {
                again++;
            } else if (number < last.getOrDefault(words[1], -1)) {
                wrong.add(line);
            }
            seen.set(number);
            last.merge(words[1], number, Math::max);
        }
        if (kills == 0 && again > 0) {
            wrong.add(again + " lines came twice without a kill");
        }
        return wrong;
    }
}
