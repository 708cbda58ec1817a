package dev.attache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a start takes and how little it holds, with the real launcher, the real jar and what it learnt in
/// rehearsal.
@Tag("alone")
class StartIT {
    /// Many times what it takes on an idle machine, since this one runs tests: the figure is printed, `scripts/bench`
    /// judges it.
    private static final Duration READY_MAX = Duration.ofSeconds(5);

    private static final long RESIDENT_KIB_MAX = 96 * 1024;
    private static final Duration TRAINED_WITHIN = Duration.ofMinutes(2);

    @TempDir
    private static Path home;

    private final int port = FreePorts.next();
    private final int adminPort = FreePorts.next();

    @BeforeAll
    static void install() throws IOException {
        for (String each : List.of("scripts/attache", "config/jvm.options", "target/attache.jar")) {
            copy(Path.of(each));
        }
        for (String folder : List.of("target/lib", "target/native")) {
            try (Stream<Path> libraries = Files.list(Path.of(folder))) {
                for (Path each : libraries.toList()) {
                    copy(each);
                }
            }
        }
        Files.setPosixFilePermissions(home.resolve("scripts/attache"), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ChildProcess training = launch(Map.of(), "--train")) {
            assertThat(training.awaitExit(TRAINED_WITHIN)).as(training.output()).isZero();
        }
    }

    private static void copy(Path file) throws IOException {
        Path to = home.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static ChildProcess launch(Map<String, String> environment, String... arguments) throws IOException {
        return ChildProcess.start(
                home,
                environment,
                Stream.concat(Stream.of(home.resolve("scripts/attache").toString()), Stream.of(arguments))
                        .toList());
    }

    private ChildProcess start(String options) throws IOException {
        Path file = Files.writeString(home.resolve("attache.yaml"), """
            admin: {listen: 127.0.0.1:%d}
            clusters: {shards: {endpoints: [127.0.0.1:1, 127.0.0.1:2, 127.0.0.1:3]}}
            roles: {cache: {kind: redis, cluster: shards, listen: 127.0.0.1:%d}}
            """.formatted(adminPort, port));
        return launch(Map.of("ATTACHE_JAVA_OPTIONS", options), "run", "-c", file.toString());
    }

    private void awaitReady() {
        Eventually.holds("it is ready", () -> {
            try {
                return HttpAnswer.get(adminPort, "/readyz").status() == 200;
            } catch (IOException _) {
                return false;
            }
        });
    }

    private static long residentKib(ChildProcess process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    @Test
    void itIsReadySoonAndHoldsLittle() throws IOException {
        long start = Ticker.SYSTEM.nanos();
        try (ChildProcess attache = start("")) {
            awaitReady();
            Duration ready = Duration.ofNanos(Ticker.SYSTEM.nanos() - start);
            long residentKib = residentKib(attache);

            System.out.println(
                    "StartIT: ready " + ready.toMillis() + " ms after exec, " + residentKib / 1024 + " MiB resident");
            assertThat(ready).isLessThan(READY_MAX);
            assertThat(residentKib).isLessThan(RESIDENT_KIB_MAX);
        }
    }

    @Test
    void whatWasLearntIsUsed() throws IOException {
        Path log = home.resolve("classes.log");
        try (ChildProcess attache = start("-Xlog:class+load:file=" + log)) {
            awaitReady();

            List<String> own = Files.readAllLines(log).stream()
                    .filter(line -> line.contains(" dev.attache.") || line.contains(" io.netty."))
                    .toList();
            assertThat(own)
                    .filteredOn(line -> line.contains("source: shared objects file"))
                    .hasSizeGreaterThan(own.size() * 9 / 10);
            assertThat(attache.isAlive()).isTrue();
        }
    }

    @Test
    void whatDoesNotFitIsPassedOverInSilence() throws IOException {
        Path learnt = home.resolve("target/attache.aot");
        byte[] good = Files.readAllBytes(learnt);
        try (ChildProcess other = start("-XX:-UseCompactObjectHeaders")) {
            awaitReady();
            assertThat(other.output().lines()).allMatch(line -> line.startsWith("{\"time\":\""));
        }
        Files.write(learnt, "broken".getBytes(StandardCharsets.US_ASCII));
        try (ChildProcess broken = start("")) {
            awaitReady();
            assertThat(broken.output().lines()).allMatch(line -> line.startsWith("{\"time\":\""));
        } finally {
            Files.write(learnt, good);
        }
    }
}
