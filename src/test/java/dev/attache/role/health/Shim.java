package dev.attache.role.health;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.HealthShimConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RecordingObserver;
import dev.attache.upstream.Clusters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// A health shim in this process, on a port of its own.
final class Shim implements AutoCloseable {
    private final EventLoops loops = EventLoops.start(Transport.choose(), 1);
    private final RecordingObserver observer = new RecordingObserver();
    private final Clusters clusters = new Clusters(Map.of(), loops, observer, Ticker.SYSTEM);
    private final HealthRole role;
    private final int port;

    private Shim(String settings) throws ConfigException, RoleStartException {
        this.role =
                new HealthRole(new RoleContext("health", loops, clusters, observer, Ticker.SYSTEM), configOf(settings));
        role.start();
        this.port = HostPort.parse(String.valueOf(role.status().facts().get("listen")))
                .port();
    }

    private static HealthShimConfig configOf(String settings) throws ConfigException {
        String yaml = "roles:\n  health:\n    kind: health\n    listen: 127.0.0.1:0\n" + settings.indent(4);
        return (HealthShimConfig) Objects.requireNonNull(ConfigLoader.parse(Path.of("test.yaml"), yaml, Map.of())
                .config()
                .roles()
                .get("health"));
    }

    /// Starts one with these settings, one key a line.
    static Shim of(String settings) throws ConfigException, RoleStartException {
        return new Shim(settings);
    }

    /// Starts one with a single check named `it`, asked every 50 ms, of which one answer decides.
    ///
    /// @param more keys of the role, one a line
    static Shim checking(String check, String... more) throws ConfigException, RoleStartException {
        return of("checks:\n  it: {" + check + ", interval: 50ms, timeout: 500ms, rise: 1, fall: 1}\n"
                + String.join("\n", more));
    }

    HealthRole role() {
        return role;
    }

    int port() {
        return port;
    }

    RecordingObserver observer() {
        return observer;
    }

    boolean reload(String settings) throws ConfigException {
        return role.reload(configOf(settings));
    }

    HttpAnswer get(String path, String... headers) throws IOException {
        return HttpAnswer.of(port, "GET", path, headers);
    }

    HttpAnswer post(String path) throws IOException {
        return HttpAnswer.of(port, "POST", path, "Content-Length: 0");
    }

    /// Waits until the check `it` passes.
    void awaitPass() {
        awaitStatus("/checks/it", 200, "it pass since");
    }

    /// Waits until the check `it` fails for this reason.
    void awaitFail(String why) {
        awaitStatus("/checks/it", 503, ": " + why);
    }

    /// Waits until a page has this status, and this text on it.
    void awaitStatus(String path, int status, String text) {
        Eventually.passes(() -> {
            HttpAnswer answer = get(path);
            if (answer.status() != status || !answer.body().contains(text)) {
                throw new AssertionError(path + " is " + answer.status() + ", " + answer.body());
            }
        });
    }

    @Override
    public void close() {
        role.stop();
        clusters.close();
        loops.close();
    }
}
