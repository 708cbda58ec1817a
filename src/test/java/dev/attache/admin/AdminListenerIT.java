package dev.attache.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.base.Secret;
import dev.attache.config.AdminConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.net.page.PageLimits;
import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminListenerIT {
    private static final PageLimits QUICK =
            new PageLimits(4, 1024, 2048, 1024, Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofMillis(300));

    private static EventLoops loops;

    private final FakeView view = new FakeView();
    private AdminListener listener;
    private int port;

    @BeforeAll
    static void startLoops() {
        loops = EventLoops.start(Transport.choose(), 1);
    }

    @AfterAll
    static void endLoops() {
        loops.close();
    }

    @BeforeEach
    void open() throws Exception {
        open("", PageLimits.DEFAULT);
    }

    private void open(String token, PageLimits limits) throws Exception {
        if (listener != null) {
            listener.close();
        }
        var config = new AdminConfig(new HostPort("127.0.0.1", 0), new Secret(token));
        listener = AdminListener.open(loops, config, view, view.telemetry, limits);
        port = ((HostPort) listener.bound()).port();
    }

    @AfterEach
    void close() {
        listener.close();
        view.telemetry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200, text/plain; charset=utf-8",
        "GET, /livez, 200, text/plain; charset=utf-8",
        "GET, /readyz, 200, text/plain; charset=utf-8",
        "GET, /metrics, 200, text/plain; version=0.0.4; charset=utf-8",
        "GET, /config, 200, application/yaml; charset=utf-8",
        "GET, /clusters, 200, application/json",
        "GET, /roles, 200, application/json",
        "GET, /experiments, 200, application/json",
        "GET, /experiments/checkout, 200, application/json",
        "GET, /experiments/checkout/diff, 200, application/json",
        "GET, /experiments/nothing, 404, text/plain; charset=utf-8",
        "GET, /experiments/checkout?role=other, 404, text/plain; charset=utf-8",
        "GET, /experiments/, 404, text/plain; charset=utf-8",
        "GET, /experiments/checkout/other, 404, text/plain; charset=utf-8",
        "POST, /drain, 202, text/plain; charset=utf-8",
        "POST, /quit, 202, text/plain; charset=utf-8",
        "GET, /nothing, 404, text/plain; charset=utf-8",
        "GET, /livez/, 404, text/plain; charset=utf-8",
        "GET, *, 404, text/plain; charset=utf-8",
    })
    void everyPageAnswersWithItsStatusAndType(String method, String path, int status, String type) throws IOException {
        HttpAnswer answer = HttpAnswer.of(port, method, path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /livez   | GET, HEAD",
                "DELETE | /config  | GET, HEAD",
                "GET    | /drain   | POST",
                "HEAD   | /quit    | POST",
                "TRACE  | /metrics | GET, HEAD",
                "ET     | /livez   | GET, HEAD",
                "POST   | /experiments/checkout       | GET, HEAD, PUT",
                "DELETE | /experiments/checkout       | GET, HEAD, PUT",
                "GET    | /experiments/checkout/goals | POST",
                "PUT    | /experiments                | GET, HEAD",
            })
    void aWrongMethodIsToldWhichOnesAreTaken(String method, String path, String allow) throws IOException {
        HttpAnswer answer = HttpAnswer.of(port, method, path);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allow);
        assertThat(view.drains.get() + view.quits.get()).isZero();
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws IOException {
        HttpAnswer answer = HttpAnswer.of(port, "HEAD", "/config");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length"))
                .isEqualTo(HttpAnswer.get(port, "/config").header("Content-Length"));
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"STARTING, 503", "READY, 200", "DRAINING, 503"})
    void readyzFollowsThePhase(Readiness.Phase phase, int status) throws IOException {
        view.phase = phase;

        assertThat(HttpAnswer.get(port, "/readyz").status()).isEqualTo(status);
        assertThat(HttpAnswer.get(port, "/livez").status()).isEqualTo(200);
    }

    @Test
    void verboseReadinessListsRolesAndWarnings() throws IOException {
        assertThat(HttpAnswer.get(port, "/readyz?verbose").body()).isEqualTo("""
            ready
            role cache (redis): ready, one shard is out
            warning: the file has mistakes
            warning: threads needs a restart
            """);
    }

    @Test
    void rolesTellTheirFactsAsJson() throws IOException {
        assertThat(HttpAnswer.get(port, "/roles").body())
                .isEqualToIgnoringWhitespace(
                        "{'roles':[{'name':'cache','kind':'redis','phase':'ready',".replace('\'', '"')
                                + "'detail':'one shard is out','facts':{'clients':3}}]}".replace('\'', '"'));
    }

    @Test
    void metricsComeInTheFormAndCodingThatIsAskedFor() throws IOException {
        HttpAnswer open = HttpAnswer.of(port, "GET", "/metrics", "Accept: application/openmetrics-text;version=1.0.0");
        HttpAnswer zipped = HttpAnswer.of(port, "GET", "/metrics", "Accept-Encoding: br, gzip");

        assertThat(open.header("Content-Type")).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(open.body()).endsWith("# EOF\n");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        byte[] bytes = zipped.body().getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .contains("attache_log_lines_dropped_total");
    }

    @Test
    void aPostIsDoneOnceItIsAnswered() throws IOException {
        HttpAnswer.of(port, "POST", "/drain");
        HttpAnswer.of(port, "POST", "/quit");

        Eventually.holds("each was done once", () -> view.drains.get() == 1 && view.quits.get() == 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PUT | /experiments/checkout | {'weights': {'next': 25}} | 200 | weights {next=25}
        PUT | /experiments/checkout | {'next': 25, 'stable': 0} | 200 | weights {next=25, stable=0}
        PUT | /experiments/checkout | {'gone': 25} | 400 | there is no arm gone
        PUT | /experiments/checkout | {'next': -1} | 400 | no whole number
        PUT | /experiments/checkout | {'next': 1.5} | 400 | no whole number
        PUT | /experiments/checkout | {'next': 99999999999} | 400 | no whole number
        PUT | /experiments/checkout | {'next': 1 | 400 | no JSON at character
        PUT | /experiments/checkout | [1] | 400 | no JSON object
        PUT | /experiments/nothing | {'next': 1} | 404 | no such experiment
        POST | /experiments/checkout/goals | {'goal': 'order', 'visitor': 'v1'} | 200 | goal order visitor v1 arm
        POST | /experiments/checkout/goals | [{'goal': 'order', 'arm': 'next'}] | 200 | goal order visitor  arm next
        POST | /experiments/checkout/goals | {'goal': 'order'} | 400 | give one of the two
        POST | /experiments/checkout/goals | {'goal': 1, 'arm': 'x'} | 400 | goal is no text
        """)
    void weightsAndGoalsAreTakenAsJson(String method, String path, String body, int status, String outcome)
            throws IOException {
        HttpAnswer answer = send(method, path, body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(status == 200 ? view.experiment.asked.toString() : answer.body())
                .contains(outcome);
    }

    private HttpAnswer send(String method, String path, String body, String... headers) throws IOException {
        try (RawClient client = RawClient.connect(port)) {
            String all = client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + String.join("", headers) + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                    .readToEnd();
            return HttpAnswer.parse(all);
        }
    }

    @Test
    void weightsAreSetAndDifferencesShownOnlyToWhoMayPost() throws Exception {
        open("s3cret", PageLimits.DEFAULT);

        assertThat(send("PUT", "/experiments/checkout", "{\"next\": 1}").status())
                .isEqualTo(401);
        assertThat(HttpAnswer.get(port, "/experiments/checkout/diff").status()).isEqualTo(401);
        assertThat(HttpAnswer.get(port, "/experiments/checkout").status()).isEqualTo(200);
        assertThat(view.experiment.asked).isEmpty();
        assertThat(send("PUT", "/experiments/checkout", "{\"next\": 1}", "Authorization: Bearer s3cret\r\n")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1:1"})
    void aPostFromAPageOfAnotherOriginIsRefused(String origin) throws IOException {
        String header = "Origin: " + origin.replace("PORT", Integer.toString(port));

        assertThat(HttpAnswer.of(port, "POST", "/quit", header).status()).isEqualTo(403);
        assertThat(view.quits).hasValue(0);
    }

    @Test
    void aPostFromItsOwnPageIsTaken() throws IOException {
        assertThat(HttpAnswer.of(port, "POST", "/drain", "Origin: http://127.0.0.1:" + port)
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 421",
        "evil.example:9900, 421",
        "127.0.0.1.evil.example, 421",
        "localhost, 200",
        "LOCALHOST:9900, 200",
        "127.0.0.1:9900, 200",
        "[::1]:9900, 200",
        "10.0.0.7:9900, 200",
    })
    void aNameThatPointsHereByRebindingIsRefused(String host, int status) throws IOException {
        assertThat(HttpAnswer.of(port, "GET", "/config", "Host: " + host).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n"})
    void aRequestNamesOneHost(String hosts) throws IOException {
        try (RawClient client = RawClient.connect(port)) {
            String answer = client.send("GET /livez HTTP/1.1\r\nConnection: close\r\n" + hosts + "\r\n")
                    .readToEnd();

            assertThat(HttpAnswer.parse(answer).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer s3cret, 202",
        "bearer s3cret, 202",
        "Bearer s3cre, 401",
        "Bearer s3crets, 401",
        "Basic s3cret, 401",
        "X, 401",
    })
    void aPostNeedsTheTokenWhereOneIsSet(String authorization, int status) throws Exception {
        open("s3cret", PageLimits.DEFAULT);

        HttpAnswer answer = HttpAnswer.of(port, "POST", "/drain", "Authorization: " + authorization);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(status == 401 ? "Bearer" : "");
    }

    @Test
    void readingNeedsNoToken() throws Exception {
        open("s3cret", PageLimits.DEFAULT);

        assertThat(HttpAnswer.get(port, "/readyz").status()).isEqualTo(200);
    }

    @Test
    void aPageThatFailsSaysNoMoreThanThat() throws IOException {
        view.broken = true;

        HttpAnswer answer = HttpAnswer.get(port, "/config");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("this page failed; the log says why\n");
    }

    @Test
    void requestsOfOneConnectionAreAnsweredInOrder() throws IOException {
        String request = "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String last = "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (RawClient client = RawClient.connect(port)) {
            String all = client.send(request.formatted("livez") + request.formatted("readyz") + last)
                    .readToEnd();

            assertThat(all).containsSubsequence("200 OK", "ok\n", "200 OK", "ready\n", "404 Not Found");
        }
    }

    @ParameterizedTest
    @CsvSource({"/%s, X: y, 414", "/livez, X: %s, 431"})
    void aHeadThatIsTooLongIsRefused(String path, String header, int status) throws IOException {
        String filler = "x".repeat(10_000);

        assertThat(HttpAnswer.of(port, "GET", path.formatted(filler), header.formatted(filler))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws IOException {
        assertThat(HttpAnswer.of(port, "POST", "/drain", "Content-Length: 1000000")
                        .status())
                .isEqualTo(413);
        assertThat(view.drains).hasValue(0);
    }

    @Test
    void whatIsNoHttpIsRefused() throws IOException {
        try (RawClient client = RawClient.connect(port)) {
            assertThat(HttpAnswer.parse(client.send("*1\r\n$4\r\nPING\r\n\r\n").readToEnd())
                            .status())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /livez HTTP/1.1\r\nX: y", "POST /drain HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"})
    void aRequestThatNeverEndsIsCutOff(String beginning) throws Exception {
        open("", QUICK);

        try (RawClient client = RawClient.connect(port)) {
            client.send(beginning).expectClosed();
        }
        assertThat(view.drains).hasValue(0);
    }

    @Test
    void aConnectionThatIsDoneWithItsRequestsIsClosed() throws Exception {
        open("", QUICK);

        try (RawClient client = RawClient.connect(port)) {
            String all = client.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .readToEnd();

            assertThat(all).endsWith("ok\n");
        }
    }

    @Test
    void connectionsBeyondTheBoundAreClosedAtOnce() throws Exception {
        open(
                "",
                new PageLimits(
                        2, 1024, 2048, 1024, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)));
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                RawClient client = RawClient.connect(port);
                clients.add(client);
                client.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n").readBytes(12);
            }
            try (RawClient third = RawClient.connect(port)) {
                third.expectClosed();
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }
}
