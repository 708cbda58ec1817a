package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What upstreams and clients get in place of what came.
final class RewriteIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nServer: shy\r\nX-Old: 1\r\n"
            + "Cache-Control: private\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\n\r\nok";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /old/*             | /new/*             | /old/a/b?c=d       | /new/a/b?c=d
        /old/*             | /new/*             | /old               | /new
        /old/*             | /*                 | /old               | /
        /old/*             | /*                 | /old/a             | /a
        /old/*             | /*                 | /old?q             | /?q
        /*                 | /v2/*              | /                  | /v2/
        /*                 | /v2/*              | /a//b              | /v2/a/b
        /*                 | /v2/*              | /%61;x/b           | /v2/a/b
        /old/*             | /fixed             | /old/a?b           | /fixed?b
        /u/{id}/o/{no}     | /orders/{no}/of/{id} | /u/7/o/9?x=1     | /orders/9/of/7?x=1
        /u/{id}/*          | /users/{id}/*      | /u/7/a/b           | /users/7/a/b
        /u/{id}/*          | /*                 | /u/7/a/b           | /a/b
        """)
    void thePathBecomesAnother(String match, String to, String sent, String got) throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .route("{match: {path: \"%s\"}, cluster: origin, rewrite: {path: \"%s\"}}".formatted(match, to))
                        .start()) {
            attache.get(sent);
            assertThat(origin.requests().getFirst()).startsWith("GET " + got + " HTTP/1.1\r\n");
        }
    }

    @Test
    void headersOfRequestsAreSetAddedAndRemoved() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .route("{cluster: origin, rewrite: {host: \"inner:81\", request: {set: {X-Key: fresh},"
                                + " add: {X-Tag: attache}, remove: [Authorization, X-Debug]}}}")
                        .start()) {
            attache.get(
                    "/",
                    "Host: outer",
                    "X-Key: forged",
                    "x-key: forged too",
                    "X-Tag: own",
                    "authorization: Bearer x",
                    "X-Debug: 1",
                    "X-Kept: 1");
            String request = origin.requests().getFirst();
            assertThat(request)
                    .contains("\r\nHost: inner:81\r\n", "\r\nX-Key: fresh\r\n", "\r\nX-Tag: own\r\n")
                    .contains("\r\nX-Tag: attache\r\n", "\r\nX-Kept: 1\r\n", "\r\nX-Forwarded-Host: outer\r\n");
            assertThat(request.toLowerCase(Locale.ROOT)).doesNotContain("forged", "bearer", "x-debug", "\nhost: outer");
        }
    }

    @Test
    void headersOfAnswersAreSetAddedAndRemoved() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .route("{cluster: origin, rewrite: {response: {set: {cache-control: no-store},"
                                + " add: {Set-Cookie: a=b}, remove: [server, X-Old]}}}")
                        .start()) {
            for (int i = 0; i < 3; i++) {
                HttpAnswer answer = attache.get("/");
                assertThat(answer.body()).isEqualTo("ok");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                assertThat(answer.header("Set-Cookie")).isEqualTo("a=b");
                assertThat(answer.header("Server") + answer.header("X-Old") + answer.header("X-Hop"))
                        .isEmpty();
            }
        }
    }

    @Test
    void answersWithoutALengthPassWithTheirHeadersChanged() throws IOException {
        String streamed = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nServer: x\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        try (RawOrigin origin = RawOrigin.answering(streamed);
                Gateway attache = Gateway.before(origin.address())
                        .route("{cluster: origin, rewrite: {response: {remove: [server]}}}")
                        .start()) {
            HttpAnswer answer = attache.get("/");
            assertThat(answer.body()).contains("abc");
            assertThat(answer.header("Server")).isEmpty();
        }
    }
}
