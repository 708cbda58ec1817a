package dev.attache.role.metrics;

import dev.attache.base.Ticker;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.MetricsConfig;
import dev.attache.config.RoleConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RecordingObserver;
import dev.attache.upstream.Clusters;
import dev.attache.wire.exposition.ExpositionReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// The whole metrics role in this JVM.
public final class Adapter implements AutoCloseable {
    private final int port = FreePorts.next();
    private final RecordingObserver observer = new RecordingObserver();
    private final EventLoops loops = EventLoops.start(Transport.choose(), 1);
    private final MetricsRole role;

    private Adapter(String settings) throws ConfigException {
        var clusters = new Clusters(Map.of(), loops, observer, Ticker.SYSTEM);
        role = new MetricsRole(new RoleContext("numbers", loops, clusters, observer, Ticker.SYSTEM), config(settings));
    }

    /// Starts one with settings of the role as YAML, one a line, in braces or indented by six; `listen` and `kind` are
    /// there.
    public static Adapter start(String settings) throws ConfigException, RoleStartException {
        var adapter = new Adapter(settings);
        adapter.role.start();
        return adapter;
    }

    private MetricsConfig config(String settings) throws ConfigException {
        String yaml =
                "roles:\n  numbers:\n    kind: metrics\n    listen: 127.0.0.1:" + port + "\n" + settings.indent(4);
        RoleConfig config = ConfigLoader.parse(Path.of("test.yaml"), yaml, Map.of())
                .config()
                .roles()
                .get("numbers");
        return (MetricsConfig) Objects.requireNonNull(config);
    }

    /// As a reload does.
    public boolean reload(String settings) throws ConfigException {
        return role.reload(config(settings));
    }

    public int port() {
        return port;
    }

    public RecordingObserver observer() {
        return observer;
    }

    MetricsRole role() {
        return role;
    }

    /// The page in the text format.
    public String page(String... headers) throws IOException {
        HttpAnswer answer = HttpAnswer.of(port, "GET", "/metrics", headers);
        if (answer.status() != 200) {
            throw new AssertionError(answer.head() + "\n" + answer.body());
        }
        return new String(answer.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /// What the page says, read.
    public Page read(String... headers) throws IOException {
        String text = page(headers);
        return new Page(ExpositionReader.read(text, text.endsWith("# EOF\n")));
    }

    @Override
    public void close() {
        role.stop();
        loops.close();
    }
}
