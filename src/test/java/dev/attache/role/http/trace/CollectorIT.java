package dev.attache.role.http.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Secret;
import dev.attache.testing.Certificate;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A collector that is reached by https: Node's own server, which writes down what it was sent.
final class CollectorIT {
    private static final String JSON = "{\"resourceSpans\":[]}";
    private static final Map<String, Secret> KEY = Map.of("X-Key", new Secret("hush"));

    @TempDir
    private Path folder;

    private WebServer node(Certificate own) throws IOException {
        String files = "cert: fs.readFileSync('" + own.cert() + "'), key: fs.readFileSync('" + own.key() + "')";
        return WebServer.node("const fs = require('fs'); const server = require('https').createServer({" + files
                + "}, (request, response) => { let got = request.method + ' ' + request.url + ' '"
                + " + request.headers['x-key'] + ' '; request.on('data', part => got += part);"
                + "request.on('end', () => { fs.writeFileSync('" + got() + "', got); response.end('{}'); }); });"
                + "server.on('tlsClientError', () => {}); server.listen(PORT, '127.0.0.1');");
    }

    private Path got() {
        return folder.resolve("got");
    }

    private static CollectorAnswer send(WebServer to, Secret authorities) {
        URI place = URI.create("https://localhost:" + to.address().port() + "/v1/traces");
        return new Collector(place, authorities, KEY, InstantSource.system()).send(JSON);
    }

    private static Secret authority(Certificate of) throws IOException {
        return new Secret(Files.readString(of.cert()));
    }

    @Test
    void spansGoToACollectorWhoseCertificateIsGood() throws IOException {
        Certificate own = Certificate.make(folder, "own");
        try (WebServer collector = node(own)) {
            assertThat(send(collector, authority(own)).isTaken()).isTrue();
            assertThat(Files.readString(got())).isEqualTo("POST /v1/traces hush " + JSON);
        }
    }

    @ParameterizedTest(name = "a certificate that is {0}")
    @ValueSource(strings = {"of another authority", "of none that the JVM knows", "expired", "for another name"})
    void nothingGoesToACollectorWhoseCertificateIsNot(String how) throws IOException {
        Certificate own = switch (how) {
            case "expired" -> Certificate.expired(folder, "own");
            case "for another name" -> Certificate.make(folder, "own", "DNS:elsewhere.example");
            default -> Certificate.make(folder, "own");
        };
        Secret trusted = switch (how) {
            case "of another authority" -> authority(Certificate.make(folder, "other"));
            case "of none that the JVM knows" -> Secret.NONE;
            default -> authority(own);
        };
        try (WebServer collector = node(own)) {
            CollectorAnswer answer = send(collector, trusted);
            assertThat(answer.isTaken()).isFalse();
            assertThat(answer.mayBeTakenLater())
                    .as("it is tried again, as when it is away")
                    .isTrue();
            assertThat(got()).doesNotExist();
        }
    }
}
