package dev.attache.admin;

import dev.attache.base.HumanDuration;
import dev.attache.base.JsonText;
import dev.attache.net.page.Answer;
import dev.attache.net.page.Asked;
import dev.attache.role.RoleStatus;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.ClusterStatus;
import dev.attache.upstream.EndpointStatus;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Every page and what stands on it. The table of paths is [#answer].
final class Pages {
    private static final String GET_AND_HEAD = "GET, HEAD";
    private static final String POST = "POST";
    private static final String INDEX = """
        attache

        GET  /livez           200 while the process works
        GET  /readyz          200 when traffic may come, 503 while starting or draining; ?verbose says more
        GET  /metrics         Prometheus or OpenMetrics text
        GET  /config          the configuration in force, secrets masked
        GET  /clusters        clusters and their endpoints
        GET  /roles           roles and what they tell of themselves
        GET  /experiments     arms, counts and comparisons; PUT /experiments/NAME changes weights
        POST /drain           finish what is in flight, then end
        POST /quit            end at once\
        """;

    private final AdminView view;
    private final ExperimentPages experiments;

    Pages(AdminView view) {
        this.view = view;
        this.experiments = new ExperimentPages(view);
    }

    /// What each path allows; empty where there is no such page.
    static String allowed(String path) {
        return switch (path) {
            case "/", "/livez", "/readyz", "/metrics", "/config", "/clusters", "/roles" -> GET_AND_HEAD;
            case "/drain", "/quit" -> POST;
            default -> ExperimentPages.allowed(path);
        };
    }

    /// The page, its path and method known to be allowed. May take a while: not for an event loop.
    Answer answer(Asked asked) {
        return switch (asked.path()) {
            case "/livez" -> Answer.ok("ok");
            case "/readyz" -> readyz(asked.has("verbose"));
            case "/metrics" -> metrics(asked);
            case "/config" -> Answer.yaml(view.configYaml());
            case "/clusters" -> Answer.json(JsonText.indented(Map.of("clusters", clusters())));
            case "/roles" -> Answer.json(JsonText.indented(Map.of("roles", roles())));
            case "/drain" -> Answer.accepted("draining", view::drain);
            case "/quit" -> Answer.accepted("ending", view::quit);
            case "/" -> Answer.ok(INDEX);
            default -> experiments.answer(asked);
        };
    }

    private Answer readyz(boolean verbose) {
        Readiness readiness = view.readiness();
        var text = new StringBuilder(lower(readiness.phase()));
        if (verbose) {
            for (RoleReport role : view.roles()) {
                RoleStatus status = role.status();
                text.append("\nrole ")
                        .append(role.name())
                        .append(" (")
                        .append(role.kind())
                        .append("): ");
                text.append(lower(status.phase()));
                if (!status.detail().isEmpty()) {
                    text.append(", ").append(status.detail());
                }
            }
            readiness.warnings().forEach(warning -> text.append("\nwarning: ").append(warning));
        }
        return Answer.text(
                readiness.ready() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, text.toString());
    }

    private Answer metrics(Asked asked) {
        return Answer.metrics(
                view.metrics(asked.header(HttpHeaderNames.ACCEPT), asked.header(HttpHeaderNames.ACCEPT_ENCODING)));
    }

    private List<Object> clusters() {
        List<Object> clusters = new ArrayList<>();
        for (Cluster cluster : view.clusters()) {
            ClusterStatus status = cluster.status();
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", status.name());
            facts.put("check", status.check());
            if (!status.policy().isEmpty()) {
                facts.put("balance", status.policy());
                facts.put("panic", status.panic());
            }
            facts.put(
                    "endpoints",
                    status.endpoints().stream().map(Pages::endpoint).toList());
            clusters.add(facts);
        }
        return clusters;
    }

    private static Map<String, Object> endpoint(EndpointStatus endpoint) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", endpoint.name());
        facts.put("address", endpoint.address());
        facts.put("weight", endpoint.weight());
        facts.put("available", endpoint.available());
        facts.put("state", endpoint.state());
        facts.put("why", endpoint.why());
        facts.put(
                "since",
                HumanDuration.format(Duration.ofSeconds(endpoint.since().toSeconds())));
        facts.put("failures-in-row", endpoint.failuresInRow());
        facts.put("last-failure", endpoint.lastFailure());
        facts.put("in-flight", endpoint.inFlight());
        facts.put("latency", HumanDuration.format(endpoint.latency().truncatedTo(ChronoUnit.MICROS)));
        return facts;
    }

    private List<Object> roles() {
        List<Object> roles = new ArrayList<>();
        for (RoleReport role : view.roles()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("name", role.name());
            facts.put("kind", role.kind());
            facts.put("phase", lower(role.status().phase()));
            facts.put("detail", role.status().detail());
            facts.put("facts", role.status().facts());
            roles.add(facts);
        }
        return roles;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
