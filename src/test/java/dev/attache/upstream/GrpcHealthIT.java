package dev.attache.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import dev.attache.config.EndpointConfig;
import dev.attache.config.HealthConfig;
import dev.attache.config.HealthConfig.Check;
import dev.attache.config.HealthConfig.ReplicationSide;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.testing.Eventually;
import dev.attache.testing.RecordingObserver;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Checks by grpc.health.v1 of a server whose HTTP/2 is Node's.
final class GrpcHealthIT {
    /// Serves the health of the services `ok`, `big...` and of the whole, is not serving `down`, and knows no other.
    private static final String SERVER = """
        const http2 = require('http2');
        http2.createServer().on('stream', (stream, headers) => {
          const parts = [];
          stream.on('data', part => parts.push(part)).on('end', () => {
            const asked = Buffer.concat(parts);
            const name = asked.length > 5 ? asked.subarray(asked[6] > 127 ? 8 : 7).toString() : '';
            const right = headers[':path'] === '/grpc.health.v1.Health/Check' && headers[':method'] === 'POST'
                && headers['content-type'] === 'application/grpc' && headers['te'] === 'trailers'
                && asked.readUInt32BE(1) === asked.length - 5;
            const known = right && (name === '' || name === 'ok' || name === 'down' || /^big1*$/.test(name));
            if (!known) {
              stream.respond({':status': 200, 'content-type': 'application/grpc', 'grpc-status': '5'},
                  {endStream: true});
              return;
            }
            stream.respond({':status': 200, 'content-type': 'application/grpc'}, {waitForTrailers: true});
            stream.on('wantTrailers', () => stream.sendTrailers({'grpc-status': '0'}));
            stream.end(Buffer.from([0, 0, 0, 0, 2, 8, name === 'down' ? 2 : 1]));
          });
        }).listen(PORT, '127.0.0.1');
        """;

    private final EventLoops loops = EventLoops.start(Transport.choose(), 1);

    @AfterEach
    void close() {
        loops.close();
    }

    private Clusters watching(String service, HostPort address) {
        HealthConfig usual = Samples.health(Check.GRPC, ReplicationSide.ANY);
        HealthConfig health = new HealthConfig(
                Check.GRPC,
                usual.interval(),
                Duration.ofSeconds(2),
                usual.rise(),
                usual.fall(),
                ReplicationSide.ANY,
                "/",
                service);
        var config = Samples.cluster(health, Samples.NO_LOGIN, new EndpointConfig(address, "", 1));
        return new Clusters(Map.of("rpc", config), loops, new RecordingObserver(), Ticker.SYSTEM);
    }

    private static Endpoint only(Clusters clusters) {
        return clusters.get("rpc").endpoints().getFirst();
    }

    @Test
    void aServerIsOutWhileItsServiceIsNotServingOrUnknown() throws IOException {
        try (WebServer server = WebServer.node(SERVER);
                Clusters down = watching("down", server.address());
                Clusters unknown = watching("other", server.address());
                Clusters whole = watching("", server.address());
                Clusters named = watching("ok", server.address());
                Clusters longNamed = watching("big" + "1".repeat(150), server.address())) {
            Eventually.passes(() -> assertThat(only(down).whyUnavailable()).isEqualTo("says NOT_SERVING"));
            Eventually.passes(() -> assertThat(only(unknown).whyUnavailable())
                    .isEqualTo("refused to be asked by grpc.health.v1: grpc-status 5"));
            for (Clusters fit : new Clusters[] {whole, named, longNamed}) {
                assertThat(only(fit).available()).isTrue();
                assertThat(only(fit).lastFailure()).isEmpty();
            }
        }
    }

    @Test
    void aServerThatHangsIsOutAndComesBack() throws IOException {
        try (WebServer server = WebServer.node(SERVER);
                Clusters clusters = watching("ok", server.address())) {
            server.suspend();
            Eventually.passes(() -> assertThat(only(clusters).whyUnavailable()).startsWith("no answer in time"));
            server.resume();
            Eventually.holds("it is back", () -> only(clusters).available());
        }
    }

    @Test
    void aServerThatSpeaksNoHttp2IsOut() throws IOException {
        try (WebServer nginx = WebServer.nginx(Map.of("x", new byte[1]));
                Clusters clusters = watching("", nginx.address())) {
            Eventually.passes(() -> assertThat(only(clusters).whyUnavailable())
                    .isIn("sent what is no HTTP/2: FRAME_SIZE_ERROR", "closed the connection"));
        }
    }
}
