package dev.attache.role.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Ticker;
import dev.attache.testing.FreePorts;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.RedisServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The shim before real servers: what probes are told.
class HealthIT {
    private static final String QUICK = "interval: 50ms, timeout: 500ms, rise: 1, fall: 1";

    @Test
    void probesOfARealServerSayYesWhileItLivesAndNoWithTheReasonAfter() throws Exception {
        try (RedisServer redis = RedisServer.start();
                Shim shim =
                        Shim.of("checks: {cache: {redis: \"" + redis.address() + "\", " + QUICK + "}}\nlive: cache")) {
            shim.awaitStatus("/readyz", 200, "pass\n+ cache pass since 20");
            assertThat(shim.get("/livez").status()).isEqualTo(200);
            assertThat(shim.get("/startupz").status()).isEqualTo(200);

            redis.kill();

            shim.awaitStatus("/readyz", 503, "fail\n- cache fail since 20");
            shim.awaitStatus("/readyz", 503, ": connection refused");
            shim.awaitStatus("/livez", 503, "connection refused");
            assertThat(shim.get("/startupz").body()).startsWith("degraded: has started before");
            redis.restartEmpty();
            shim.awaitStatus("/livez", 200, "pass");
            assertThat(shim.observer().messages())
                    .anyMatch(each -> each.startsWith("check cache of role health fails: "))
                    .contains("check cache of role health passes")
                    .anyMatch(each -> each.startsWith("role health is told to be ready: fail, cache: "));
        }
    }

    @Test
    void aServerThatIsStoppedIsFoundOutByTheTimeOut() throws Exception {
        try (RedisServer redis = RedisServer.start();
                Shim shim = Shim.checking("redis: \"" + redis.address() + "\"")) {
            shim.awaitPass();
            redis.suspend();
            shim.awaitFail("no answer in time");
            redis.resume();
            shim.awaitPass();
        }
    }

    @Test
    void jsonSaysWhichCheckWhyAndSinceWhen() throws Exception {
        int nobody = FreePorts.next();
        try (RawOrigin app = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                Shim shim = Shim.of("checks:\n  app: {http: \"http://" + app.address() + "/ping\", " + QUICK + "}\n"
                        + "  db: {tcp: \"127.0.0.1:" + nobody + "\", " + QUICK + "}\nready: app || db")) {
            shim.awaitStatus("/readyz", 200, "degraded");
            shim.awaitStatus("/checks", 200, "connection refused");

            HttpAnswer answer = shim.get("/readyz?format=json");

            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.body())
                    .contains(
                            "\"endpoint\": \"ready\"",
                            "\"status\": \"degraded\"",
                            "\"why\": \"db: connection refused\"")
                    .contains("\"http-status-code\": 200", "\"took-ms\": ", "\"since\": \"20");
            assertThat(shim.get("/readyz", "Accept: application/json").body()).startsWith("{");
            assertThat(shim.get("/readyz/db").status()).isEqualTo(503);
            assertThat(shim.get("/readyz/app").status()).isEqualTo(200);
            assertThat(shim.get("/livez/app").status())
                    .as("live does not name it")
                    .isEqualTo(404);
            assertThat(shim.get("/checks/db?format=json").body()).contains("\"status\": \"fail\"");
            assertThat(shim.get("/readyz?exclude=db").body()).startsWith("pass").contains("? db excluded");
            assertThat(shim.get("/readyz?exclude=nothing").body()).contains("nothing here is named as excluded");
            assertThat(app.requests().getFirst()).startsWith("GET /ping HTTP/1.1\r\nHost: " + app.address());
        }
    }

    @Test
    void anOperatorCanSayWhatIsTrueForATime() throws Exception {
        try (RawOrigin app = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                Shim shim = Shim.of("checks: {app: {http: \"http://" + app.address() + "\", " + QUICK + "}}")) {
            shim.awaitStatus("/readyz", 200, "pass");

            assertThat(shim.post("/override?endpoint=ready&status=fail&for=1h&why=migration")
                            .status())
                    .isEqualTo(200);
            assertThat(shim.get("/readyz").body())
                    .startsWith("fail: set by hand until 20")
                    .contains(": migration");
            assertThat(shim.post("/override?endpoint=ready&status=auto").status())
                    .isEqualTo(200);
            assertThat(shim.get("/readyz").status()).isEqualTo(200);
            shim.post("/override?check=app&status=fail&for=1s");
            assertThat(shim.get("/readyz").status()).isEqualTo(503);
            shim.awaitStatus("/readyz", 200, "pass");
            shim.post("/drain");
            assertThat(shim.get("/readyz").body()).startsWith("fail: draining");
            shim.post("/drain?off");
            assertThat(shim.get("/readyz").status()).isEqualTo(200);
            assertThat(shim.post("/override?endpoint=ready&status=perhaps").status())
                    .isEqualTo(400);
            assertThat(shim.post("/override?status=fail").status()).isEqualTo(400);
            assertThat(shim.post("/override?check=nobody&status=fail").status()).isEqualTo(404);
            assertThat(shim.post("/override?check=app&status=fail&for=1000h").status())
                    .isEqualTo(400);
            assertThat(shim.get("/override").status()).isEqualTo(405);
            assertThat(shim.get("/nothing").status()).isEqualTo(404);
        }
    }

    @Test
    void theBodyOfAnOverrideMayBeJson() throws Exception {
        try (Shim shim = Shim.checking("file: /proc/self/stat");
                RawClient client = RawClient.connect(shim.port())) {
            shim.awaitPass();
            String json = "{\"check\": \"it\", \"status\": \"fail\", \"for\": \"5m\", \"why\": \"by hand\"}";

            client.send("POST /override HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + json.length() + "\r\n\r\n"
                    + json);

            assertThat(client.readTo(": by hand\n")).startsWith("HTTP/1.1 200 ");
            shim.awaitFail("set by hand until");
        }
    }

    @Test
    void theBodyOfAnOverrideMayBeAFormAsCurlSendsOne() throws Exception {
        try (Shim shim = Shim.checking("file: /proc/self/stat");
                RawClient client = RawClient.connect(shim.port())) {
            shim.awaitPass();
            String form = "check=it&status=fail&for=5m&why=by%20hand";

            client.send("POST /override HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + form.length()
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + form);

            assertThat(client.readTo(": by hand\n")).startsWith("HTTP/1.1 200 ");
            shim.awaitFail("set by hand until");
        }
    }

    @Test
    void whileItDrainsItLingersAndTellsThatItDoes() throws Exception {
        try (Shim shim = Shim.of("checks: {it: {file: /proc/self/stat}}\nlinger: 300ms")) {
            shim.awaitStatus("/readyz", 200, "pass");
            long begun = Ticker.SYSTEM.nanos();

            CompletableFuture<Void> drained = shim.role().drain().toCompletableFuture();

            assertThat(drained).isNotDone();
            assertThat(shim.get("/readyz").body()).startsWith("fail: draining");
            assertThat(shim.get("/livez").status()).isEqualTo(200);
            drained.get(10, TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(Ticker.SYSTEM.nanos() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void anAnswerThatIsKnownIsNotToldAfterItHasChanged() throws Exception {
        try (Shim shim = Shim.checking("file: /proc/self/stat");
                RawClient client = RawClient.connect(shim.port())) {
            shim.awaitPass();
            for (int i = 0; i < 50; i++) {
                boolean pass = i % 2 == 0;
                shim.post("/override?check=it&status=" + (pass ? "pass" : "fail"));
                client.send("GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                assertThat(client.readTo("set by hand until")).startsWith(pass ? "HTTP/1.1 200 " : "HTTP/1.1 503 ");
                client.readTo("\n");
            }
        }
    }

    @Test
    void anOverrideNeedsTheTokenWhereThereIsOne() throws Exception {
        try (Shim shim = Shim.of("checks: {it: {file: /proc/self/stat}}\ntoken: opensesame")) {
            assertThat(shim.post("/drain").status()).isEqualTo(401);
            assertThat(HttpAnswer.of(
                                    shim.port(),
                                    "POST",
                                    "/drain",
                                    "Authorization: Bearer opensesame",
                                    "Content-Length: 0")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aReloadKeepsWhatIsKnownOfChecksThatStay() throws Exception {
        try (Shim shim = Shim.of("checks: {a: {file: /proc/self/stat, " + QUICK + "}}")) {
            shim.awaitStatus("/readyz", 200, "pass");

            assertThat(shim.reload("checks: {a: {file: /proc/self/stat, " + QUICK + "}, b: {file: /no/such/file, "
                            + QUICK + "}}"))
                    .isTrue();

            assertThat(shim.get("/checks/a").status()).isEqualTo(200);
            shim.awaitStatus("/readyz", 503, "b fail since");
            assertThat(shim.reload("checks: {a: {file: /proc/self/stat, " + QUICK + "}}"))
                    .isTrue();
            shim.awaitStatus("/readyz", 200, "pass");
        }
    }

    @Test
    void aProbeCausesNoCheck() throws Exception {
        try (RawOrigin app = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                Shim shim = Shim.of("checks: {app: {http: \"http://" + app.address() + "\", interval: 1h}}")) {
            shim.awaitStatus("/readyz", 200, "pass");
            for (int i = 0; i < 50; i++) {
                shim.get("/readyz");
            }
            assertThat(app.requests()).hasSize(1);
        }
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTheirOrder() throws Exception {
        try (Shim shim = Shim.checking("file: /proc/self/stat");
                RawClient client = RawClient.connect(shim.port())) {
            shim.awaitPass();
            String get = " HTTP/1.1\r\nHost: a\r\n\r\n";

            client.send(("GET /readyz" + get + "GET /nothing" + get).repeat(50) + "GET /checks?last" + get);

            String all = client.readTo("\r\n\r\n+ it pass since");
            assertThat(all.split("HTTP/1.1 200 OK")).hasSize(52);
            assertThat(all.split("HTTP/1.1 404 Not Found")).hasSize(51);
        }
    }

    @Test
    void aCheckThatFlapsIsHeldDown() throws Exception {
        try (RawOrigin app = RawOrigin.doing((connection, _, number) -> connection.send("HTTP/1.1 "
                        + (number % 2 == 0 ? "200 OK" : "500 Oops") + "\r\n" + "Content-Length: 0\r\n\r\n"));
                Shim shim = Shim.checking("http: \"http://" + app.address() + "\", flaps: 4, flap-window: 1h")) {
            shim.awaitFail("flaps: 4 changes within 1h");
        }
    }
}
