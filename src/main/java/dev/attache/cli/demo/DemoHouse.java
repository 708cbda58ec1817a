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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The attache of the demo: the same daemon that `attache run` starts, with a file made for the occasion.
final class DemoHouse {
    static final String CLUSTER = "shards";

    /// The version of the web site that few visitors get.
    static final String NEXT = "next";

    /// Versions of the web site and their weights.
    static final Map<String, Integer> ARMS = arms();

    private static final int PATIENCE_MILLIS = 5000;

    private final HostPort listen;
    private final HostPort web;
    private final HostPort admin;
    private final String yaml;
    private final LogLines log = new LogLines();
    private final Daemon daemon;

    DemoHouse(DemoPorts ports, List<DemoShard> shards, List<DemoSite> sites) throws DemoException {
        this.listen = ports.redis();
        this.web = ports.web();
        this.admin = ports.admin();
        this.yaml = yaml(ports, shards, sites);
        Loaded loaded = load(yaml);
        this.daemon = new Daemon(
                new ConfigSource.Flags(() -> loaded),
                loaded,
                new Telemetry(EventFormat.TEXT, log, Clock.systemUTC()),
                null);
    }

    private static Map<String, Integer> arms() {
        Map<String, Integer> arms = new LinkedHashMap<>();
        arms.put("stable", 90);
        arms.put(NEXT, 10);
        return Collections.unmodifiableMap(arms);
    }

    private static String yaml(DemoPorts ports, List<DemoShard> shards, List<DemoSite> sites) {
        var text = new StringBuilder();
        text.append("admin:\n  listen: ").append(scalar(ports.admin())).append('\n');
        text.append("drain: 1s\n");
        text.append("clusters:\n  ").append(CLUSTER).append(":\n    endpoints:\n");
        for (DemoShard shard : shards) {
            text.append("      - {address: ").append(scalar(shard.address())).append(", name: ");
            text.append(shard.name()).append("}\n");
        }
        text.append("    eject: {failures: 3, for: 2s}\n");
        for (DemoSite site : sites) {
            text.append("  ").append(site.version()).append(": {endpoints: [127.0.0.1:");
            text.append(site.port()).append("]}\n");
        }
        text.append("roles:\n  cache:\n    kind: redis\n    listen: ")
                .append(scalar(ports.redis()))
                .append('\n');
        text.append("    cluster: ").append(CLUSTER).append("\n    shard: {ring: maglev}\n");
        text.append("  web:\n    kind: http\n    listen: ")
                .append(scalar(ports.web()))
                .append('\n');
        text.append("    routes:\n      - split:\n          by: {cookie: visitor}\n          arms:\n");
        ARMS.forEach((version, weight) -> text.append("            ")
                .append(version)
                .append(": {cluster: ")
                .append(version)
                .append(", weight: ")
                .append(weight)
                .append("}\n"));
        text.append("          override: {header: x-arm}\n");
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

    HostPort web() {
        return web;
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
