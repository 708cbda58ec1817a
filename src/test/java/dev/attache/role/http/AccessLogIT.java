package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessLogIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    private Path folder;

    private String settings(String more) {
        return "access-log: {to: \"" + folder.resolve("access.log") + "\"" + more + "}";
    }

    private List<String> lines(int count) throws IOException {
        Path log = folder.resolve("access.log");
        Eventually.holds(
                count + " lines are written", () -> Files.readAllLines(log).size() >= count);
        return Files.readAllLines(log);
    }

    @Test
    void aLineSaysWhatBecameOfARequest() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role(settings(""))
                        .route("{match: {path: /here}, respond: {status: 204}}")
                        .route("split: {name: n, by: {header: u}, arms: {one: {cluster: origin}}}")
                        .start()) {
            HttpAnswer.of(attache.port(), "PUT", "/a\"b?secret=1", "Host: shop", "Content-Length: 0");
            attache.get("/here");
            assertThat(lines(2))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .matches(
                                            "\\{\"time\":\"[0-9T:.-]+Z\",\"role\":\"gateway\",\"client\":\"127.0.0.1\","
                                                    + "\"method\":\"PUT\",\"path\":\"/a\\\\\"b\",\"host\":\"shop\","
                                                    + "\"status\":200,\"cluster\":\"origin\",\"experiment\":\"n\","
                                                    + "\"arm\":\"one\",\"endpoint\":\"127.0.0.1:[0-9]+\",\"tries\":1,"
                                                    + "\"received\":0,\"sent\":2,\"queue\":[0-9]+\\.[0-9]{3},"
                                                    + "\"connect\":[0-9]+\\.[0-9]{3},\"wait\":[0-9]+\\.[0-9]{3},"
                                                    + "\"millis\":[0-9]+\\.[0-9]{3}}"),
                            line -> assertThat(line).contains("\"status\":204,\"tries\":0"));
        }
    }

    @Test
    void whatFailedIsWrittenWhateverTheShare() throws IOException {
        HostPort nobody = new HostPort("127.0.0.1", FreePorts.next());
        try (RawOrigin origin = RawOrigin.doing((connection, _, number) -> {
                    connection.send(OK.replace(": 2", number == 0 ? ": 2" : ": 3"));
                    if (number > 0) {
                        connection.close();
                    }
                });
                Gateway attache = Gateway.before(origin.address())
                        .cluster("down", nobody)
                        .role(settings(", sample: 0%"))
                        .route("{match: {path: /down}, cluster: down}")
                        .route("cluster: origin")
                        .start();
                RawClient garbage = attache.client();
                RawClient cut = attache.client()) {
            attache.get("/");
            attache.get("/down");
            garbage.send("\0").readToEnd();
            cut.send("GET /cut HTTP/1.1\r\nHost: h\r\n\r\n").expectClosed();
            assertThat(lines(3))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("\"path\":\"/down\"", "502,\"fault\":\"unreachable\""),
                            line -> assertThat(line)
                                    .contains("\"client\":\"127.0.0.1\",\"status\":400,\"fault\":\"malformed\""),
                            line -> assertThat(line).contains("\"status\":200,\"fault\":\"cut\"", "\"sent\":2"));
        }
    }

    @Test
    void aClientThatLeftIsToldOf() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.read());
                Gateway attache =
                        Gateway.before(origin.address()).role(settings("")).start()) {
            try (RawClient client = attache.client()) {
                client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                Eventually.holds("the request came", () -> origin.requests().size() == 1);
                client.reset();
            }
            assertThat(lines(1).getFirst()).contains("\"status\":0,\"fault\":\"client_gone\"");
        }
    }

    @Test
    void aReloadMovesTheLog() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start()) {
            attache.get("/");
            attache.reload(Gateway.before(origin.address()).role(settings("")));
            attache.get("/");
            assertThat(lines(1)).hasSize(1);
        }
    }

    @Test
    void theShareIsOfWhatIsNeitherNamedNorLeftOut() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, request, _) -> {
                    if (request.startsWith("GET /slow")) {
                        connection.pause(Duration.ofMillis(120));
                    }
                    connection.send(request.startsWith("GET /none") ? OK.replace("200 OK", "404 None") : OK);
                });
                Gateway attache = Gateway.before(origin.address())
                        .role(settings(", sample: 0%, status: [4xx], slower: 100ms, except: [/none/*]"))
                        .start()) {
            attache.get("/");
            attache.get("/none/left/out");
            attache.get("/none");
            attache.get("/nonesuch");
            attache.get("/slow");
            assertThat(lines(2))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("\"path\":\"/nonesuch\""),
                            line -> assertThat(line).contains("\"path\":\"/slow\""));
        }
    }

    @Test
    void aLineNamesTheTrace() throws IOException {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role(settings(""), "tracing: true")
                        .start()) {
            attache.get("/", "traceparent: 00-" + trace + "-00f067aa0ba902b7-01");
            assertThat(lines(1).getFirst()).contains("\"trace\":\"" + trace + "\"");
        }
    }
}
