package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;

/// The rehearsal's metrics adapter: sources of most kinds, to which an app pushes, and which is scraped.
///
/// @param page where scrapers ask
/// @param statsd where the app pushes to
/// @param redis is asked as a Redis server is
/// @param admin a page of metrics, which is read and told anew
record RehearsalMetrics(HostPort page, HostPort statsd, HostPort redis, HostPort admin) {
    private static final int SCRAPES = 20;
    private static final int DATAGRAMS = 200;
    private static final String SCRAPER = """
        X-Prometheus-Scrape-Timeout-Seconds: 10\r
        Accept-Encoding: gzip\r
        Accept: application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3\r
        """;

    /// The role, as a part of the file.
    String yaml() {
        return """
              numbers:
                kind: metrics
                listen: "%1$s"
                sources:
                  cache: {kind: redis, address: "%3$s", keys: [a]}
                  pushed: {kind: statsd, listen: "%2$s"}
                  own: {kind: process, names: [java]}
                  again:
                    kind: prometheus
                    url: "http://%4$s/metrics"
                    relabel: [{source-labels: [role], regex: "(.*)", target-label: part}]
                  status:
                    kind: http-text
                    url: "http://%4$s/readyz"
                    metrics: [{name: rehearsal_answers, pattern: "([0-9]+)"}]
            """.formatted(page, statsd, redis, admin);
    }

    void visit() throws IOException {
        try (DatagramSocket app = new DatagramSocket()) {
            for (int i = 0; i < DATAGRAMS; i++) {
                byte[] lines = """
                    requests:1|c|#path:/a,code:200
                    latency:%1$d|ms|#path:/a
                    queue.length:%1$d|g
                    size,path=/b:%1$d|h
                    """.formatted(i).getBytes(StandardCharsets.US_ASCII);
                app.send(new DatagramPacket(lines, lines.length, DemoClient.socketAddress(statsd)));
            }
        }
        for (int i = 0; i < SCRAPES; i++) {
            Rehearsal.page(page, "/metrics", i % 2 == 0 ? "" : SCRAPER);
        }
        Rehearsal.page(page, "/", "");
    }
}
