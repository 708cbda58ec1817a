package dev.attache.role.health.face;

import dev.attache.role.health.verdict.Board;
import dev.attache.role.health.verdict.CheckReport;
import dev.attache.role.health.verdict.Endpoint;
import dev.attache.upstream.probe.Figure;
import dev.attache.upstream.probe.GrpcProbeHandler;
import dev.attache.wire.exposition.LabelSet;
import dev.attache.wire.exposition.MetricFamily;
import dev.attache.wire.exposition.MetricType;
import dev.attache.wire.exposition.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known of checks, for Prometheus: `probe_…` as Prometheus's blackbox exporter has it, and what that has no
/// name for under names of our own. A check that was not asked yet has none of the former.
///
/// Labels are bounded: checks of the file, and a few words.
///
/// Source of the names: github.com/prometheus/blackbox_exporter, prober.
final class ProbeFamilies {
    private static final Map<String, String> HELP = Map.ofEntries(
            Map.entry("http_status_code", "Response HTTP status code"),
            Map.entry("http_version", "Version of HTTP of the response"),
            Map.entry("http_ssl", "Whether the response came by TLS"),
            Map.entry("failed_due_to_regex", "Whether the body was not what it should be"),
            Map.entry("dns_lookup_time_seconds", "How long the look-up of the server's name took"),
            Map.entry("ip_protocol", "Version of IP of the connection"),
            Map.entry("ssl_earliest_cert_expiry", "When the first of the server's certificates ends, as unix time"),
            Map.entry("grpc_status_code", "Response gRPC status code"),
            Map.entry("dns_answer_rrs", "Records in the answer"));
    private static final Map<String, String> PHASES = Map.of(
            "http_connect_seconds", "connect",
            "http_processing_seconds", "processing",
            "http_transfer_seconds", "transfer");

    private static final String DURATION = "probe_http_duration_seconds";

    private final Map<String, MetricFamily> families = new LinkedHashMap<>();

    private ProbeFamilies() {}

    /// Everything, by check.
    static List<MetricFamily> of(String role, Board board) {
        var all = new ProbeFamilies();
        for (CheckReport each : board.checks()) {
            all.add(each, "check", each.name());
        }
        for (Endpoint each : Endpoint.values()) {
            boolean passes = board.verdict(each, Set.of()).passes();
            String help = "1 while probes of the endpoint are told yes.";
            all.gauge("attache_health_verdict", help, passes ? 1 : 0, "role", role, "endpoint", each.label());
        }
        for (CheckReport each : board.checks()) {
            String help = "1 while the check passes.";
            all.gauge("attache_health_check_passes", help, each.passes() ? 1 : 0, "role", role, "check", each.name());
        }
        return List.copyOf(all.families.values());
    }

    /// One check, as the blackbox exporter tells of one target.
    static List<MetricFamily> of(CheckReport check) {
        var one = new ProbeFamilies();
        one.add(check);
        return List.copyOf(one.families.values());
    }

    private void add(CheckReport check, String... labels) {
        if (check.asked() == null) {
            return;
        }
        gauge("probe_success", "Whether the last answer was a good one", check.answered() ? 1 : 0, labels);
        gauge("probe_duration_seconds", "How long the last answer took", check.tookNanos() / 1e9, labels);
        for (Figure each : check.figures()) {
            add(each, labels);
        }
    }

    private void add(Figure figure, String... labels) {
        String phase = PHASES.get(figure.name());
        String help = HELP.get(figure.name());
        if (phase != null) {
            String what = "Duration of the request by phase; connect has TLS in it";
            gauge(DURATION, what, figure.value(), with(labels, "phase", phase));
        } else if (figure.name().equals("tls_version")) {
            String version = "TLS " + figure.value();
            gauge("probe_tls_version_info", "Version of TLS", 1, with(labels, "version", version));
        } else if (figure.name().equals("grpc_healthcheck_response")) {
            for (int i = 0; i < GrpcProbeHandler.STATES.size(); i++) {
                String[] state = with(labels, "serving_status", GrpcProbeHandler.STATES.get(i));
                gauge("probe_grpc_healthcheck_response", "What the server says of itself", is(figure, i), state);
            }
        } else if (help != null) {
            gauge("probe_" + figure.name(), help, figure.value(), labels);
        } else {
            gauge("attache_health_check_" + figure.name(), "Of the last answer", figure.value(), labels);
        }
    }

    private static double is(Figure figure, int number) {
        return figure.value() == number ? 1 : 0;
    }

    private static String[] with(String[] labels, String... more) {
        List<String> all = new ArrayList<>(List.of(labels));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private void gauge(String name, String help, double value, String... labels) {
        families.computeIfAbsent(name, each -> new MetricFamily(each, MetricType.GAUGE, help))
                .add(new Sample("", LabelSet.of(labels), value));
    }
}
