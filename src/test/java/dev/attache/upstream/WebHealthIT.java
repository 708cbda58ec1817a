package dev.attache.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import dev.attache.config.EndpointConfig;
import dev.attache.config.HealthConfig.Check;
import dev.attache.config.HealthConfig.ReplicationSide;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.RecordingObserver;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks of web servers, and of whatever takes a connection.
final class WebHealthIT {
    private final EventLoops loops = EventLoops.start(Transport.choose(), 1);
    private final RecordingObserver observer = new RecordingObserver();

    @AfterEach
    void close() {
        loops.close();
    }

    private Clusters watching(Check check, HostPort address) {
        var config = Samples.cluster(
                Samples.health(check, ReplicationSide.ANY), Samples.NO_LOGIN, new EndpointConfig(address, "", 1));
        return new Clusters(Map.of("web", config), loops, observer, Ticker.SYSTEM);
    }

    private static Endpoint only(Clusters clusters) {
        return clusters.get("web").endpoints().getFirst();
    }

    private static void awaitOut(Endpoint endpoint, String why) {
        Eventually.passes(() -> assertThat(endpoint.whyUnavailable()).contains(why));
    }

    @Test
    void aWebServerIsOutWhileItAnswersBadly() throws IOException {
        AtomicReference<String> answer = new AtomicReference<>("HTTP/1.1 204 No Content\r\n\r\n");
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.send(answer.get()));
                Clusters clusters = watching(Check.HTTP, origin.address())) {
            Eventually.holds("it was asked", () -> origin.requests().size() > 3);
            assertThat(only(clusters).available()).isTrue();
            assertThat(origin.requests().getFirst())
                    .isEqualTo("GET /health HTTP/1.1\r\nHost: " + origin.address()
                            + "\r\nUser-Agent: attache\r\nConnection: close\r\n\r\n");
            answer.set("HTTP/1.1 503 Service Unavailable\r\n\r\n");
            awaitOut(only(clusters), "answered 503");
            answer.set("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /\r\n\r\n");
            Eventually.holds("it is back", () -> only(clusters).available());
        }
    }

    @ParameterizedTest
    @CsvSource({"nonsense, sent what is no response", "'', no answer in time"})
    void aServerThatIsNoWebServerIsOut(String answer, String why) throws IOException {
        try (RawOrigin origin = RawOrigin.answering(answer.isEmpty() ? "" : answer + "\r\n");
                Clusters clusters = watching(Check.HTTP, origin.address())) {
            awaitOut(only(clusters), why);
        }
    }

    @Test
    void nginxIsOutWhileItHangsOrIsDead() throws IOException {
        try (WebServer nginx = WebServer.nginx(Map.of("health", new byte[100_000]));
                Clusters clusters = watching(Check.HTTP, nginx.address())) {
            nginx.suspend();
            awaitOut(only(clusters), "no answer in time");
            nginx.resume();
            Eventually.holds("it is back", () -> only(clusters).available());
            nginx.kill();
            awaitOut(only(clusters), "connection refused");
        }
    }

    @Test
    void aServerThatTakesConnectionsIsFitForTcp() throws IOException {
        HostPort nobody = new HostPort("127.0.0.1", FreePorts.next());
        try (RawOrigin origin = RawOrigin.answering("");
                Clusters up = watching(Check.TCP, origin.address());
                Clusters down = watching(Check.TCP, nobody)) {
            awaitOut(only(down), "connection refused");
            Eventually.holds("it was asked", () -> origin.connections() > 3);
            assertThat(only(up).available()).isTrue();
        }
    }
}
