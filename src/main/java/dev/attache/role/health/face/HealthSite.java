package dev.attache.role.health.face;

import dev.attache.config.HealthShimConfig;
import dev.attache.net.page.Answer;
import dev.attache.net.page.Asked;
import dev.attache.net.page.Guard;
import dev.attache.net.page.Site;
import dev.attache.observe.Exposition;
import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.CheckReport;
import dev.attache.role.health.verdict.Endpoint;
import dev.attache.role.health.verdict.Verdict;
import dev.attache.wire.exposition.ExpositionEncoder;
import dev.attache.wire.exposition.MetricFamily;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The pages of a health shim. The table of paths is [#answer].
///
/// A yes is 200 and a no 503. Whoever asks for JSON, by `?format=json` or `Accept`, gets it; all others get text.
public final class HealthSite implements Site {
    private static final String INDEX = """
        attache, health shim

        GET  /livez        200 when the app works, 503 when a restart may help
        GET  /readyz       200 when traffic may come
        GET  /startupz     200 from the end of the start on
        GET  /readyz/NAME  one check of an endpoint; ?exclude=NAME leaves one out; ?format=json
        GET  /checks       every check; /checks/NAME one of them
        GET  /metrics      all of it for Prometheus; /probe?target=NAME one check, as blackbox_exporter tells it
        POST /override     ?check=NAME or ?endpoint=ready, &status=pass, fail or auto, &for=10m, &why=TEXT
        POST /drain        /readyz says no, until POST /drain?off\
        """;
    private static final String GET_AND_HEAD = "GET, HEAD";
    private static final String POST = "POST";
    private static final String CHECKS = "/checks";
    private static final String METRICS = "/metrics";
    private static final String PROBE = "/probe";

    private final String role;
    private final Board board;
    private final Guard guard;
    private final ManualPages manual;
    private final BiConsumer<Asked, RuntimeException> onFault;

    /// @param role its name in the file
    /// @param onFault told of a page that could not be made
    public HealthSite(
            String role,
            Board board,
            HealthShimConfig config,
            ManualPages manual,
            BiConsumer<Asked, RuntimeException> onFault) {
        this.role = role;
        this.board = board;
        this.guard = new Guard(config.tls().isOn(), config.listen(), config.token(), "the role's token", _ -> false);
        this.manual = manual;
        this.onFault = onFault;
    }

    /// Probes come under whatever name a service has; only what changes something is guarded.
    @Override
    public @Nullable Answer refusal(HttpRequest request, String path, SocketAddress local, SocketAddress remote) {
        String allowed = allowed(path);
        HttpMethod method = request.method();
        if (allowed.equals(POST)) {
            return method.equals(HttpMethod.POST)
                    ? guard.refusal(request, local, remote)
                    : Answer.methodNotAllowed(POST);
        }
        if (allowed.isEmpty()) {
            return Answer.text(HttpResponseStatus.NOT_FOUND, "there is no such page; / lists them");
        }
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return reads ? null : Answer.methodNotAllowed(GET_AND_HEAD);
    }

    private static String allowed(String path) {
        return switch (path) {
            case "/", CHECKS, METRICS, PROBE -> GET_AND_HEAD;
            case "/override", "/drain" -> POST;
            default -> endpointOf(path) != null || path.startsWith(CHECKS + "/") ? GET_AND_HEAD : "";
        };
    }

    /// Of the path `/readyz` or one below it; null where it is none.
    private static @Nullable Endpoint endpointOf(String path) {
        for (Endpoint each : Endpoint.values()) {
            String own = each.path();
            if (path.startsWith(own) && (path.length() == own.length() || path.charAt(own.length()) == '/')) {
                return each;
            }
        }
        return null;
    }

    @Override
    public boolean isPrompt(String path) {
        return endpointOf(path) != null;
    }

    @Override
    public long edition() {
        return board.edition();
    }

    @Override
    public Answer answer(Asked asked) {
        String path = asked.path();
        Endpoint endpoint = endpointOf(path);
        if (endpoint != null) {
            return path.length() == endpoint.path().length()
                    ? verdict(asked, endpoint)
                    : check(asked, path.substring(endpoint.path().length() + 1), endpoint);
        }
        return switch (path) {
            case "/" -> Answer.ok(INDEX);
            case CHECKS ->
                wantsJson(asked)
                        ? Answer.json(VerdictJson.of(board.checks()))
                        : Answer.ok(VerdictText.of(board.checks()));
            case METRICS -> metrics(asked, ProbeFamilies.of(role, board));
            case PROBE -> probe(asked);
            case "/override" -> manual.override(asked);
            case "/drain" -> manual.drain(asked);
            default -> check(asked, path.substring(CHECKS.length() + 1), null);
        };
    }

    private Answer verdict(Asked asked, Endpoint endpoint) {
        List<String> named = asked.target().parameters().getOrDefault("exclude", List.of());
        Set<String> excluded = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String each : named) {
            if (board.uses(endpoint, each)) {
                excluded.add(each);
            } else {
                unknown.add(each);
            }
        }
        Verdict verdict = board.verdict(endpoint, excluded);
        HttpResponseStatus status = statusOf(verdict.passes());
        return wantsJson(asked)
                ? Answer.json(status, VerdictJson.of(verdict, excluded))
                : Answer.text(status, VerdictText.of(verdict, excluded, unknown));
    }

    private Answer check(Asked asked, String name, @Nullable Endpoint endpoint) {
        CheckReport report = endpoint == null || board.uses(endpoint, name) ? board.check(name) : null;
        if (report == null) {
            return Answer.text(HttpResponseStatus.NOT_FOUND, "there is no such check here");
        }
        HttpResponseStatus status = statusOf(report.passes());
        return wantsJson(asked)
                ? Answer.json(status, VerdictJson.of(report))
                : Answer.text(status, VerdictText.of(report));
    }

    /// What is known; a probe causes no check here either.
    private Answer probe(Asked asked) {
        CheckReport report = board.check(asked.parameter("target"));
        return report == null
                ? Answer.text(HttpResponseStatus.BAD_REQUEST, "?target= is the name of a check; /checks lists them")
                : metrics(asked, ProbeFamilies.of(report));
    }

    private static Answer metrics(Asked asked, List<MetricFamily> families) {
        return Answer.metrics(Exposition.of(
                openMetrics -> ExpositionEncoder.encode(families, openMetrics),
                asked.header(HttpHeaderNames.ACCEPT),
                asked.header(HttpHeaderNames.ACCEPT_ENCODING)));
    }

    private static HttpResponseStatus statusOf(boolean passes) {
        return passes ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE;
    }

    private static boolean wantsJson(Asked asked) {
        String format = asked.parameter("format");
        return format.isEmpty()
                ? asked.header(HttpHeaderNames.ACCEPT).contains("application/json")
                : format.equals("json");
    }

    @Override
    public void onFault(Asked asked, RuntimeException fault) {
        onFault.accept(asked, fault);
    }
}
