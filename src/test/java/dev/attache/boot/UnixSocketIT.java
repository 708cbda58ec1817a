package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Certificate;
import dev.attache.testing.ChildProcess;
import dev.attache.testing.Program;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The HTTP role between unix sockets on both sides, in the clear and by TLS, with curl before it and nginx behind.
class UnixSocketIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private String curl(Path socket, String... more) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Program.CURL.path().toString(), "-sS", "--max-time", "20", "--unix-socket", socket.toString()));
        command.addAll(List.of(more));
        try (ChildProcess curl = ChildProcess.start(folder, Map.of(), command)) {
            curl.awaitExit(PATIENCE);
            return curl.output();
        }
    }

    @Test
    void requestsComeAndGoByUnixSockets() throws IOException {
        Certificate own = Certificate.make(folder, "own");
        String files = "ssl_certificate " + own.cert() + "; ssl_certificate_key " + own.key() + ";";
        String tell = " return 200 \"$scheme $http_x_forwarded_for $http_x_forwarded_proto\";";
        try (WebServer nginx = WebServer.nginx("listen 127.0.0.1:PORT; listen unix:" + folder + "/plain.sock;"
                + " listen unix:" + folder + "/tls.sock ssl; " + files + tell)) {
            assertThat(nginx.address().port()).isPositive();
            Path file = Files.writeString(folder.resolve("attache.yaml"), """
                admin: {listen: 127.0.0.1:0}
                clusters:
                  plain: {endpoints: ["unix:%1$s/plain.sock"]}
                  tls:
                    endpoints: ["unix:%1$s/tls.sock"]
                    tls: {ca: {file: own.crt}, server-name: localhost}
                    health: {check: http, interval: 100ms}
                roles:
                  clear: {kind: http, listen: "unix:%1$s/in.sock", routes: [{cluster: plain}]}
                  secure:
                    kind: http
                    listen: "unix:%1$s/in-tls.sock"
                    tls: {cert: {file: own.crt}, key: {file: own.key}}
                    routes: [{cluster: tls}]
                """.formatted(folder));
            try (Attache attache =
                    Attache.start(folder, "run", "-c", file.toString()).awaitReady()) {
                assertThat(curl(folder.resolve("in.sock"), "http://localhost/")).isEqualTo("http unknown http");
                assertThat(curl(folder.resolve("in-tls.sock"), "-k", "https://localhost/"))
                        .isEqualTo("https unknown https");
                assertThat(curl(folder.resolve("in-tls.sock"), "http://localhost/"))
                        .isEqualTo("this port speaks HTTPS\n");
                assertThat(attache.isAlive()).isTrue();
            }
        }
    }
}
