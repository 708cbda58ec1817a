package dev.attache.role.logs;

import dev.attache.base.Ticker;
import dev.attache.config.AttacheConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.LogsConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.testing.Deadline;
import dev.attache.testing.Eventually;
import dev.attache.testing.RecordingObserver;
import dev.attache.upstream.Clusters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.Assertions;

/// A log adapter in this JVM, whose output is the file `out` of a folder and whose state stands in `state` there.
final class Adapter implements AutoCloseable {
    private static final String NAME = "logs";

    private final Path folder;
    private final RecordingObserver observer = new RecordingObserver();
    private final EventLoops loops;
    private final Clusters clusters;
    private final LogsRole role;

    private Adapter(Path folder, AttacheConfig config) {
        this.folder = folder;
        this.loops = EventLoops.start(Transport.choose(), 1);
        this.clusters = new Clusters(config.clusters(), loops, observer, Ticker.SYSTEM);
        this.role = new LogsRole(new RoleContext(NAME, loops, clusters, observer, Ticker.SYSTEM), roleOf(config));
    }

    /// Starts one with an input in the words of the file, such as `{tcp: "127.0.0.1:5140", format: raw}`.
    ///
    /// @param settings further lines of the file, of the role where they are indented by four blanks
    static Adapter start(Path folder, String input, String... settings) throws RoleStartException {
        Adapter adapter = new Adapter(folder, configOf(folder, input, settings));
        adapter.role.start();
        return adapter;
    }

    private static AttacheConfig configOf(Path folder, String input, String... settings) {
        String yaml =
                "roles:\n  " + NAME + ":\n    kind: logs\n    inputs: [" + input + "]\n    outputs: [{file: {path: "
                        + folder.resolve("out") + ", encode: raw}}]\n    state: " + folder.resolve("state") + "\n"
                        + String.join("\n", settings) + "\n";
        try {
            return ConfigLoader.parse(Path.of("attache.yaml"), yaml, Map.of()).config();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }

    private static LogsConfig roleOf(AttacheConfig config) {
        if (config.roles().get(NAME) instanceof LogsConfig logs) {
            return logs;
        }
        throw new IllegalStateException("the file has no log adapter");
    }

    void reload(String input, String... settings) {
        Assertions.assertThat(role.reload(roleOf(configOf(folder, input, settings))))
                .as("takes the new settings")
                .isTrue();
    }

    /// Lines that have arrived.
    List<String> lines() throws IOException {
        Path out = folder.resolve("out");
        return Files.exists(out) ? Files.readAllLines(out, StandardCharsets.ISO_8859_1) : List.of();
    }

    /// Waits until just these have arrived.
    void awaitLines(String... lines) {
        Eventually.passes(() -> Assertions.assertThat(lines()).containsExactly(lines));
    }

    RecordingObserver observer() {
        return observer;
    }

    /// Asks it to end, and waits until it has delivered what it took in.
    void drain() {
        try {
            role.drain().toCompletableFuture().get(Deadline.USUAL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("it does not end", e);
        }
    }

    @Override
    public void close() {
        role.stop();
        clusters.close();
        loops.close();
    }
}
