package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Routes, redirects, fixed answers, and visitors who stay on their arm.
final class RoutingIT {
    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static Gateway.Plan split(RawOrigin stable, RawOrigin next, String split) {
        return new Gateway.Plan()
                .cluster("stable", stable.address())
                .cluster("next", next.address())
                .route("split: {arms: {stable: {cluster: stable, weight: 90}, next: {cluster: next, weight: 10}}, "
                        + split + "}");
    }

    @Test
    void theFirstRouteThatMatchesTakesTheRequest() throws IOException {
        try (RawOrigin api = RawOrigin.answering(ok("api"));
                RawOrigin rest = RawOrigin.answering(ok("rest"));
                Gateway attache = new Gateway.Plan()
                        .cluster("api", api.address())
                        .cluster("rest", rest.address())
                        .route("{match: {path: /api/*, methods: [GET]}, cluster: api}")
                        .route("{match: {path: /old}, redirect: {to: \"https://{host}/new{query}\", status: 308}}")
                        .route("{match: {path: /hello}, respond: {status: 200, body: hi}}")
                        .route("{match: {host: shop.test}, cluster: rest}")
                        .start()) {
            assertThat(attache.get("/api/x").body()).isEqualTo("api");
            assertThat(attache.get("//api/x").body()).isEqualTo("api");
            assertThat(HttpAnswer.of(attache.port(), "PUT", "/api/x").status()).isEqualTo(404);
            HttpAnswer moved = attache.get("/old?a=b", "Host: here");
            assertThat(moved.status()).isEqualTo(308);
            assertThat(moved.header("Location")).isEqualTo("https://here/new?a=b");
            assertThat(attache.get("/hello").body()).isEqualTo("hi");
            assertThat(HttpAnswer.of(attache.port(), "HEAD", "/hello").body()).isEmpty();
            assertThat(attache.get("/x", "Host: SHOP.test:80").body()).isEqualTo("rest");
            HttpAnswer none = attache.get("/x");
            assertThat(none.status()).isEqualTo(404);
            assertThat(none.header("Proxy-Status")).isEqualTo("attache; error=destination_not_found");
        }
    }

    @Test
    void answersOfRoutesKeepTheConnection() throws IOException {
        try (Gateway attache =
                        new Gateway.Plan().route("{respond: {status: 204}}").start();
                RawClient client = attache.client()) {
            String answer = "HTTP/1.1 204 No Content\r\n\r\n";
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(3));
            assertThat(client.readBytes(3 * answer.length())).isEqualTo(answer.repeat(3));
        }
    }

    @Test
    void aVisitorGetsACookieAndStays() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(ok("stable"));
                RawOrigin next = RawOrigin.answering(ok("next"));
                Gateway attache =
                        split(stable, next, "by: {cookie: attache-arm}").start()) {
            Map<String, String> arms = new HashMap<>();
            for (int i = 0; i < 200; i++) {
                HttpAnswer first = attache.get("/");
                String cookie = first.header("Set-Cookie");
                assertThat(cookie)
                        .matches("attache-arm=[A-Za-z0-9_-]{22}; Path=/; Max-Age=15768000; SameSite=Lax; HttpOnly");
                arms.put(cookie.substring(0, cookie.indexOf(';')), first.body());
            }
            assertThat(arms.values()).contains("stable", "next");
            try (Gateway again =
                    split(stable, next, "by: {cookie: attache-arm}").start()) {
                arms.forEach((cookie, arm) -> {
                    HttpAnswer later = get(again, "Cookie: a=b; " + cookie + "; c=d");
                    assertThat(later.body()).isEqualTo(arm);
                    assertThat(later.header("Set-Cookie")).isEmpty();
                });
            }
            long went = arms.values().stream().filter("next"::equals).count();
            assertThat(attache.metric("attache_http_answers_total", "arm=\"next\"", "class=\"2xx\""))
                    .isEqualTo(went);
        }
    }

    private static HttpAnswer get(Gateway attache, String header) {
        try {
            return attache.get("/", header);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCookieThatSomebodyMadeUpIsReplaced() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(ok("stable"));
                RawOrigin next = RawOrigin.answering(ok("next"));
                Gateway attache = split(stable, next, "by: {cookie: arm}, cookie: {key: secret, secure: true}")
                        .start()) {
            String issued = attache.get("/").header("Set-Cookie");
            assertThat(issued).matches("arm=[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{22}; .*; Secure; HttpOnly");
            String value = issued.substring(0, issued.indexOf(';'));
            assertThat(attache.get("/", "Cookie: " + value).header("Set-Cookie"))
                    .isEmpty();
            String forged = "arm=" + (value.charAt(4) == 'A' ? "B" : "A") + value.substring(5);
            assertThat(attache.get("/", "Cookie: " + forged).header("Set-Cookie"))
                    .startsWith("arm=");
        }
    }

    @Test
    void aTesterPicksAnArm() throws IOException {
        try (RawOrigin stable = RawOrigin.answering(ok("stable"));
                RawOrigin next = RawOrigin.answering(ok("next"));
                Gateway attache = split(stable, next, "by: {header: x-user}, override: {header: x-arm}")
                        .start()) {
            for (int i = 0; i < 20; i++) {
                assertThat(attache.get("/", "X-User: u" + i, "X-Arm: next").body())
                        .isEqualTo("next");
                assertThat(attache.get("/", "X-User: u" + i, "X-Arm: stable").body())
                        .isEqualTo("stable");
            }
            assertThat(attache.get("/", "X-Arm: nonsense").body()).isEqualTo("stable");
        }
    }
}
