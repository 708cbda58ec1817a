package dev.attache.role.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Certificate;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.TempFolder;
import dev.attache.testing.WebServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Web servers that are asked by HTTP/2: Node.js, in the clear and by TLS.
class Http2ChecksIT {
    private static final String PAGES = """
        const page = (stream, headers) => {
          stream.on('error', () => {});
          const path = headers[':path'];
          if (path === '/early') stream.additionalHeaders({':status': 103, 'x-any': 'early'});
          if (path === '/silent') return;
          if (path === '/reset') return stream.close(8);
          if (path === '/half') { stream.respond({':status': 200}); return stream.write('begins'); }
          if (path === '/goaway') return stream.session.destroy(undefined, 0);
          if (path === '/empty') return stream.respond({':status': 204}, {endStream: true});
          if (path === '/trailers') {
            stream.respond({':status': 200}, {waitForTrailers: true});
            stream.on('wantTrailers', () => stream.sendTrailers({'x-any': 'late'}));
            return stream.end('{"status": "UP"}');
          }
          const status = path.startsWith('/status/') ? Number(path.substring(8)) : 200;
          stream.respond({':status': status, 'x-any': 'one', 'x-by': headers['x-by'] || '',
            'x-host': headers[':authority'], 'x-scheme': headers[':scheme'], 'x-method': headers[':method']});
          stream.end(path === '/huge' ? 'x'.repeat(300000) + 'end' : '{"status": "UP"}');
        };
        """;

    private static WebServer clear() throws IOException {
        return WebServer.node(PAGES + "require('http2').createServer().on('stream', page).listen(PORT, '127.0.0.1')");
    }

    private static Shim asking(WebServer server, String path, String more) throws Exception {
        return Shim.checking("http: \"http://" + server.address() + path + "\", protocol: http2" + more);
    }

    @Test
    void anAnswerThatIsAsExpectedPasses() throws Exception {
        String expect = ", headers: {X-By: me, host: shop.example}, expect: {status: 200, body: UP, json: {status: UP},"
                + " headers: {x-any: one, X-By: me, x-host: shop.example, x-scheme: http, x-method: GET}}";
        try (WebServer server = clear();
                Shim plain = asking(server, "/a?b=c", expect);
                Shim early = asking(server, "/early", ", expect: {headers: {x-any: one}, json: {status: UP}}");
                Shim trailers = asking(server, "/trailers", ", expect: {json: {status: UP}}");
                Shim empty = asking(server, "/empty", ", expect: {status: 204}");
                Shim head = asking(server, "/", ", method: HEAD, expect: {headers: {x-method: HEAD}}");
                Shim large = asking(server, "/huge", ", expect: {body: end, body-max: 1MiB}")) {
            plain.awaitPass();
            early.awaitPass();
            trailers.awaitPass();
            empty.awaitPass();
            head.awaitPass();
            large.awaitPass();
            assertThat(plain.get("/checks/it?format=json").body())
                    .contains("\"http-status-code\": 200", "\"http-version\": 2");
        }
    }

    @ParameterizedTest(name = "{0} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/status/503 |                                    | answered 503",
                "/           | , expect: {headers: {x-any: two}}  | answered without the header x-any",
                "/trailers   | , expect: {headers: {x-any: late}} | answered without the header x-any",
                "/           | , expect: {json: {status: DOWN}}   | status is not DOWN",
                "/huge       | , expect: {body: end}              | sent a body of more than 64KiB",
                "/huge       | , expect: {json: {status: UP}, body-max: 1MiB} | its body is no JSON at character",
                "/empty      | , expect: {body: UP}               | its body does not hold the text that it should",
                "/silent     |                                    | no answer in time",
                "/half       | , expect: {body: end}              | no answer in time: the answer did not end",
                "/reset      |                                    | broke off"
            })
    void everyOtherAnswerHasItsVerdict(String path, String more, String why) throws Exception {
        try (WebServer server = clear();
                Shim shim = asking(server, path, more == null ? "" : more)) {
            shim.awaitFail(why);
        }
    }

    @Test
    void aServerThatGoesAwayIsBad() throws Exception {
        try (WebServer server = clear();
                Shim shim = asking(server, "/goaway", "")) {
            shim.awaitStatus("/checks/it", 503, "fail since");
        }
    }

    @Test
    void aServerOfHttp1IsFoundOut() throws Exception {
        try (RawOrigin old = RawOrigin.answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                Shim shim =
                        Shim.checking("http: \"http://" + old.address() + "/\", protocol: http2, expect: {body: ok}")) {
            shim.awaitFail("sent what is no HTTP/2");
        }
    }

    @Test
    void byTlsItIsAgreedOnByAlpn() throws Exception {
        try (TempFolder folder = TempFolder.create("health")) {
            Certificate certificate = Certificate.make(folder.path(), "web", "IP:127.0.0.1");
            String files = "{cert: require('fs').readFileSync('" + certificate.cert()
                    + "'), key: require('fs').readFileSync('" + certificate.key() + "')}";
            String ca = ", protocol: http2, tls: {ca: {file: " + certificate.cert() + "}}";
            try (WebServer both = WebServer.node(PAGES + "require('http2').createSecureServer(" + files
                            + ").on('stream', page).listen(PORT, '127.0.0.1')");
                    WebServer old = WebServer.node("require('https').createServer(" + files
                            + ", (q, s) => s.end('ok')).listen(PORT, '127.0.0.1')");
                    Shim agreed = Shim.checking("http: \"https://" + both.address() + "/\"" + ca
                            + ", expect: {json: {status: UP}, headers: {x-scheme: https}}");
                    Shim refused = Shim.checking("http: \"https://" + old.address() + "/\"" + ca)) {
                agreed.awaitPass();
                refused.awaitFail("it refuses TLS: no application protocol");
                assertThat(agreed.get("/probe?target=it").body())
                        .contains("probe_http_version 2\n", "probe_tls_version_info{version=\"TLS 1.3\"} 1\n");
            }
        }
    }
}
