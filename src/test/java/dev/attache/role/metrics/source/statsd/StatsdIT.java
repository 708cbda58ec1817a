package dev.attache.role.metrics.source.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attache.role.metrics.Adapter;
import dev.attache.role.metrics.Page;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Deadline;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import dev.attache.testing.RawClient;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsdIT {
    @TempDir
    private Path folder;

    private final int port = FreePorts.next();

    private Adapter start(String role, String source) throws Exception {
        return Adapter.start(
                role + "sources:\n  app:\n    kind: statsd\n    listen: 127.0.0.1:" + port + "\n" + source.indent(4));
    }

    private void send(String lines) throws IOException {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    private static void passes(Adapter attache, String series, double value) {
        Eventually.passes(
                () -> assertThat(attache.read().value(series)).as(series).isEqualTo(value));
    }

    @Test
    void whatIsSentByUdpAndTcpIsAddedUp() throws Exception {
        try (Adapter attache = start("", "")) {
            send("shop.hits:2|c\nshop.hits:3|c|#code:200\nload:7|g\n");
            passes(attache, "shop_hits", 2);
            try (RawClient client = RawClient.connect(port)) {
                client.send("shop.hits:4|c\nshop.hi");
                passes(attache, "shop_hits", 6);
                client.send("ts:1|c\n");
                passes(attache, "shop_hits", 7);
                client.send("last:1|c");
            }
            passes(attache, "last", 1);
            Page page = attache.read();
            assertThat(page.value("shop_hits{code=\"200\"}")).isEqualTo(3);
            assertThat(page.value("load")).isEqualTo(7);
            assertThat(page.value("statsd_exporter_lines_total")).isEqualTo(6);
            assertThat(page.value("statsd_exporter_udp_packets_total")).isEqualTo(1);
            assertThat(page.value("statsd_exporter_tcp_connections_total")).isEqualTo(1);
        }
    }

    @Test
    void whatIsSentToAUnixSocketIsTakenToo() throws Exception {
        Path socket = folder.resolve("statsd.sock");
        try (Adapter attache = start("", "unix: unix:" + socket)) {
            String code = "import socket; socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'hits:5|c', '"
                    + socket + "')";
            try (ChildProcess python = ChildProcess.start(
                    folder, Map.of(), List.of(Program.PYTHON.path().toString(), "-c", code))) {
                assertThat(python.awaitExit(Deadline.USUAL)).as(python.output()).isZero();
            }
            passes(attache, "hits", 5);
            assertThat(attache.read().value("statsd_exporter_unixgram_packets_total"))
                    .isEqualTo(1);
        }
    }

    @Test
    void timersBecomeSummariesOrHistogramsAsTheMappingSays() throws Exception {
        Path mapping = Files.writeString(folder.resolve("mapping.yml"), """
            mappings:
            - match: "web.*.took"
              name: "took_seconds"
              observer_type: histogram
              histogram_options: {buckets: [0.1, 0.5]}
              labels: {page: "$1"}
              help: "How long pages took."
            """);
        try (Adapter attache = start("", "mapping: " + mapping)) {
            send("web.cart.took:80|ms\nweb.cart.took:300|ms|@0.5\nother.took:250|ms\n");
            passes(attache, "took_seconds_count{page=\"cart\"}", 3);
            passes(attache, "other_took_count", 1);
            Page page = attache.read();

            assertThat(page.value("took_seconds_bucket{le=\"0.1\",page=\"cart\"}"))
                    .isEqualTo(1);
            assertThat(page.value("took_seconds_bucket{le=\"0.5\",page=\"cart\"}"))
                    .isEqualTo(3);
            assertThat(page.value("took_seconds_bucket{le=\"+Inf\",page=\"cart\"}"))
                    .isEqualTo(3);
            assertThat(page.value("took_seconds_sum{page=\"cart\"}")).isCloseTo(0.68, within(1e-9));
            assertThat(page.value("other_took{quantile=\"0.5\"}")).isCloseTo(0.25, within(0.0025));
            assertThat(attache.page()).contains("# HELP took_seconds How long pages took.");
        }
    }

    @Test
    void countersGoOnAfterARestart() throws Exception {
        String state = "state: " + folder + "\n";
        try (Adapter attache = start(state, "")) {
            send("hits:5|c|#a:b\nlevel:3|g\ntook:250|ms\n");
            passes(attache, "took_count", 1);
        }
        try (Adapter attache = start(state, "")) {
            send("hits:2|c|#a:b\ntook:250|ms\n");
            passes(attache, "hits{a=\"b\"}", 7);
            passes(attache, "took_count", 2);
            Page page = attache.read();
            assertThat(page.value("level")).isEqualTo(3);
            assertThat(page.value("took_sum")).isCloseTo(0.5, within(1e-9));
        }
    }

    @Test
    void aSeriesThatNothingIsSentForIsForgotten() throws Exception {
        try (Adapter attache = start("", "expire: 200ms")) {
            send("hits:5|c");
            passes(attache, "hits", 5);
            Eventually.passes(() -> assertThat(attache.read().series()).doesNotContainKey("hits"));
            send("hits:1|c");
            passes(attache, "hits", 1);
            assertThat(attache.read().value("attache_pushed_series_expired_total"))
                    .isPositive();
        }
    }

    @Test
    void seriesBeyondTheBoundBecomeOne() throws Exception {
        try (Adapter attache = start("series-max: 10\n", "")) {
            for (int i = 0; i < 100; i++) {
                send("hits:1|c|#user:" + i);
            }
            passes(attache, "hits{overflow=\"true\"}", 90);
            assertThat(attache.read().series().keySet().stream().filter(each -> each.startsWith("hits")))
                    .hasSize(11);
        }
    }

    @Test
    void whatCannotBeTakenIsCountedWithItsReason() throws Exception {
        try (Adapter attache = start("", "")) {
            send("hits:1|c\nhits:3|g\nhits:-1|c\nbad\nset:1|s\n");
            passes(attache, "statsd_exporter_lines_total", 5);
            Page page = attache.read();

            assertThat(page.value("hits")).isEqualTo(1);
            assertThat(page.value("statsd_exporter_events_error_total{reason=\"conflict\"}"))
                    .isEqualTo(1);
            assertThat(page.value("statsd_exporter_events_error_total{reason=\"illegal_negative_counter\"}"))
                    .isEqualTo(1);
            assertThat(page.value("statsd_exporter_sample_errors_total{reason=\"malformed_line\"}"))
                    .isEqualTo(1);
            assertThat(page.value("statsd_exporter_sample_errors_total{reason=\"illegal_event\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void graphiteIsTakenTooAndToldAsGauges() throws Exception {
        int graphite = FreePorts.next();
        try (Adapter attache =
                        Adapter.start("sources: {app: {kind: graphite, listen: \"127.0.0.1:" + graphite + "\"}}");
                RawClient client = RawClient.connect(graphite)) {
            client.send("servers.web1.load 1.5 1700000000\nload;host=a 2 -1\nnonsense\n");
            passes(attache, "servers_web1_load", 1.5);
            assertThat(attache.read().value("load{host=\"a\"}")).isEqualTo(2);
            assertThat(attache.read().value("attache_graphite_lines_malformed_total"))
                    .isEqualTo(1);
        }
    }
}
