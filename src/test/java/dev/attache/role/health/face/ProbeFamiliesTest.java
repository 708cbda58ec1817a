package dev.attache.role.health.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.health.verdict.CheckReport;
import dev.attache.role.health.verdict.CheckState;
import dev.attache.upstream.probe.Figure;
import dev.attache.wire.exposition.ExpositionEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProbeFamiliesTest {
    private static String told(List<Figure> figures) {
        var passing = new CheckState.Passing(Instant.EPOCH);
        var report = new CheckReport("it", false, passing, Instant.EPOCH, 1_500_000_000, true, figures, null);
        return new String(ExpositionEncoder.encode(ProbeFamilies.of(report), false), StandardCharsets.UTF_8);
    }

    @Test
    void wordsBecomeLabels() {
        assertThat(told(List.of(new Figure("tls_version", 1.3), new Figure("grpc_healthcheck_response", 2))))
                .contains("probe_success 1\n", "probe_duration_seconds 1.5\n")
                .contains("probe_tls_version_info{version=\"TLS 1.3\"} 1\n")
                .contains("probe_grpc_healthcheck_response{serving_status=\"SERVING\"} 0\n")
                .contains("probe_grpc_healthcheck_response{serving_status=\"NOT_SERVING\"} 1\n");
    }

    @Test
    void whatTheBlackboxExporterHasNoNameForHasOneOfOurs() {
        assertThat(told(List.of(new Figure("exec_status", 3)))).contains("attache_health_check_exec_status 3\n");
    }

    @Test
    void aCheckThatWasNotAskedYetHasNothingToTell() {
        var pending = new CheckState.Pending(Instant.EPOCH);
        assertThat(ProbeFamilies.of(new CheckReport("it", false, pending, null, 0, false, List.of(), null)))
                .isEmpty();
    }
}
