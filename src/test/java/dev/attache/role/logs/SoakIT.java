package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Deadline;
import dev.attache.testing.Eventually;
import dev.attache.testing.Program;
import dev.attache.testing.SmallDisk;
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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An app that rotates its log in every way, and an attache that is killed again and again, for a while, with a slow
/// output and one on a disk that becomes full.
class SoakIT {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("soak.seconds", 15));
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final Pattern BYTES = Pattern.compile("\"bytes\":(\\d+)");
    private static final int DISK_MEBIBYTES = 128;
    private static final long SEED = Long.getLong("soak.seed", 20_261_121);

    @TempDir
    private Path folder;

    private Attache attache() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path file = work.resolve("attache.yaml");
        Files.writeString(file, """
            admin: {listen: "127.0.0.1:0"}
            roles:
              soak:
                kind: logs
                inputs: [{file: "%1$s/logs/app.log*", format: raw, multiline: off}]
                outputs:
                  - file: {path: %1$s/disk/out, encode: raw}
                  - file: {path: %1$s/slow, encode: raw}
                state: %1$s/disk/state
            """.formatted(folder));
        return Attache.start(work, "run", "-c", file.toString());
    }

    @Test
    void everyLineArrivesThroughRotationKillsAndFullDisksAndNoneOutOfOrder() throws IOException {
        Files.createDirectory(folder.resolve("logs"));
        makeFifo(folder.resolve("slow"));
        Random random = new Random(SEED);
        int kills = 0;
        int fills = 0;
        try (SmallDisk disk = SmallDisk.at(folder.resolve("disk"), DISK_MEBIBYTES);
                SlowReader slow = SlowReader.of(folder.resolve("slow"), folder.resolve("slow-out"), SEED);
                RotatingWriter app = new RotatingWriter(folder.resolve("logs"), SEED)) {
            Attache attache = attache().awaitReady();
            try {
                Deadline end = Deadline.after(LENGTH);
                while (!end.isOver()) {
                    app.burst();
                    if (random.nextInt(30) == 0) {
                        app.rotate();
                    }
                    if (random.nextInt(100) == 0) {
                        disk.fill(attache.pid());
                        fills++;
                    }
                    boolean kill = random.nextInt(150) == 0;
                    if (kill) {
                        attache.close();
                        kills++;
                        app.burst();
                        app.rotate();
                    }
                    if (kill || random.nextInt(20) == 0) {
                        disk.free(attache.pid());
                    }
                    if (kill) {
                        attache = attache();
                    }
                    LockSupport.parkNanos(random.nextInt(20_000_000));
                }
                disk.free(attache.pid());
                slow.hurry();
                awaitAll(folder.resolve("disk/out"), app.count());
                awaitAll(folder.resolve("slow-out"), app.count());
                assertThat(outOfOrder(folder.resolve("disk/out"), kills)).isEmpty();
                assertThat(outOfOrder(folder.resolve("slow-out"), kills)).isEmpty();
                assertThat(bytesOf(attache, "LogBytesLost"))
                        .as("bytes told of as lost, all of which were found in copies later")
                        .isLessThanOrEqualTo(bytesOf(attache, "LogCopyFound"));
            } finally {
                attache.close();
            }
        }
        assertThat(kills).as("times it was killed").isPositive();
        assertThat(fills).as("times the disk was full").isPositive();
    }

    private static long bytesOf(Attache attache, String event) throws IOException {
        return attache.output()
                .lines()
                .filter(each -> each.contains("\"" + event + "\""))
                .map(BYTES::matcher)
                .mapToLong(each -> each.find() ? Long.parseLong(each.group(1)) : 0)
                .sum();
    }

    private static void awaitAll(Path out, long written) {
        Eventually.passesWithin(CATCH_UP, () -> {
            BitSet missing = delivered(out);
            missing.flip(0, (int) written);
            assertThat(missing.cardinality()).as("lines missing: %s", missing).isZero();
        });
    }

    private static void makeFifo(Path path) throws IOException {
        Process made = new ProcessBuilder(Program.MKFIFO.path().toString(), path.toString()).start();
        Eventually.holds("the pipe is there", () -> !made.isAlive() && made.exitValue() == 0);
    }

    private static List<String> lines(Path out) throws IOException {
        return Files.exists(out) ? Files.readAllLines(out, StandardCharsets.ISO_8859_1) : List.of();
    }

    private static BitSet delivered(Path out) throws IOException {
        BitSet numbers = new BitSet();
        for (String line : lines(out)) {
            int blank = line.indexOf(' ');
            if (line.matches("\\d+ \\d+ x*")) {
                numbers.set(Integer.parseInt(line.substring(0, blank)));
            }
        }
        return numbers;
    }

    /// Lines of one file that come after a later one of the same file without having come before it; a kill may have
    /// what was delivered delivered again.
    private static List<String> outOfOrder(Path out, int kills) throws IOException {
        Map<String, Integer> last = new HashMap<>();
        BitSet seen = new BitSet();
        List<String> wrong = new ArrayList<>();
        int again = 0;
        for (String line : lines(out)) {
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
