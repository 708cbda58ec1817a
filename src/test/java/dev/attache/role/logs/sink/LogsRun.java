package dev.attache.role.logs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.config.AttacheConfig;
import dev.attache.config.ConfigLoader;
import dev.attache.config.LogsConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.role.RoleContext;
import dev.attache.role.logs.LogsRole;
import dev.attache.testing.Eventually;
import dev.attache.testing.RecordingObserver;
import dev.attache.upstream.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/// A log adapter in this JVM, with one file of numbered lines and one output.
public final class LogsRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Path folder;
    private final Path log;
    private final RecordingObserver observer = new RecordingObserver();
    private final EventLoops loops = EventLoops.start(Transport.choose(), 1);
    private final Clusters clusters;
    private final LogsRole role;

    private LogsRun(Path folder, AttacheConfig config) throws Exception {
        this.folder = folder;
        this.log = folder.resolve("app.log");
        this.clusters = new Clusters(config.clusters(), loops, observer, Ticker.SYSTEM);
        RoleContext context = new RoleContext("logs", loops, clusters, observer, Ticker.SYSTEM);
        this.role = new LogsRole(
                context, (LogsConfig) Objects.requireNonNull(config.roles().get("logs")));
        this.role.start();
    }

    /// Starts with an output as the file has it, such as `http: {url: …}`.
    public static LogsRun start(Path folder, String output) throws Exception {
        return start(folder, output, "");
    }

    /// Starts with further settings at the top of the file.
    public static LogsRun start(Path folder, String output, String top) throws Exception {
        return start(folder, output, top, "raw");
    }

    /// Starts with lines of a format.
    public static LogsRun start(Path folder, String output, String top, String format) throws Exception {
        return start(folder, output, top, format, "[]");
    }

    /// Starts with steps as the file has them, in brackets.
    public static LogsRun start(Path folder, String output, String top, String format, String steps) throws Exception {
        String yaml = """
            %s
            roles:
              logs:
                kind: logs
                inputs: [{file: %s, format: %s}]
                steps: %s
                outputs: [{%s}]
                state: %s
            """.formatted(top, folder.resolve("app.log"), format, steps, output, folder.resolve("state"));
        return new LogsRun(
                folder,
                ConfigLoader.parse(folder.resolve("attache.yaml"), yaml, Map.of())
                        .config());
    }

    /// The lines of these numbers.
    public List<String> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "line " + i + " of the app")
                .toList();
    }

    /// The app writes the lines of these numbers.
    public void write(int from, int to) throws IOException {
        write(lines(from, to));
    }

    /// The app writes these lines.
    public void write(List<String> lines) throws IOException {
        Files.write(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// A figure of the output or, where it has several labels, of all of them together.
    public double sample(String name) {
        return observer.samples().entrySet().stream()
                .filter(each -> each.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    public void awaitDelivered(long records) {
        Eventually.passesWithin(
                PATIENCE,
                () -> assertThat(sample("log_records_delivered"))
                        .as(() -> "delivered; " + messages())
                        .isGreaterThanOrEqualTo(records));
    }

    public List<String> messages() {
        return observer.messages();
    }

    public Map<String, Object> facts() {
        return role.status().facts();
    }

    public List<String> deadLetters(String output) throws IOException {
        Path file = folder.resolve("state").resolve("dead-letters-" + output + ".ndjson");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /// Reads no more, and waits for what was read to be delivered.
    public boolean drain() throws Exception {
        try {
            role.drain().toCompletableFuture().get(DRAIN.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }

    @Override
    public void close() {
        role.stop();
        clusters.close();
        loops.close();
    }
}
