package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.Experiment;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Mirrors whose endpoints speak HTTP/2 (Node's own), and what comes of their replies.
final class MirrorHttp2IT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /// Keeps what came, to be asked for at `/seen` by HTTP/2; goes away after every third answer at `/tired`.
    private static final String SERVER = """
        const seen = [];
        let most = 0, open = 0, count = 0;
        const server = require('http2').createServer({settings: {maxConcurrentStreams: 4}});
        server.on('stream', (stream, headers) => {
          stream.on('error', () => {});
          const path = headers[':path'];
          if (path === '/seen') {
            stream.respond({':status': 200});
            stream.end(JSON.stringify({seen, most}));
            return;
          }
          let body = '';
          most = Math.max(most, ++open);
          stream.on('data', part => body += part);
          stream.on('end', () => {
            seen.push(headers[':method'] + ' ' + path + ' ' + headers[':authority'] + ' ' + headers['x-attache-mirror']
              + ' ' + headers['cookie'] + ' ' + body.length);
            setTimeout(() => {
              open--;
              count++;
              if (stream.destroyed || stream.closed) return;
              stream.respond({':status': 200, 'content-type': 'application/json'}, {waitForTrailers: true});
              stream.on('wantTrailers', () => stream.sendTrailers({'x-sum': 'NAME'}));
              stream.end('{"price": PRICE}');
              if (path.startsWith('/tired') && count % 3 === 0) stream.session.close();
            }, path.endsWith('slow') ? 50 : 0);
          });
        });
        server.listen(PORT, '127.0.0.1');
        """;

    private static WebServer server(String name, int price) throws IOException {
        return WebServer.node(SERVER.replace("NAME", name).replace("PRICE", Integer.toString(price)));
    }

    private static Gateway.Plan mirrored(RawOrigin origin, WebServer copy, String mirror) {
        return Gateway.before(origin.address())
                .members("copy", "\"" + copy.address() + "\"", "protocol: http2")
                .route("{cluster: origin, mirror: {cluster: copy, " + mirror + "}}");
    }

    private static String seenBy(WebServer server) throws IOException {
        try (Gateway direct = Gateway.before(server.address())
                .clusterSettings("protocol: http2")
                .start()) {
            return direct.get("/seen").body();
        }
    }

    /// Asks so many times, and waits until the copies have all come.
    private static void everyCopyOf(int times, String path, Gateway attache, WebServer copy) throws IOException {
        for (int i = 0; i < times; i++) {
            attache.get(path);
        }
        Eventually.passes(
                () -> assertThat(seenBy(copy).split("GET " + path, -1)).hasSize(times + 1));
    }

    private static double outcome(Gateway attache, String word) {
        return attache.metric("attache_http_mirrored_total", "outcome=\"" + word + "\"");
    }

    @Test
    void aCopyIsSentByHttp2WithoutCredentialsAndWithAMark() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                WebServer copy = server("copy", 1);
                Gateway attache = mirrored(origin, copy, "methods: [GET, POST]").start()) {
            attache.get("/a?b=c", "Host: shop", "Cookie: secret=1");
            try (RawClient client = attache.client()) {
                client.send("POST /p HTTP/1.1\r\nHost: shop\r\nContent-Length: 50000\r\n\r\n" + "x".repeat(50_000));
                client.readTo("ok");
            }
            Eventually.passes(() -> assertThat(seenBy(copy))
                    .contains("GET /a?b=c shop mirrored undefined 0", "POST /p shop mirrored undefined 50000"));
            assertThat(outcome(attache, "failed")).isZero();
        }
    }

    @Test
    void oneConnectionServesForAllAndTakesNoMoreAtOnceThanTheServerAllows() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                WebServer copy = server("copy", 1);
                Gateway attache = mirrored(origin, copy, "concurrency: 20").start()) {
            everyCopyOf(20, "/slow", attache, copy);
            assertThat(seenBy(copy)).contains("\"most\":4");
            assertThat(outcome(attache, "failed")).isZero();
            assertThat(outcome(attache, "skipped")).isZero();
        }
    }

    @Test
    void aServerThatGoesAwayIsConnectedToAgain() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                WebServer copy = server("copy", 1);
                Gateway attache = mirrored(origin, copy, "concurrency: 100").start()) {
            everyCopyOf(20, "/tired", attache, copy);
            assertThat(outcome(attache, "failed")).isZero();
        }
    }

    @Test
    void whatWaitsMovesOnFromOneConnectionToTheNextAsOftenAsItTakes() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                WebServer copy = server("copy", 1);
                Gateway attache = mirrored(origin, copy, "concurrency: 100").start()) {
            everyCopyOf(30, "/tired-slow", attache, copy);
            assertThat(outcome(attache, "failed")).isZero();
        }
    }

    @Test
    void oneThatHangsIsGivenUpAndAnotherConnectionMade() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                WebServer copy = server("copy", 1);
                Gateway attache = mirrored(origin, copy, "timeout: 300ms").start()) {
            attache.get("/warm");
            Eventually.passes(() -> assertThat(seenBy(copy)).contains("GET /warm"));
            copy.suspend();
            assertThat(attache.get("/lost").body()).isEqualTo("ok");
            Eventually.holds("it is given up", () -> outcome(attache, "failed") == 1);
            copy.resume();
            attache.get("/after");
            Eventually.passes(() -> assertThat(seenBy(copy)).contains("GET /after"));
            assertThat(outcome(attache, "failed")).isEqualTo(1);
        }
    }

    @Test
    void oneThatIsDownOrSpeaksOtherwiseHarmsNobody() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                RawOrigin other = RawOrigin.answering("nonsense\r\n\r\n");
                WebServer copy = server("copy", 1);
                Gateway down = mirrored(origin, copy, "name: m").start();
                Gateway odd = Gateway.before(origin.address())
                        .members("copy", "\"" + other.address() + "\"", "protocol: http2")
                        .route("{cluster: origin, mirror: {cluster: copy}}")
                        .start()) {
            copy.kill();
            for (int i = 0; i < 5; i++) {
                assertThat(down.get("/").body()).isEqualTo("ok");
                assertThat(odd.get("/").body()).isEqualTo("ok");
            }
            Eventually.passes(() -> assertThat(outcome(down, "failed")).isEqualTo(5));
            Eventually.passes(() -> assertThat(outcome(odd, "failed")).isEqualTo(5));
        }
    }

    /// The second call to the control is made by HTTP/2 as well.
    @Test
    @SuppressWarnings("unchecked")
    void repliesAreComparedTrailersToo() throws IOException {
        try (WebServer control = server("control", 10);
                WebServer copy = server("copy", 11);
                Gateway attache = Gateway.before(control.address())
                        .clusterSettings("protocol: http2")
                        .cluster("copy", copy.address())
                        .route("{cluster: origin, mirror: {name: m, cluster: copy, answers: compare, headers:"
                                + " [x-sum]}}")
                        .start()) {
            for (int i = 0; i < 12; i++) {
                assertThat(HttpAnswer.of(attache.port(), "GET", "/price", "TE: trailers")
                                .body())
                        .contains("10");
            }
            Experiment experiment = attache.role().experiments().getFirst();
            Eventually.passes(() -> assertThat(experiment.differences(false)).containsEntry("compared", 12L));
            Object fields = Objects.requireNonNull(experiment.differences(true).get("fields"));
            assertThat((List<Map<String, Object>>) fields)
                    .extracting(each -> each.get("field") + " " + each.get("verdict"))
                    .containsExactly("body.price changed", "header x-sum changed");
        }
    }
}
