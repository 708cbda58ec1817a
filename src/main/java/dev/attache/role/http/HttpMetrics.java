package dev.attache.role.http;

import dev.attache.observe.LatencyHistogram;
import dev.attache.observe.MetricSink;
import dev.attache.observe.MetricSource;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.destination.TargetKey;
import dev.attache.role.http.destination.TargetStats;
import dev.attache.role.http.endpoint.Circuit;
import dev.attache.role.http.endpoint.Pool;
import dev.attache.role.http.endpoint.UpstreamCluster;
import dev.attache.role.http.limit.GradientLimit;
import dev.attache.role.http.loop.HttpStats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The role's counters, summed over its event loops.
final class HttpMetrics implements MetricSource {
    private final HttpRole role;
    private final String name;

    HttpMetrics(HttpRole role, String name) {
        this.role = role;
        this.name = name;
    }

    @Override
    public void collect(MetricSink sink) {
        sink.gauge("http_clients", "Clients connected.", role.clientCount(), "role", name);
        sink.gauge(
                "http_tunnels",
                "Tunnels of CONNECT that are open.",
                role.shared().tunnels().taken(),
                "role",
                name);
        total(sink, "http_requests", "Requests whose head was read.", HttpStats::requests);
        total(sink, "http_answers_here", "Redirects and fixed answers.", HttpStats::answeredHere);
        total(sink, "http_answers_cut", "Answers that ended before they were complete.", HttpStats::cut);
        total(sink, "http_retries", "Requests that were sent once more.", HttpStats::retries);
        total(sink, "http_slow_readers", "Clients cut off since they would not take answers.", HttpStats::slowReaders);
        total(sink, "http_hedges", "Second tries that were started beside first ones.", HttpStats::hedges);
        total(sink, "http_hedges_won", "Second tries that were answered first.", HttpStats::hedgesWon);
        total(sink, "http_tls_failures", "TLS handshakes that failed.", HttpStats::handshakesFailed);
        total(
                sink,
                "http_proxy_protocol_failures",
                "Connections without a sound header of the PROXY protocol.",
                HttpStats::proxyHeadersFailed);
        total(sink, "http_client_errors", "Connections of clients that broke.", HttpStats::clientErrors);
        role.shared().tls().collect(sink, name);
        role.shared().reports().collect(sink);
        for (Refusal refusal : Refusal.values()) {
            long count = sum(stats -> stats.refusals(refusal));
            if (count > 0) {
                sink.counter(
                        "http_refusals",
                        "Requests that attache refused, or had to answer for an upstream.",
                        count,
                        "role",
                        name,
                        "fault",
                        refusal.label(),
                        "status",
                        Integer.toString(refusal.status()));
            }
        }
        for (HttpLoop loop : role.loops()) {
            loop.targets().clusters().forEach(each -> collect(sink, each));
        }
        collectLimits(sink);
        role.shared().circuits().all().forEach(each -> collect(sink, each));
        collectTargets(sink);
        role.liveExperiments().collect(sink);
        role.mirrors().collect(sink);
    }

    private void collect(MetricSink sink, Circuit circuit) {
        for (Circuit.Kind kind : Circuit.Kind.values()) {
            sink.gauge(
                    "http_circuit_taken",
                    "What is under way to a cluster whose circuit is bounded.",
                    circuit.taken(kind),
                    "role",
                    name,
                    "cluster",
                    circuit.cluster().name(),
                    "kind",
                    kind.name().toLowerCase(Locale.ROOT));
        }
    }

    private void collectLimits(MetricSink sink) {
        Map<String, int[]> sums = new LinkedHashMap<>();
        for (HttpLoop loop : role.loops()) {
            for (UpstreamCluster cluster : loop.targets().clusters()) {
                GradientLimit limit = cluster.limit();
                if (limit != null) {
                    int[] sum = sums.computeIfAbsent(cluster.name(), _ -> new int[2]);
                    sum[0] += limit.limit();
                    sum[1] += limit.inFlight();
                }
            }
        }
        sums.forEach((cluster, sum) -> {
            String[] labels = {"role", name, "cluster", cluster};
            sink.gauge("http_adaptive_limit", "Requests at once that answers have taught to allow.", sum[0], labels);
            sink.gauge("http_adaptive_taken", "Requests under way that count against it.", sum[1], labels);
        });
    }

    private void collect(MetricSink sink, UpstreamCluster cluster) {
        for (Pool pool : cluster.pools()) {
            String[] labels = {
                "role",
                name,
                "cluster",
                cluster.name(),
                "endpoint",
                pool.endpoint().label()
            };
            sink.counter("http_upstream_requests", "Requests given to the endpoint.", pool.requests(), labels);
            sink.counter("http_upstream_failures", "Connections that failed.", pool.failures(), labels);
        }
    }

    private void collectTargets(MetricSink sink) {
        Map<TargetKey, LatencyHistogram> latencies = new LinkedHashMap<>();
        for (HttpLoop loop : role.loops()) {
            loop.targets().counted().forEach((key, stats) -> {
                stats.latency().addTo(latencies.computeIfAbsent(key, _ -> new LatencyHistogram()));
                collectAnswers(sink, key, stats);
            });
        }
        latencies.forEach((key, histogram) -> sink.latency(
                "http_request_duration_seconds",
                "From the head of a request to the last byte of its answer.",
                histogram,
                "role",
                name,
                "cluster",
                key.cluster(),
                "experiment",
                key.experiment(),
                "arm",
                key.arm()));
    }

    private void collectAnswers(MetricSink sink, TargetKey key, TargetStats stats) {
        for (int digit : List.of(2, 3, 4, 5)) {
            sink.counter(
                    "http_answers",
                    "Answers of upstreams that were passed on whole.",
                    stats.answers(digit),
                    "role",
                    name,
                    "cluster",
                    key.cluster(),
                    "experiment",
                    key.experiment(),
                    "arm",
                    key.arm(),
                    "class",
                    digit + "xx");
        }
    }

    private void total(MetricSink sink, String metric, String help, ToLongFunction<HttpStats> value) {
        sink.counter(metric, help, sum(value), "role", name);
    }

    private long sum(ToLongFunction<HttpStats> value) {
        return role.loops().stream()
                .mapToLong(loop -> value.applyAsLong(loop.stats()))
                .sum();
    }
}
