package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import java.io.IOException;
import java.util.List;

/// The rehearsal's health shim and process view, which are probed and looked at.
///
/// @param health where probes are answered
/// @param topz where processes are shown
/// @param shard a store that is checked
/// @param site a site that is checked
record RehearsalHealth(HostPort health, HostPort topz, HostPort shard, HostPort site) {
    private static final int PROBES = 300;
    private static final List<String> PAGES =
            List.of("/readyz?format=json", "/readyz?exclude=store", "/checks", "/metrics", "/nothing");
    private static final List<String> TOPZ_PAGES = List.of("/", "/topz?sort=rss", "/json", "/metrics");

    /// The roles, as a part of the file.
    String yaml() {
        return """
              health:
                kind: health
                listen: "%s"
                checks:
                  store: {redis: "%s", role: master, interval: 50ms}
                  app: {http: "http://%s/", interval: 50ms}
                  port: {tcp: "%s", interval: 50ms}
                  disk: {disk: /, interval: 1s}
                  gone: {file: /no/such/file, exists: false, interval: 1s}
                ready: app && (store || port)
              processes: {kind: topz, listen: "%s"}
            """.formatted(health, shard, site, site, topz);
    }

    void visit() throws IOException {
        for (int i = 0; i < PROBES; i++) {
            Rehearsal.page(health, i % 2 == 0 ? "/livez" : "/readyz", "");
        }
        for (String each : PAGES) {
            Rehearsal.page(health, each, "");
        }
        for (String each : TOPZ_PAGES) {
            Rehearsal.page(topz, each, "Accept: text/html\r\n");
        }
    }
}
