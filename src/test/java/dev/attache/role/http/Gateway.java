package dev.attache.role.http;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import dev.attache.config.AttacheConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.HttpConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.observe.EventFormat;
import dev.attache.observe.Telemetry;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.upstream.Clusters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The whole HTTP role in this JVM, before whatever origins a test has.
///
/// ```java
/// try (RawOrigin origin = RawOrigin.answering(…);
///         Gateway attache = Gateway.before(origin.address()).role("timeouts: {try: 1s}").start();
///         RawClient client = attache.client()) {
/// ```
/// Where no routes are given, everything goes to the cluster `origin`. Members take turns, so that a test knows who
/// comes next, unless its settings of the cluster say how to balance.
final class Gateway implements AutoCloseable {
    static final String ROLE = "gateway";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Telemetry telemetry = new Telemetry(EventFormat.TEXT, log, Clock.systemUTC());
    private final EventLoops loops;
    private final Clusters clusters;
    private final HttpRole role;

    private Gateway(AttacheConfig config, int threads) {
        this.loops = EventLoops.start(Transport.choose(), threads);
        this.clusters = new Clusters(config.clusters(), loops, telemetry, Ticker.SYSTEM);
        telemetry.register(clusters);
        this.role = new HttpRole(new RoleContext(ROLE, loops, clusters, telemetry, Ticker.SYSTEM), roleOf(config));
    }

    private static HttpConfig roleOf(AttacheConfig config) {
        if (config.roles().get(ROLE) instanceof HttpConfig http) {
            return http;
        }
        throw new IllegalStateException("the file has no HTTP role");
    }

    /// A gateway before one cluster, `origin`, with these members.
    static Plan before(HostPort... origins) {
        return new Plan().cluster("origin", origins);
    }

    /// A gateway before one cluster, `origin`, whose members stand in the words of the file.
    static Plan of(String members) {
        Plan plan = new Plan();
        plan.clusters.put("origin", members);
        return plan;
    }

    /// What is still to be decided before it starts; each setting in the words of the file, such as
    /// `timeouts: {try: 1s}`.
    static final class Plan {
        private final Map<String, String> clusters = new LinkedHashMap<>();
        private final Map<String, String> own = new LinkedHashMap<>();
        private final StringBuilder role = new StringBuilder();
        private final StringBuilder routes = new StringBuilder();
        private String clusterSettings = "connect-timeout: 2s";
        private int threads = 1;

        Plan cluster(String name, HostPort... members) {
            StringBuilder endpoints = new StringBuilder();
            for (HostPort each : members) {
                endpoints
                        .append(endpoints.isEmpty() ? "" : ", ")
                        .append('"')
                        .append(each)
                        .append('"');
            }
            clusters.put(name, endpoints.toString());
            return this;
        }

        /// A further cluster with settings of its own, in the words of the file.
        Plan members(String name, String endpoints, String settings) {
            clusters.put(name, endpoints);
            own.put(name, settings);
            return this;
        }

        Plan clusterSettings(String settings) {
            clusterSettings = settings;
            return this;
        }

        Plan role(String... lines) {
            for (String line : lines) {
                role.append("    ").append(line).append('\n');
            }
            return this;
        }

        Plan route(String route) {
            routes.append("      - ").append(route).append('\n');
            return this;
        }

        Plan loops(int count) {
            threads = count;
            return this;
        }

        Gateway start() {
            Gateway gateway = new Gateway(config(), threads);
            gateway.start();
            return gateway;
        }

        AttacheConfig config() {
            StringBuilder yaml = new StringBuilder("clusters:\n");
            clusters.forEach((name, endpoints) -> {
                String settings = own.getOrDefault(name, clusterSettings);
                String turns = settings.contains("balance:") ? "" : ", balance: round-robin";
                yaml.append("  %s: {endpoints: [%s], %s%s}%n".formatted(name, endpoints, settings, turns));
            });
            yaml.append("roles:\n  " + ROLE + ":\n    kind: http\n    listen: 127.0.0.1:0\n");
            yaml.append(role).append("    routes:\n");
            yaml.append(routes.isEmpty() ? "      - cluster: origin\n" : routes);
            try {
                return ConfigLoader.parse(Path.of("gateway.yaml"), yaml.toString(), Map.of())
                        .config();
            } catch (ConfigException mistakes) {
                throw new IllegalArgumentException(mistakes.getMessage() + "\n" + yaml, mistakes);
            }
        }
    }

    private void start() {
        try {
            role.start();
        } catch (RoleStartException refused) {
            throw new IllegalStateException(refused);
        }
    }

    HttpRole role() {
        return role;
    }

    int port() {
        return ((HostPort) role.bound()).port();
    }

    RawClient client() throws IOException {
        return RawClient.connect(port());
    }

    /// One request on a connection of its own.
    HttpAnswer get(String path, String... headers) throws IOException {
        return HttpAnswer.of(port(), "GET", path, headers);
    }

    /// Takes changed settings while running, as SIGHUP would have it.
    void reload(Plan plan) {
        AttacheConfig config = plan.config();
        clusters.reload(config.clusters());
        if (!role.reload(roleOf(config))) {
            throw new IllegalStateException("the role wants a restart for these settings");
        }
    }

    /// The sum of a metric over all lines that have these labels, from the text that a scrape gets.
    double metric(String name, String... labels) {
        String text = new String(telemetry.expose("", "").bytes(), StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /// Whether the first endpoint of the first cluster is fit.
    boolean isFit() {
        return clusters.all().getFirst().endpoints().getFirst().available();
    }

    /// Why the first endpoint of the first cluster has last failed.
    String lastFailure() {
        return clusters.all().getFirst().endpoints().getFirst().lastFailure();
    }

    @Override
    public void close() {
        role.stop();
        clusters.close();
        loops.close();
        telemetry.close();
    }
}
