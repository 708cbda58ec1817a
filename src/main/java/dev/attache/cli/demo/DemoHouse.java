package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import dev.attache.boot.AppStartException;
import dev.attache.boot.ConfigSource;
import dev.attache.boot.Daemon;
import dev.attache.boot.StartException;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.Loaded;
import dev.attache.observe.EventFormat;
import dev.attache.observe.Telemetry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The attache of the demo: the same daemon that `attache run` starts, with a file made for the occasion.
final class DemoHouse {
    static final String CLUSTER = "shards";

    private static final int PATIENCE_MILLIS = 5000;

    private final HostPort listen;
    private final HostPort admin;
    private final String yaml;
    private final LogLines log = new LogLines();
    private final Daemon daemon;

    DemoHouse(HostPort listen, HostPort admin, List<DemoShard> shards) throws DemoException {
        this.listen = listen;
        this.admin = admin;
        this.yaml = yaml(listen, admin, shards);
        Loaded loaded = load(yaml);
        this.daemon = new Daemon(
                new ConfigSource.Flags(loaded), loaded, new Telemetry(EventFormat.TEXT, log, Clock.systemUTC()), null);
    }

    private static String yaml(HostPort listen, HostPort admin, List<DemoShard> shards) {
        var text = new StringBuilder();
        text.append("admin:\n  listen: ").append(scalar(admin)).append('\n');
        text.append("drain: 1s\n");
        text.append("clusters:\n  ").append(CLUSTER).append(":\n    endpoints:\n");
        for (DemoShard shard : shards) {
            text.append("      - {address: ").append(scalar(shard.address())).append(", name: ");
            text.append(shard.name()).append("}\n");
        }
        text.append("    eject: {failures: 3, for: 2s}\n");
        text.append("roles:\n  cache:\n    kind: redis\n    listen: ")
                .append(scalar(listen))
                .append('\n');
        text.append("    cluster: ").append(CLUSTER).append("\n    shard: {ring: maglev}\n");
        return text.toString();
    }

    /// A bracket begins a list in YAML.
    private static String scalar(HostPort address) {
        String text = address.toString();
        return text.startsWith("[") ? '"' + text + '"' : text;
    }

    private static Loaded load(String yaml) throws DemoException {
        try {
            return ConfigLoader.parse(Path.of("demo.yaml"), yaml, Map.of());
        } catch (ConfigException e) {
            throw new DemoException("the demo's own file has a mistake: " + e.getMessage());
        }
    }

    /// The file that it runs.
    String yaml() {
        return yaml;
    }

    HostPort listen() {
        return listen;
    }

    HostPort admin() {
        return admin;
    }

    Daemon daemon() {
        return daemon;
    }

    LogLines log() {
        return log;
    }

    /// @throws DemoException where an address is taken or something else stands in the way
    void start() throws DemoException {
        daemon.ownProcess();
        try {
            daemon.start();
        } catch (StartException | AppStartException e) {
            throw new DemoException(String.valueOf(e.getMessage()));
        }
    }

    DemoClient connect() throws IOException {
        return DemoClient.connect(listen);
    }

    /// Whether attache says on its metrics page that it would send traffic to the shard.
    boolean isAvailable(String shard) throws IOException {
        String labels = "{cluster=\"" + CLUSTER + "\",endpoint=\"" + shard + "\"} ";
        return metrics()
                .lines()
                .filter(line -> line.startsWith("attache_endpoint_available" + labels))
                .anyMatch(line -> line.substring(line.lastIndexOf(' ') + 1).startsWith("1"));
    }

    private String metrics() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(DemoClient.socketAddress(admin), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET /metrics HTTP/1.1\r\nHost: " + admin + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
