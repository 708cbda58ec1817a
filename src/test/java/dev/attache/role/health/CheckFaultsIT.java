package dev.attache.role.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Certificate;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.RedisServer;
import dev.attache.testing.TempFolder;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Servers that fail in every way, each with its verdict.
class CheckFaultsIT {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private static Shim asking(RawOrigin origin, String more) throws Exception {
        return Shim.checking("http: \"http://" + origin.address() + "/ping\"" + more);
    }

    private static String counted(String body) {
        return OK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "expect: {status: 204}                     | answered 200",
                "expect: {status: 201-299}                 | answered 200",
                "expect: {body: absent}                    | its body does not hold the text that it should",
                "expect: {json: {status: DOWN}}            | status is not DOWN",
                "expect: {json: {db.1.up: false}}          | db.1.up is not false",
                "expect: {json: {db.7.up: false}}          | db.7.up is not in its body",
                "expect: {json: {status.deep: UP}}         | status.deep is not in its body",
                "expect: {headers: {x-any: other}}         | answered without the header x-any as it is expected",
                "expect: {headers: {x-none: '*'}}          | answered without the header x-none as it is expected"
            })
    void anAnswerThatIsNotAsExpectedSaysWhatIsMissing(String expect, String why) throws Exception {
        String body = "{\"status\": \"UP\", \"db\": [{}, {\"up\": true}]}";
        String answer = OK + "X-Any: one\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (RawOrigin origin = RawOrigin.answering(answer);
                Shim shim = asking(origin, ", " + expect)) {
            shim.awaitFail(why);
        }
    }

    @Test
    void anAnswerThatIsAsExpectedPassesHoweverItIsFramed() throws Exception {
        String expect = ", expect: {status: \"200,204\", body: UP, json: {status: UP, db.1.up: true, n: 1.50},"
                + " headers: {x-any: '*'}}";
        String json = "{\"status\": \"UP\", \"db\": [{}, {\"up\": true}], \"n\": 1.50}";
        String head = OK + "x-ANY: one\r\n";
        String chunk = Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\n\r\n";
        for (String answer : new String[] {
            head + "Content-Length: " + json.length() + "\r\n\r\n" + json,
            head + "Transfer-Encoding: chunked\r\n\r\n" + chunk,
            "HTTP/1.1 103 Early Hints\r\n\r\n" + head + "Transfer-Encoding: chunked\r\n\r\n" + chunk
        }) {
            try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.dribble(answer));
                    Shim shim = asking(origin, expect)) {
                shim.awaitPass();
            }
        }
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) ->
                        connection.send(head + "\r\n" + json).close());
                Shim shim = asking(origin, expect)) {
            shim.awaitPass();
        }
    }

    @Test
    void wrongJsonIsToldWithItsPlace() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(counted("{\"status\": UP}"));
                Shim shim = asking(origin, ", expect: {json: {status: UP}}")) {
            shim.awaitFail("its body is no JSON at character 12");
        }
    }

    @Test
    void aHugeBodyIsNotReadToItsEnd() throws Exception {
        String piece = "x".repeat(10_000);
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.send(OK + "Content-Length: 9000000000\r\n\r\n");
                    for (int i = 0; i < 10_000; i++) {
                        connection.send(piece);
                    }
                });
                Shim shim = asking(origin, ", expect: {body: y, body-max: 100KiB}")) {
            shim.awaitFail("sent a body of more than 100KiB");
        }
    }

    @Test
    void aBodyThatNobodyAsksForIsNotRead() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(OK + "Content-Length: 9000000000\r\n\r\nbegins");
                Shim shim = asking(origin, "")) {
            shim.awaitPass();
        }
    }

    @Test
    void aHeadWithoutEndIsGivenUp() throws Exception {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.send(OK);
                    for (int i = 0; i < 10_000; i++) {
                        connection.send("X-" + i + ": " + "x".repeat(100) + "\r\n");
                    }
                });
                Shim shim = asking(origin, "")) {
            shim.awaitFail("sent what is no response");
        }
    }

    @ParameterizedTest(name = "after {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                     | no answer in time",
                "HTTP/1.1 200 OK                                        | no answer in time: the answer did not end",
                "HTTP/1.1 200 OK;;Content-Length: 10;;;;par             | no answer in time: the answer did not end",
                "HTTP/1.1 200 OK;;Transfer-Encoding: chunked;;;;5;;ab   | no answer in time: the answer did not end"
            })
    void aServerThatDribblesIsLate(String begin, String why) throws Exception {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.dribble(begin.replace(";;", "\r\n"));
                    connection.pause(Duration.ofSeconds(20));
                });
                Shim shim = asking(origin, ", expect: {body: ok}")) {
            shim.awaitFail(why);
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense;;                                           | sent what is no response",
                "HTTP/1.1 200 OK;;Content-Length: x;;;;               | sent what is no response",
                "HTTP/1.1 200 OK;;Transfer-Encoding: chunked;;;;zz;;  | sent a body that nobody can read",
                "HTTP/1.1 200 OK;;Content-Length: 10;;;;part          | closed the connection within its answer",
                "''                                                   | closed the connection"
            })
    void aServerThatSpeaksNonsenseOrBreaksOffIsBad(String answer, String why) throws Exception {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) ->
                        connection.send(answer.replace(";;", "\r\n")).close());
                Shim shim = asking(origin, ", expect: {body: ok}")) {
            shim.awaitFail(why);
        }
    }

    @Test
    void aConnectionThatIsResetIsBad() throws Exception {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.reset());
                Shim shim = asking(origin, "")) {
            shim.awaitStatus("/checks/it", 503, "fail since");
        }
    }

    @Test
    void aSocketThatNobodyAcceptsIsBadForWhoeverWantsAnAnswer() throws Exception {
        try (ServerSocket halfOpen = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Shim shim = Shim.checking("http: \"http://127.0.0.1:" + halfOpen.getLocalPort() + "\"")) {
            shim.awaitFail("no answer in time");
        }
    }

    @Test
    void aRedisConnectionThatGoesSilentIsFoundOutAndReplaced() throws Exception {
        try (RedisServer redis = RedisServer.start();
                Shim shim = Shim.checking("redis: \"" + redis.address() + "\"")) {
            shim.awaitPass();
            redis.call("CLIENT", "KILL", "TYPE", "normal");
            redis.suspend();
            shim.awaitStatus("/checks/it", 503, "fail since");
            redis.resume();
            shim.awaitPass();
        }
    }

    @Test
    void aNameThatNobodyKnowsIsTold() throws Exception {
        try (Shim shim = Shim.checking("tcp: \"no-such-host.invalid:80\", timeout-fall: 0")) {
            shim.awaitStatus("/checks/it", 503, "no-such-host.invalid");
        } catch (AssertionError slow) {
            throw new AssertionError("the system's resolver is slower than the check's time-out", slow);
        }
    }

    @Test
    void certificatesAreCheckedByNameAndAuthorityAndDate() throws Exception {
        try (TempFolder folder = TempFolder.create("health");
                WebServer good = serverWith(Certificate.make(folder.path(), "good", "DNS:localhost,IP:127.0.0.1"));
                WebServer other = serverWith(Certificate.make(folder.path(), "other", "DNS:other.example"));
                WebServer old = serverWith(Certificate.expired(folder.path(), "old"))) {
            assertVerdict(good, "ca: {file: " + folder.path().resolve("good.crt") + "}", "");
            assertVerdict(good, "verify: false", "");
            assertVerdict(good, "verify: true", "its certificate is not trusted");
            assertVerdict(
                    other,
                    "ca: {file: " + folder.path().resolve("other.crt") + "}",
                    "its certificate is for another name");
            assertVerdict(old, "ca: {file: " + folder.path().resolve("old.crt") + "}", "its certificate has expired");
        }
        try (RawOrigin clear = RawOrigin.answering(counted("ok"));
                Shim shim = Shim.checking("http: \"https://" + clear.address() + "\"")) {
            shim.awaitStatus("/checks/it", 503, "fail since");
        }
    }

    private static WebServer serverWith(Certificate certificate) throws IOException {
        return WebServer.node("require('https').createServer({cert: require('fs').readFileSync('" + certificate.cert()
                + "'), key: require('fs').readFileSync('" + certificate.key()
                + "')}, (q, s) => s.end('ok')).listen(PORT, '127.0.0.1')");
    }

    private static void assertVerdict(WebServer server, String tls, String why) throws Exception {
        try (Shim shim = Shim.checking("http: \"https://" + server.address() + "\", tls: {" + tls + "}")) {
            if (why.isEmpty()) {
                shim.awaitPass();
            } else {
                shim.awaitFail(why);
            }
        }
    }

    @Test
    void noAnswerAndNoLogRevealsAPassword() throws Exception {
        String secret = "hunter2hunter2";
        try (RedisServer redis = RedisServer.start("--requirepass", "another");
                RawOrigin app = RawOrigin.answering("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
                Shim shim = Shim.of("checks:\n  it: {redis: \"" + redis.address() + "\", password: " + secret
                        + ", interval: 50ms}\n  app: {http: \"http://" + app.address()
                        + "\", headers: {authorization: \"Bearer " + secret + "\"}, interval: 50ms}\n"
                        + "  sh: {exec: [sh, -c, \"echo " + secret + " >&2; exit 3\"], interval: 50ms}")) {
            shim.awaitFail("WRONGPASS");
            shim.awaitStatus("/checks/app", 503, "answered 401");
            shim.awaitStatus("/checks/sh", 503, "ended with status 3");
            assertThat(app.requests().getFirst()).contains("authorization: Bearer " + secret);
            for (String page : new String[] {
                "/", "/readyz", "/readyz?format=json", "/checks", "/checks?format=json", "/metrics", "/probe?target=app"
            }) {
                assertThat(shim.get(page).body()).doesNotContain(secret);
            }
            assertThat(shim.observer().messages()).isNotEmpty().noneMatch(each -> each.contains(secret));
            assertThat(shim.role().status().toString()).doesNotContain(secret);
        }
    }

    @Test
    void aPortThatNobodyListensOnIsRefused() throws Exception {
        try (Shim shim = Shim.checking("tcp: \"127.0.0.1:" + FreePorts.next() + "\"")) {
            shim.awaitFail("connection refused");
        }
    }
}
