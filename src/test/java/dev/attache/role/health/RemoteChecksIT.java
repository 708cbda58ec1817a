package dev.attache.role.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Certificate;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.FreePorts;
import dev.attache.testing.Program;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.TempFolder;
import dev.attache.testing.WebServer;
import dev.attache.testing.WebsocketEcho;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Servers of further protocols, each right and wrong.
class RemoteChecksIT {
    private static final String GRPC = """
        require('http2').createServer().on('stream', (stream, headers) => {
          const parts = [];
          stream.on('data', part => parts.push(part)).on('end', () => {
            const asked = Buffer.concat(parts);
            const down = asked.length > 5 && asked.subarray(7).toString() === 'down';
            stream.respond({':status': 200, 'content-type': 'application/grpc'}, {waitForTrailers: true});
            stream.on('wantTrailers', () => stream.sendTrailers({'grpc-status': '0'}));
            stream.end(Buffer.from([0, 0, 0, 0, 2, 8, down ? 2 : 1]));
          });
        }).listen(PORT, '127.0.0.1');
        """;

    @Test
    void aMemcachedTellsItsVersion() throws Exception {
        int port = FreePorts.next();
        try (TempFolder folder = TempFolder.create("memcached");
                Shim shim = Shim.checking("memcached: \"127.0.0.1:" + port + "\"")) {
            shim.awaitFail("connection refused");
            List<String> command = List.of(
                    Program.MEMCACHED.path().toString(), "-l", "127.0.0.1", "-p", Integer.toString(port), "-u", "root");
            try (ChildProcess server = ChildProcess.start(folder.path(), Map.of(), command)) {
                shim.awaitPass();
                server.signal("STOP");
                shim.awaitFail("no answer in time");
                server.signal("CONT");
                shim.awaitPass();
            }
        }
        try (RawOrigin other = RawOrigin.doing((_, _, _) -> {});
                Shim shim = Shim.checking("memcached: \"" + other.address() + "\"")) {
            shim.awaitFail("no answer in time");
        }
    }

    @Test
    void aGrpcServerSaysThatItServes() throws Exception {
        try (WebServer server = WebServer.node(GRPC);
                Shim serving = Shim.checking("grpc: \"" + server.address() + "\", service: any");
                Shim down = Shim.checking("grpc: \"" + server.address() + "\", service: down")) {
            serving.awaitPass();
            down.awaitFail("says NOT_SERVING");
        }
    }

    @Test
    void aServerOpensAWebsocket() throws Exception {
        try (WebsocketEcho echo = WebsocketEcho.start();
                Shim shim = Shim.checking("websocket: \"ws://" + echo.address() + "/\"");
                Shim spoken = Shim.checking("websocket: \"ws://" + echo.address() + "/\", protocol: chat")) {
            shim.awaitPass();
            spoken.awaitStatus("/checks/it", 503, "fail since");
        }
        String accept =
                "HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Accept: AAAA||"
                        .replace("|", "\r\n");
        try (RawOrigin liar = RawOrigin.answering(accept);
                Shim shim = Shim.checking("websocket: \"ws://" + liar.address() + "/\"")) {
            shim.awaitFail("answered with a wrong Sec-WebSocket-Accept");
        }
        try (RawOrigin web = RawOrigin.answering("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                Shim shim = Shim.checking("websocket: \"ws://" + web.address() + "/\"")) {
            shim.awaitFail("answered 404");
        }
    }

    @Test
    void aCertificateStaysValidForAWhile() throws Exception {
        try (TempFolder folder = TempFolder.create("health");
                WebServer server = serverWith(Certificate.make(folder.path(), "two-days", "IP:127.0.0.1"));
                WebServer old = serverWith(Certificate.expired(folder.path(), "old"))) {
            String at = "tls: \"" + server.address() + "\", ca: {file: "
                    + folder.path().resolve("two-days.crt") + "}";
            try (Shim enough = Shim.checking(at + ", expires: 24h");
                    Shim soon = Shim.checking(at + ", expires: 72h");
                    Shim stranger = Shim.checking("tls: \"" + server.address() + "\"");
                    Shim unverified = Shim.checking("tls: \"" + server.address() + "\", verify: false, expires: 1h");
                    Shim expired = Shim.checking("tls: \"" + old.address() + "\", verify: false")) {
                enough.awaitPass();
                assertThat(enough.get("/checks/it?format=json").body()).contains("\"ssl-earliest-cert-expiry\": ");
                soon.awaitFail("its certificate expires in 2879m");
                stranger.awaitFail("its certificate is not trusted");
                unverified.awaitPass();
                expired.awaitFail("its certificate has expired");
            }
        }
    }

    private static WebServer serverWith(Certificate certificate) throws IOException {
        return WebServer.node("require('https').createServer({cert: require('fs').readFileSync('" + certificate.cert()
                + "'), key: require('fs').readFileSync('" + certificate.key()
                + "')}, (q, s) => s.end('ok')).listen(PORT, '127.0.0.1')");
    }

    @Test
    void aNameServerKnowsAName() throws Exception {
        try (NameServer server = new NameServer();
                Shim known =
                        Shim.checking("dns: known.example, server: \"" + server.address() + "\", expect: [10.1.2.3]");
                Shim elsewhere =
                        Shim.checking("dns: known.example, server: \"" + server.address() + "\", expect: [10.9.9.9]");
                Shim six = Shim.checking("dns: known.example, type: aaaa, server: \"" + server.address() + "\"");
                Shim unknown = Shim.checking("dns: other.example, server: \"" + server.address() + "\"")) {
            known.awaitPass();
            elsewhere.awaitFail("10.9.9.9 is not among the answers");
            six.awaitFail("the name has no record of type AAAA");
            unknown.awaitFail("the name server does not know the name");
            server.fallSilent();
            known.awaitStatus("/checks/it", 503, "answer");
        }
    }

    @Test
    void anotherShimTellsItsReason() throws Exception {
        try (Shim other = Shim.checking("file: /no/such/file");
                Shim shim = Shim.checking("endpoint: \"http://127.0.0.1:" + other.port() + "/readyz\"");
                Shim one = Shim.checking("endpoint: \"http://127.0.0.1:" + other.port() + "/checks/it\"")) {
            shim.awaitFail("says: it: is not there");
            one.awaitFail("says: is not there");
            other.post("/override?check=it&status=pass");
            shim.awaitPass();
        }
    }
}
