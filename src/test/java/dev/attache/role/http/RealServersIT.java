package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.Program;
import dev.attache.testing.RawClient;
import dev.attache.testing.TempFolder;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// nginx and Node.js behind, curl and the JDK's client in front.
final class RealServersIT {
    private static final String ECHO = """
        const http = require('http'), crypto = require('crypto');
        const server = http.createServer((request, response) => {
          if (request.url === '/events') {
            response.writeHead(200, {'Content-Type': 'text/event-stream'});
            response.write('data: first\\n\\n');
            request.on('close', () => response.end());
          } else {
            response.writeHead(200, {'X-Length': request.headers['content-length'] || 'chunked'});
            request.pipe(response);
          }
        });
        server.on('upgrade', (request, socket) => {
          const accept = crypto.createHash('sha1')
            .update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
          socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n'
            + 'Sec-WebSocket-Accept: ' + accept + '\\r\\n\\r\\n');
          socket.on('data', frame => {
            const length = frame[1] & 127, mask = frame.subarray(2, 6), text = frame.subarray(6, 6 + length);
            for (let i = 0; i < length; i++) text[i] ^= mask[i % 4];
            socket.write(Buffer.concat([Buffer.from([frame[0], length]), text]));
          });
          socket.on('error', () => {});
        });
        server.listen(PORT, '127.0.0.1');
        """;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String curl(Path folder, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(Program.CURL.path().toString(), "-sS", "--max-time", "20"), Arrays.stream(arguments))
                .toList();
        try (ChildProcess curl = ChildProcess.start(folder, Map.of(), command)) {
            int status = curl.awaitExit(Duration.ofSeconds(30));
            assertThat(status).as(curl.output()).isZero();
            return curl.output();
        }
    }

    @Test
    void filesOfNginxComeWholeInPartAndNotAtAll() throws IOException {
        byte[] large = random(3_000_000);
        try (WebServer nginx = WebServer.nginx(Map.of("large", large, "empty", new byte[0]));
                Gateway attache = Gateway.before(nginx.address()).start();
                TempFolder folder = TempFolder.create("curl")) {
            String place = "http://127.0.0.1:" + attache.port();
            Path copy = folder.path().resolve("copy");
            curl(folder.path(), "-o", copy.toString(), place + "/large", place + "/empty", "-o", "/dev/null");
            assertThat(Files.readAllBytes(copy)).isEqualTo(large);
            assertThat(curl(folder.path(), "-r", "5-9", "-o", copy.toString(), "-w", "%{http_code}", place + "/large"))
                    .isEqualTo("206");
            assertThat(Files.readAllBytes(copy)).isEqualTo(Arrays.copyOfRange(large, 5, 10));
            HttpAnswer whole = HttpAnswer.of(attache.port(), "HEAD", "/large");
            assertThat(whole.header("Content-Length")).isEqualTo("3000000");
            assertThat(attache.get("/large", "If-None-Match: " + whole.header("ETag"))
                            .status())
                    .isEqualTo(304);
            assertThat(attache.get("/none").status()).isEqualTo(404);
        }
    }

    @Test
    void anUploadOfCurlComesBackWhole() throws IOException {
        byte[] body = random(2_500_000);
        try (WebServer node = WebServer.node(ECHO);
                Gateway attache = Gateway.before(node.address()).start();
                TempFolder folder = TempFolder.create("curl")) {
            Path sent = Files.write(folder.path().resolve("sent"), body);
            Path copy = folder.path().resolve("copy");
            String place = "http://127.0.0.1:" + attache.port() + "/";
            for (String header : List.of("Expect: 100-continue", "Transfer-Encoding: chunked", "Expect:")) {
                String told = curl(
                        folder.path(),
                        "--data-binary",
                        "@" + sent,
                        "-H",
                        header,
                        "-o",
                        copy.toString(),
                        "-w",
                        "%{http_code} %header{x-length}",
                        place);
                assertThat(told).isEqualTo(header.startsWith("T") ? "200 chunked" : "200 2500000");
                assertThat(Files.readAllBytes(copy)).isEqualTo(body);
            }
        }
    }

    @Test
    void eventsComeWhileTheAnswerIsStillOpen() throws IOException {
        try (WebServer node = WebServer.node(ECHO);
                Gateway attache = Gateway.before(node.address()).start();
                RawClient client = attache.client()) {
            client.send("GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
            StringBuilder seen = new StringBuilder();
            while (seen.indexOf("data: first\n\n") < 0) {
                seen.append(client.readBytes(1));
            }
            assertThat(seen).contains("text/event-stream");
        }
    }

    @Test
    void aWebsocketOfTheJdkTalksToNode() throws Exception {
        CompletableFuture<String> echo = new CompletableFuture<>();
        try (WebServer node = WebServer.node(ECHO);
                Gateway attache = Gateway.before(node.address()).start();
                HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + attache.port() + "/chat"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            echo.complete(text.toString());
                            return WebSocket.Listener.super.onText(from, text, last);
                        }
                    })
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("hello over there", true).get(10, TimeUnit.SECONDS);
            assertThat(echo.get(10, TimeUnit.SECONDS)).isEqualTo("hello over there");
            socket.abort();
        }
    }

    @Test
    void manyRequestsOfTheJdkClientAreAllAnsweredWithTheirOwn() throws Exception {
        try (WebServer one = WebServer.node(ECHO);
                WebServer two = WebServer.node(ECHO);
                Gateway attache =
                        Gateway.before(one.address(), two.address()).loops(2).start();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            URI place = URI.create("http://127.0.0.1:" + attache.port() + "/");
            List<CompletableFuture<HttpResponse<byte[]>>> answers = Stream.iterate(0, i -> i + 1)
                    .limit(300)
                    .map(i -> client.sendAsync(
                            HttpRequest.newBuilder(place)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(random(i * 317)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray()))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS).body()).isEqualTo(random(i * 317));
            }
        }
    }

    @Test
    void aServerThatIsKilledHungOrBackIsSeenInTheAnswers() throws IOException {
        byte[] page = "page".getBytes(StandardCharsets.US_ASCII);
        try (WebServer nginx = WebServer.nginx(Map.of("page", page));
                Gateway attache = Gateway.before(nginx.address())
                        .clusterSettings("eject: {failures: 0}")
                        .role("timeouts: {try: 300ms}")
                        .start();
                RawClient client = attache.client()) {
            String get = "GET /page HTTP/1.1\r\nHost: h\r\n\r\n";
            assertThat(answer(client, get)).endsWith("page");
            nginx.suspend();
            assertThat(client.send(get).readBytes(12)).isEqualTo("HTTP/1.1 504");
            nginx.resume();
            assertThat(attache.get("/page").body()).isEqualTo("page");
            nginx.kill();
            assertThat(attache.get("/page").status()).isEqualTo(502);
            nginx.restart();
            assertThat(attache.get("/page").body()).isEqualTo("page");
        }
    }

    private static String answer(RawClient client, String request) throws IOException {
        client.send(request);
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("page") < 0) {
            answer.append(client.readBytes(1));
        }
        return answer.toString();
    }
}
