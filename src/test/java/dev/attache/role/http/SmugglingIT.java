package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sound requests that some servers end elsewhere than others do: what is a body stays one on its way, whoever reads
/// it.
final class SmugglingIT {
    private static final String NOTHING = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String EVIL = "GET /evil HTTP/1.1\r\nHost: h\r\n\r\n";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = """
        0.CL: a body of GET       ~ GET / HTTP/1.1|Host: h|Content-Length: 31||EVIL
        a body of HEAD            ~ HEAD / HTTP/1.1|Host: h|Content-Length: 31||EVIL
        a body of DELETE          ~ DELETE / HTTP/1.1|Host: h|Content-Length: 31||EVIL
        CL.0: a body of POST      ~ POST / HTTP/1.1|Host: h|Content-Length: 31||EVIL
        a length with zeroes      ~ POST / HTTP/1.1|Host: h|Content-Length: 00031||EVIL
        a length in a full URI    ~ POST http://h/ HTTP/1.1|Host: i|Content-Length: 31||EVIL
        no body for an upgrade    ~ GET / HTTP/1.1|Host: h|Connection: Upgrade|Upgrade: h2c|Content-Length: 31||EVIL
        a length that is a hop's  ~ POST / HTTP/1.1|Host: h|Connection: Content-Length|Content-Length: 31||EVIL
        TE.0: chunks of OPTIONS   ~ OPTIONS / HTTP/1.1|Host: h|Transfer-Encoding: chunked||1f|EVIL|0||
        chunks of GET             ~ GET / HTTP/1.1|Host: h|Transfer-Encoding: chunked||1f|EVIL|0||
        chunks, capitals          ~ POST / HTTP/1.1|Host: h|TRANSFER-ENCODING: CHUNKED||1F|EVIL|0||
        chunks that are a hop's   ~ POST / HTTP/1.1|Host: h|Connection: Transfer-Encoding|Transfer-Encoding: chunked||1f|EVIL|0||
        a size with zeroes        ~ POST / HTTP/1.1|Host: h|Transfer-Encoding: chunked||0000001f|EVIL|000||
        """)
    void aBodyThatLooksLikeARequestIsABody(String name, String bytes) throws IOException {
        try (RawOrigin origin = RawOrigin.doing((connection, request, _) -> {
                    if (request.contains("chunked\r\n")) {
                        assertThat(connection.readTo("\r\n0\r\n\r\n")).isEqualTo("1f\r\n" + EVIL + "\r\n0\r\n\r\n");
                    } else if (!request.startsWith("GET /next")) {
                        assertThat(request).contains("\r\nContent-Length: ").endsWith("\r\n\r\n" + EVIL);
                    }
                    connection.send(NOTHING);
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(bytes.replace("|", "\r\n").replace("EVIL", EVIL) + NEXT);
            assertThat(client.readBytes(2 * NOTHING.length())).isEqualTo(NOTHING + NOTHING);
            assertThat(origin.requests()).hasSize(2);
            assertThat(origin.requests().getLast()).startsWith("GET /next ");
        }
    }

    /// Where the name is taken for the one with a dash, a request would end elsewhere.
    @ParameterizedTest
    @CsvSource({"Content_Length: 31", "content_length: 31", "Transfer_Encoding: chunked", "Transfer_encoding: x"})
    void whatOnlyLooksLikeFramingIsLeftOut(String line) throws IOException {
        try (RawOrigin origin = RawOrigin.answering(NOTHING);
                Gateway attache = Gateway.before(origin.address()).start()) {
            assertThat(attache.get("/", line).status()).isEqualTo(200);
            assertThat(origin.requests().getFirst()).doesNotContain("_");
        }
    }

    /// An origin that knows no bodies, as in CL.0, takes the body for a request and answers that too.
    @Test
    void anAnswerToABodyIsNobodysAnswer() throws IOException {
        String stolen = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
        try (RawOrigin origin = RawOrigin.doing((connection, request, _) ->
                        connection.send(request.startsWith("POST") ? NOTHING + stolen : NOTHING));
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 31\r\n\r\n" + EVIL + NEXT);
            assertThat(client.readBytes(2 * NOTHING.length())).isEqualTo(NOTHING + NOTHING);
            assertThat(HttpAnswer.get(attache.port(), "/").body()).isEmpty();
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    /// An origin that answers before it has read a body, as in 0.CL, would take the rest of it for a request.
    @Test
    void aBodyThatWasNotReadIsNobodysRequest() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(NOTHING);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2f\r\n" + EVIL);
            assertThat(HttpAnswer.parse(client.readToEnd()).header("Connection"))
                    .isEqualTo("close");
            assertThat(attache.get("/next").status()).isEqualTo(200);
            assertThat(origin.connections()).isEqualTo(2);
        }
    }

    /// What a client says of itself in two ways is told to the origin in one.
    @Test
    void theHostOfAFullUriTakesThePlaceOfTheOther() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(NOTHING);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send("GET http://real/a HTTP/1.1\r\nHost: evil\r\nConnection: Host, close\r\n\r\n")
                    .readToEnd();
            assertThat(origin.requests().getFirst())
                    .startsWith("GET /a HTTP/1.1\r\n")
                    .contains("\r\nHost: real\r\n")
                    .doesNotContain("evil");
        }
    }
}
