package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Certificate;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which version of HTTP is spoken with an endpoint by TLS: the one that ALPN agrees on, and else none. The servers are
/// Node's own and answer with the version that they have seen.
final class AlpnIT {
    private static final String BOTH = "alpn: [h2, http/1.1]";
    private static final String SECOND = "require('http2').createSecureServer({...own, allowHTTP1: false}, tell)";
    private static final String EITHER = "require('http2').createSecureServer({...own, allowHTTP1: true}, tell)";
    private static final String FIRST = "require('https').createServer(own, tell)";

    /// Knows of no ALPN, and answers in HTTP/1.1 with the number of bytes that it has seen before.
    private static final String SILENT = "require('tls').createServer(own, socket => { socket.on('error', () => {});"
            + "socket.on('data', data => { socket.write('HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\n\\r\\n'"
            + " + (seen ? 1 : 0)); if (!data.toString().startsWith('GET /check ')) seen += data.length; }); })";

    @TempDir
    private Path folder;

    private Certificate own;

    @BeforeEach
    void makeCertificate() throws IOException {
        own = Certificate.make(folder, "own");
    }

    private WebServer node(String server) throws IOException {
        return WebServer.node("const fs = require('fs'); let seen = 0;"
                + "const own = {key: fs.readFileSync('" + own.key() + "'), cert: fs.readFileSync('" + own.cert()
                + "')};"
                + "const tell = (request, response) => response.end(request.httpVersion);"
                + "const server = " + server + "; server.on('error', () => {}); server.on('tlsClientError', () => {});"
                + "server.listen(PORT, '127.0.0.1');");
    }

    private Gateway.Plan before(WebServer server, String tls, String... more) {
        return Gateway.before(server.address())
                .clusterSettings("tls: {ca: {file: '" + own.cert() + "'}, server-name: localhost, " + tls
                        + "}, connect-timeout: 2s, eject: {failures: 0}"
                        + (more.length == 0 ? "" : ", " + more[0]));
    }

    private static void assertSpoken(Gateway attache, String version) throws IOException {
        for (int i = 0; i < 3; i++) {
            HttpAnswer answer = attache.get("/");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains(version);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void ofTwoVersionsTheOneIsSpokenThatTheServerTakes(String engine) throws IOException {
        String offer = BOTH + ", engine: " + engine;
        try (WebServer either = node(EITHER);
                WebServer second = node(SECOND);
                WebServer first = node(FIRST);
                WebServer silent = node(SILENT);
                Gateway toEither = before(either, offer).start();
                Gateway toSecond = before(second, offer).start();
                Gateway toFirst = before(first, offer).start();
                Gateway toSilent = before(silent, offer).start()) {
            assertSpoken(toEither, "2.0");
            assertSpoken(toSecond, "2.0");
            assertSpoken(toFirst, "1.1");
            assertThat(toSilent.get("/").body()).as("bytes before the request").isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boringssl", "jdk"})
    void whereOneVersionIsOfferedNoOtherIsSpoken(String engine) throws IOException {
        for (String offer : new String[] {"alpn: [h2]", "alpn: []"}) {
            String tls = offer + ", engine: " + engine;
            String protocol = offer.equals("alpn: []") ? "protocol: http2" : "protocol: http1";
            try (WebServer second = node(SECOND);
                    WebServer first = node(FIRST);
                    WebServer silent = node(SILENT);
                    Gateway toSecond = before(second, tls, protocol).start();
                    Gateway toFirst = before(first, tls, protocol).start();
                    Gateway toSilent = before(silent, tls, protocol).start();
                    Gateway plain = before(silent, "engine: " + engine).start()) {
                assertSpoken(toSecond, "2.0");
                assertRefused(toFirst, "it agrees on no protocol|it refuses TLS: no application protocol");
                assertRefused(toSilent, "it agrees on no protocol");
                assertThat(plain.get("/").body()).as("bytes of HTTP/2").isEqualTo("0");
            }
        }
    }

    private static void assertRefused(Gateway attache, String why) throws IOException {
        HttpAnswer answer = attache.get("/");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("Proxy-Status")).matches("attache; error=tls_(protocol_error|alert_received)");
        assertThat(attache.lastFailure()).containsPattern(why);
    }

    @Test
    void http1AloneIsSpokenToAServerThatWouldRatherSpeakTheOther() throws IOException {
        try (WebServer either = node(EITHER);
                WebServer second = node(SECOND);
                Gateway offering = before(either, "alpn: [http/1.1]").start();
                Gateway silent = before(either, "alpn: []").start();
                Gateway refused = before(second, "alpn: [http/1.1]").start()) {
            assertSpoken(offering, "1.1");
            assertSpoken(silent, "1.1");
            assertThat(refused.get("/").status()).isEqualTo(502);
        }
    }

    @Test
    void manyThatComeAtOnceWaitForTheOneAnswer() throws Exception {
        try (WebServer either = node(EITHER);
                Gateway attache = before(either, BOTH).loops(2).start();
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(people.submit(() -> attache.get("/").body()));
            }
            for (Future<String> each : answers) {
                assertThat(each.get()).contains("2.0");
            }
            Eventually.holds("nothing is under way", () -> attache.metric("attache_endpoint_requests_in_flight") == 0);
        }
    }

    @Test
    void aServerThatIsAwayIsToldAsSuchToAllWhoWait() throws Exception {
        try (WebServer either = node(EITHER);
                Gateway attache = before(either, BOTH).start();
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            either.kill();
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                answers.add(people.submit(() -> attache.get("/").status()));
            }
            for (Future<Integer> each : answers) {
                assertThat(each.get()).isEqualTo(502);
            }
            either.restart();
            Eventually.passes(() -> assertSpoken(attache, "2.0"));
        }
    }

    @Test
    void aServerMayChangeItsMind() throws IOException {
        Path old = folder.resolve("old");
        try (WebServer server = node("fs.existsSync('" + old + "') ? " + FIRST + " : " + SECOND);
                Gateway attache = before(server, BOTH).start()) {
            assertSpoken(attache, "2.0");
            Files.createFile(old);
            server.restart();
            Eventually.passes(() -> assertSpoken(attache, "1.1"));
            Files.delete(old);
            server.restart();
            Eventually.passes(() -> assertSpoken(attache, "2.0"));
        }
    }

    @Test
    void healthIsAskedInHttp1WhateverElseIsOffered() throws IOException {
        String health = "health: {check: http, path: /check, interval: 50ms, rise: 1, fall: 1}";
        try (WebServer either = node(EITHER);
                WebServer silent = node(SILENT);
                Gateway one = before(either, BOTH, health).start();
                Gateway other = before(silent, BOTH, health).start()) {
            assertSpoken(one, "2.0");
            assertThat(other.get("/").body()).isEqualTo("0");
            either.kill();
            Eventually.holds("it is found out", () -> !one.isFit());
            either.restart();
            Eventually.holds("it is back", one::isFit);
            assertThat(other.isFit()).isTrue();
            Eventually.passes(() -> assertSpoken(one, "2.0"));
        }
    }
}
