package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Time-outs, further tries, hedges and bounds where upstreams speak HTTP/2.
final class UpstreamHttp2TriesIT {
    /// Answers its name and what came of a body; one called `odd` does so in a way of its own. Counts streams, and
    /// those that were taken back.
    private static final String SERVER = """
        let streams = 0, cancelled = 0;
        const server = require('http2').createServer();
        server.on('stream', (stream, headers) => {
          stream.on('error', () => {});
          const path = headers[':path'];
          if (path === '/count') {
            stream.respond({':status': 200});
            stream.end('streams ' + streams + ' cancelled ' + cancelled);
            return;
          }
          streams++;
          stream.on('close', () => { if (stream.rstCode === 8) cancelled++; });
          let body = '';
          stream.on('data', part => body += part);
          stream.on('end', () => {
            const odd = 'NAME' === 'odd';
            if (odd && path === '/silent') return;
            if (odd && path === '/reset') { stream.close(2); return; }
            if (odd && path === '/die') { stream.session.destroy(); return; }
            stream.respond({':status': odd && path === '/busy' ? 503 : 200});
            stream.end('NAME ' + body);
          });
        });
        server.listen(PORT, '127.0.0.1');
        """;

    private final List<WebServer> servers = new ArrayList<>();

    private WebServer server(String name) throws IOException {
        WebServer server = WebServer.node(SERVER.replace("NAME", name));
        servers.add(server);
        return server;
    }

    @AfterEach
    void close() throws IOException {
        for (WebServer each : servers) {
            each.close();
        }
    }

    private static Gateway.Plan before(WebServer... servers) {
        return Gateway.before(Arrays.stream(servers).map(WebServer::address).toArray(HostPort[]::new))
                .clusterSettings("protocol: http2, eject: {failures: 0}");
    }

    private static String countsOf(WebServer server) throws IOException {
        try (Gateway direct = before(server).start()) {
            return direct.get("/count").body();
        }
    }

    private static String post(Gateway attache, String path, String body) throws IOException {
        try (RawClient client = attache.client()) {
            client.send("POST " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
            return client.readToEnd();
        }
    }

    @Test
    void whatMayBeRepeatedIsSentToAnotherWhateverHasFailed() throws IOException {
        WebServer odd = server("odd");
        WebServer good = server("good");
        for (String path : List.of("/reset", "/die", "/silent", "/busy")) {
            try (Gateway attache = before(odd, good)
                    .role("timeouts: {try: 200ms}", "retry: {on: [connect, reset, timeout, 503]}")
                    .start()) {
                for (int i = 0; i < 4; i++) {
                    HttpAnswer answer = attache.get(path);
                    assertThat(answer.body()).as(path).contains("good");
                }
                assertThat(attache.metric("attache_http_retries_total"))
                        .as(path)
                        .isBetween(1.0, 4.0);
            }
        }
        Eventually.passes(() -> assertThat(countsOf(odd)).doesNotEndWith("cancelled 0"));
    }

    @Test
    void whatMayHaveRunIsNotSentTwice() throws IOException {
        WebServer odd = server("odd");
        WebServer good = server("good");
        try (Gateway attache = before(odd, good).role("timeouts: {try: 200ms}").start()) {
            List<String> told = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                told.add(post(attache, "/reset", "x").substring(9, 12));
                told.add(post(attache, "/silent", "x").substring(9, 12));
            }
            assertThat(told).contains("200").containsAnyOf("502", "504");
            assertThat(attache.metric("attache_http_retries_total")).isZero();
        }
    }

    @Test
    void aBodyThatIsHeldIsSentAgainWhole() throws IOException {
        WebServer odd = server("odd");
        WebServer good = server("good");
        String body = "b".repeat(40_000);
        try (Gateway attache = before(odd, good)
                .role("retry: {on: [503], methods: [POST], body: 64KiB}")
                .start()) {
            for (int i = 0; i < 4; i++) {
                assertThat(post(attache, "/busy", body)).contains("good").contains("b".repeat(1000));
            }
            assertThat(attache.metric("attache_http_retries_total")).isEqualTo(2);
            assertThat(attache.metric("attache_http_answers_cut_total")).isZero();
        }
    }

    @Test
    void aSecondTryRunsBesideTheFirstAndTheSlowerOneIsTakenBack() throws IOException {
        WebServer odd = server("odd");
        WebServer good = server("good");
        try (Gateway attache =
                before(odd, good).route("{cluster: origin, hedge: 50ms}").start()) {
            for (int i = 0; i < 6; i++) {
                assertThat(attache.get("/silent").body()).contains("good");
            }
            assertThat(attache.metric("attache_http_hedges_won_total")).isEqualTo(3);
            assertThat(attache.metric("attache_http_retries_total")).isZero();
        }
        Eventually.passes(() -> assertThat(countsOf(odd)).contains("streams 3 cancelled 3"));
    }

    @Test
    void aClientThatGoesTakesItsStreamAlongAndItsPlaceIsFree() throws IOException {
        WebServer odd = server("odd");
        try (Gateway attache = Gateway.before(odd.address())
                .clusterSettings("protocol: http2, circuit: {requests: 1}")
                .start()) {
            try (RawClient client = attache.client()) {
                client.send("GET /silent HTTP/1.1\r\nHost: h\r\n\r\n");
                Eventually.holds(
                        "it is with the server", () -> attache.metric("attache_http_upstream_requests_total") == 1);
                HttpAnswer full = attache.get("/well");
                assertThat(full.status()).isEqualTo(503);
                assertThat(full.header("Proxy-Status")).endsWith("connection_limit_reached");
                client.reset();
            }
            Eventually.passes(() -> assertThat(attache.get("/well").status()).isEqualTo(200));
            Eventually.passes(() -> assertThat(countsOf(odd)).contains("cancelled 1"));
            assertThat(attache.metric("attache_http_circuit_taken", "kind=\"requests\""))
                    .isZero();
        }
    }

    @Test
    void connectionsAreCountedByTheCircuitAndGivenBack() throws IOException {
        WebServer odd = server("odd");
        WebServer good = server("good");
        try (Gateway attache = Gateway.before(odd.address(), good.address())
                .clusterSettings("protocol: http2, eject: {failures: 0}, circuit: {connections: 1}")
                .start()) {
            assertThat(attache.get("/well").body()).contains("odd");
            HttpAnswer full = attache.get("/well");
            assertThat(full.status()).isEqualTo(503);
            assertThat(attache.metric("attache_http_circuit_taken", "kind=\"connections\""))
                    .isEqualTo(1);
            attache.get("/die");
            Eventually.passes(() -> assertThat(attache.get("/well").status()).isEqualTo(200));
            assertThat(attache.metric("attache_http_circuit_taken", "kind=\"connections\""))
                    .isLessThanOrEqualTo(1);
        }
    }
}
