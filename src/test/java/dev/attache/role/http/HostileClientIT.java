package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that smuggle, dribble and flood: each is told once, cut off, and no origin sees what they sent.
final class HostileClientIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
        CL.TE                   ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 6|Transfer-Encoding: chunked||0||X
        TE.CL                   ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked|Content-Length: 6||0||X
        TE.TE                   ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked|Transfer-Encoding: x||0||
        TE twice                ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||
        TE as a list            ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked, chunked||0||
        TE with a comma         ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: ,chunked||0||
        TE with a parameter     ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked;a=b||0||
        TE in quotes            ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: "chunked"||0||
        TE with another word    ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: xchunked||0||
        TE that says nothing    ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding:||0||
        TE identity             ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: identity||0||
        TE with a tab           ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: \\vchunked||0||
        TE with a hard blank    ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked\\a||0||
        TE with a blank         ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding : chunked||0||
        TE, hard blank in name  ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding\\a: chunked||0||
        TE on a folded line     ~ 400 ~ POST / HTTP/1.1|Host: h|Transfer-Encoding:| chunked||0||
        TE in HTTP/1.0          ~ 400 ~ POST / HTTP/1.0|Host: h|Transfer-Encoding: chunked||0||
        TE and CL in HTTP/1.0   ~ 400 ~ POST / HTTP/1.0|Host: h|Content-Length: 1|Transfer-Encoding: chunked||0||
        CL twice                ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 1|Content-Length: 1||x
        CL twice and different  ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 1|Content-Length: 2||x
        CL as a list            ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 1, 1||x
        CL with a plus          ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: +1||x
        CL with a minus         ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: -1||x
        CL in hex               ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 0x1||x
        CL with an underscore   ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 1_0||x
        CL with a blank in it   ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 1 0||x
        CL with a hard blank    ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 1\\a||x
        CL with a next line     ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 1\\e||x
        CL that says nothing    ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length:||x
        CL beyond 64 bits       ~ 400 ~ POST / HTTP/1.1|Host: h|Content-Length: 18446744073709551617||x
        """)
    void aBodyThatEndsInTwoPlacesReachesNoOrigin(String name, int status, String bytes) throws IOException {
        refusesUnseen(status, bytes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
        bare LF                 ~ 400 ~ GET / HTTP/1.1|Host: h\\nX: y||
        bare LF before the end  ~ 400 ~ GET / HTTP/1.1|Host: h\\n|
        bare LF, first line     ~ 400 ~ GET / HTTP/1.1\\nHost: h||
        bare CR                 ~ 400 ~ GET / HTTP/1.1|Host: h|X: a\\rb||
        bare CR twice           ~ 400 ~ GET / HTTP/1.1|Host: h|X: a\\r||
        bare CR for an end      ~ 400 ~ GET / HTTP/1.1|Host: h|\\rX: a||
        NUL                     ~ 400 ~ GET / HTTP/1.1|Host: h|X: a\\0b||
        folded                  ~ 400 ~ GET / HTTP/1.1|Host: h|X: a| b||
        folded, first line      ~ 400 ~ GET / HTTP/1.1| X: a|Host: h||
        no colon                ~ 400 ~ GET / HTTP/1.1|Host: h|X||
        no name                 ~ 400 ~ GET / HTTP/1.1|Host: h|: a||
        a name in quotes        ~ 400 ~ GET / HTTP/1.1|Host: h|"X": a||
        a name with a slash     ~ 400 ~ GET / HTTP/1.1|Host: h|X/Y: a||
        two hosts               ~ 400 ~ GET / HTTP/1.1|Host: h|Host: i||
        hosts in a list         ~ 400 ~ GET / HTTP/1.1|Host: h, i||
        no host                 ~ 400 ~ GET / HTTP/1.1|X: y||
        an empty host           ~ 400 ~ GET / HTTP/1.1|Host:||
        user in host            ~ 400 ~ GET / HTTP/1.1|Host: a@b||
        path in host            ~ 400 ~ GET / HTTP/1.1|Host: a/b||
        """)
    void linesThatCanBeReadInTwoWaysReachNoOrigin(String name, int status, String bytes) throws IOException {
        refusesUnseen(status, bytes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
        NUL before the method   ~ 400 ~ \\0GET / HTTP/1.1|Host: h||
        blank before the method ~ 400 ~ \\sGET / HTTP/1.1|Host: h||
        LF before the method    ~ 400 ~ \\nGET / HTTP/1.1|Host: h||
        two empty lines         ~ 400 ~ ||GET / HTTP/1.1|Host: h||
        a method with a bracket ~ 400 ~ G(T / HTTP/1.1|Host: h||
        a method of 33 letters  ~ 400 ~ AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA / HTTP/1.1|Host: h||
        two blanks              ~ 400 ~ GET  / HTTP/1.1|Host: h||
        a tab for a blank       ~ 400 ~ GET\\t/ HTTP/1.1|Host: h||
        blank in target         ~ 400 ~ GET /a b HTTP/1.1|Host: h||
        letter beyond ASCII     ~ 400 ~ GET /\\e HTTP/1.1|Host: h||
        fragment                ~ 400 ~ GET /a#b HTTP/1.1|Host: h||
        a target for CONNECT    ~ 400 ~ GET h:80 HTTP/1.1|Host: h||
        an asterisk for GET     ~ 400 ~ GET * HTTP/1.1|Host: h||
        another scheme          ~ 400 ~ GET ftp://h/ HTTP/1.1|Host: h||
        user in target          ~ 400 ~ GET http://a@b/ HTTP/1.1|Host: b||
        dots                    ~ 400 ~ GET /a/../b HTTP/1.1|Host: h|Connection: close||
        dots in hex             ~ 400 ~ GET /a/%2e%2E/b HTTP/1.1|Host: h|Connection: close||
        dots and a semicolon    ~ 400 ~ GET /a/..;x/b HTTP/1.1|Host: h|Connection: close||
        backslash               ~ 400 ~ GET /a\\\\b HTTP/1.1|Host: h|Connection: close||
        zero byte               ~ 400 ~ GET /a%00 HTTP/1.1|Host: h|Connection: close||
        half a percent          ~ 400 ~ GET /a%4 HTTP/1.1|Host: h|Connection: close||
        version with two digits ~ 400 ~ GET / HTTP/1.10|Host: h||
        version with a zero     ~ 400 ~ GET / HTTP/01.1|Host: h||
        version in small        ~ 400 ~ GET / http/1.1|Host: h||
        blank after version     ~ 400 ~ GET / HTTP/1.1 |Host: h||
        CONNECT                 ~ 403 ~ CONNECT a:1 HTTP/1.1|Host: a:1||
        CONNECT with a body     ~ 403 ~ CONNECT a:1 HTTP/1.1|Host: a:1|Content-Length: 28||GET /evil HTTP/1.1|Host: h||
        unknown expectation     ~ 417 ~ GET / HTTP/1.1|Host: h|Expect: y 100-continue|Connection: close||
        HTTP/0.9                ~ 400 ~ GET /|
        HTTP/2 half said        ~ 505 ~ PRI * HTTP/2.0||SN||
        HTTP/1.2                ~ 505 ~ GET / HTTP/1.2|Host: h||
        TLS by surprise         ~ 400 ~ \\x16\\x03\\x01
        """)
    void aRequestLineThatCanBeReadInTwoWaysReachesNoOrigin(String name, int status, String bytes) throws IOException {
        refusesUnseen(status, bytes);
    }

    private static void refusesUnseen(int status, String bytes) throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            HttpAnswer answer = HttpAnswer.parse(client.send(unescape(bytes)).readToEnd());
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.header("Proxy-Status")).startsWith("attache; error=http_request_");
            assertThat(origin.requests()).isEmpty();
        }
    }

    /// `\a` is Latin-1's hard blank, `\e` its next line: what some trim as blanks.
    private static String unescape(String text) {
        return text.replace("|", "\r\n")
                .replace("\\\\", "\u0001")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\0", "\0")
                .replace("\\s", " ")
                .replace("\\v", "\u000b")
                .replace("\\a", "\u00a0")
                .replace("\\e", "\u0085")
                .replace("\\x16\\x03\\x01", "\u0016\u0003\u0001")
                .replace("\u0001", "\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1|x|0||",
                "-1|x|0||",
                "0x1|x|0||",
                "1_0|x|0||",
                " 1|x|0||",
                "1 |x|0||",
                "|x|0||",
                "g|x|0||",
                ";a=b|x|0||",
                "1|xy|0||",
                "1|x\n0||",
                "1|x\r0||",
                "10000000000000001|x|0||",
                "ffffffffffffffff|x|0||",
                "1\n|x|0||",
                "1\nx|0||",
                "1;a\nx|0||",
                "1;a\rb|x|0||",
                "1;a\0b|x|0||",
                "1;a=\"|\"|x|0||",
                "1|x|0|X y||",
                "1|x|0| X: y||",
                "1|x|0|X : y||",
                "1|x|0|X: a\nY: b||",
                "1|x|0|X: a\0||",
                "1|x|0\n\n"
            })
    void aBodyInBrokenChunksReachesNoOriginAsAWhole(String chunks) throws IOException {
        CompletableFuture<Boolean> whole = new CompletableFuture<>();
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    try {
                        connection.readTo("0\r\n\r\n");
                        whole.complete(true);
                    } catch (SocketException _) {
                        whole.complete(false);
                    }
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
            Eventually.holds("the head came", () -> origin.requests().size() == 1);
            client.send(chunks.replace("|", "\r\n"));
            assertThat(HttpAnswer.parse(client.readToEnd()).status()).isEqualTo(400);
            assertThat(whole.join()).isFalse();
        }
    }

    @Test
    void aChunkedBodyThatBreaksOffMakesNoSecondRequest() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.read());
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxGET /evil HTTP/1.1\r\n");
            assertThat(HttpAnswer.parse(client.readToEnd()).status()).isEqualTo(400);
            assertThat(origin.requests()).noneMatch(each -> each.contains("evil"));
        }
    }

    @Test
    void eachLimitHasItsAnswer() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("limits: {head: 1KiB, headers: 10, target: 100B, body: 10B}")
                        .start()) {
            assertThat(attache.get("/" + "a".repeat(99)).status()).isEqualTo(200);
            assertThat(attache.get("/" + "a".repeat(100)).status()).isEqualTo(414);
            assertThat(attache.get("/", "X: " + "a".repeat(1024)).status()).isEqualTo(431);
            String[] many = new String[9];
            Arrays.fill(many, "X: y");
            assertThat(attache.get("/", many).status()).isEqualTo(431);
            assertThat(HttpAnswer.of(attache.port(), "POST", "/", "Content-Length: 11")
                            .status())
                    .isEqualTo(413);
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void aBodyInChunksIsCutAtItsLimit() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.read());
                Gateway attache = Gateway.before(origin.address())
                        .role("limits: {body: 10B}")
                        .start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n");
            assertThat(HttpAnswer.parse(client.send("5\r\nabcde\r\n").readToEnd())
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void aHeadThatNeverEndsIsCutOff() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {head: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nX");
            assertThat(HttpAnswer.parse(client.readToEnd()).status()).isEqualTo(408);
            assertThat(origin.requests()).isEmpty();
        }
    }

    /// Slow loris: something comes all the time, and the head never does.
    @Test
    void aHeadThatDribblesIsCutOffAllTheSame() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {head: 300ms, keep-alive: 1h}")
                        .start();
                RawClient client = attache.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nX: ");
            Eventually.holds("it is refused", () -> {
                boolean refused = attache.metric("attache_http_refusals_total", "status=\"408\"") == 1;
                if (!refused) {
                    client.send("a");
                }
                return refused;
            });
            assertThat(HttpAnswer.parse(client.readToEnd()).status()).isEqualTo(408);
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void aClientThatReadsNothingIsCutOffAndItsOriginLetGo() throws IOException {
        String piece = "a".repeat(1 << 20);
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
                    while (true) {
                        connection.send(piece);
                    }
                });
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {stall: 200ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            Eventually.holds("the answer is cut", () -> attache.metric("attache_http_answers_cut_total") == 1);
            Eventually.holds("the client is let go", () -> attache.role().clientCount() == 0);
            Eventually.holds("the connection to the origin is closed", () -> openUpstream(attache) == 0);
        }
    }

    private static int openUpstream(Gateway attache) {
        return attache.role()
                .loops()
                .getFirst()
                .targets()
                .clusters()
                .getFirst()
                .pools()[0]
                .open();
    }

    @Test
    void aBodyThatStandsStillIsCutOff() throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> connection.read());
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {stall: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
            assertThat(HttpAnswer.parse(client.readToEnd()).status()).isEqualTo(408);
        }
    }

    @Test
    void aConnectionWithoutRequestsIsClosedInSilence() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {keep-alive: 100ms}")
                        .start();
                RawClient client = attache.client()) {
            client.expectEnd();
        }
    }

    @Test
    void aClientTooManyIsToldSo() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        Gateway.before(origin.address()).role("max-clients: 1").start();
                RawClient first = attache.client()) {
            first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readBytes(OK.length());
            try (RawClient second = attache.client()) {
                assertThat(HttpAnswer.parse(second.readToEnd()).status()).isEqualTo(503);
            }
            first.halfClose();
            Eventually.passes(() -> assertThat(attache.get("/").status()).isEqualTo(200));
        }
    }
}
