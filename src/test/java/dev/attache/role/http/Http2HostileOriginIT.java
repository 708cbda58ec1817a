package dev.attache.role.http;

import static dev.attache.role.http.Http2Frames.ACK;
import static dev.attache.role.http.Http2Frames.COMPRESSION_ERROR;
import static dev.attache.role.http.Http2Frames.CONTINUATION;
import static dev.attache.role.http.Http2Frames.DATA;
import static dev.attache.role.http.Http2Frames.END_HEADERS;
import static dev.attache.role.http.Http2Frames.ENHANCE_YOUR_CALM;
import static dev.attache.role.http.Http2Frames.GOAWAY;
import static dev.attache.role.http.Http2Frames.HEADERS;
import static dev.attache.role.http.Http2Frames.OK;
import static dev.attache.role.http.Http2Frames.PING;
import static dev.attache.role.http.Http2Frames.PRIORITY;
import static dev.attache.role.http.Http2Frames.PROTOCOL_ERROR;
import static dev.attache.role.http.Http2Frames.PUSH_PROMISE;
import static dev.attache.role.http.Http2Frames.REFUSED_STREAM;
import static dev.attache.role.http.Http2Frames.SETTINGS;
import static dev.attache.role.http.Http2Frames.begin;
import static dev.attache.role.http.Http2Frames.frame;
import static dev.attache.role.http.Http2Frames.number;
import static dev.attache.role.http.Http2Frames.readTo;
import static dev.attache.role.http.Http2Frames.reset;
import static dev.attache.role.http.Http2Frames.setting;
import static dev.attache.role.http.Http2Frames.settings;
import static dev.attache.role.http.Http2Frames.windowUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.HttpAnswer;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.RawOrigin.Connection;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Origins of HTTP/2 that flood attache, or break the protocol: the client is told so, the origin is left, others are
/// served and no memory is held.
final class Http2HostileOriginIT {
    private static final String FINE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final long HELD_BYTES_MAX = 8 << 20;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int NONE = -1;

    /// What comes in place of an answer on stream 1.
    enum Deed {
        PINGS(2_000, frame(PING, 0, 0, "01234567")),
        PINGS_ANSWERED(20_000, frame(PING, ACK, 0, "01234567")),
        SETTINGS_AGAIN(300, settings("")),
        SETTINGS_ACKNOWLEDGED(20_000, frame(SETTINGS, ACK, 0, "")),
        WINDOW_OF_THE_CONNECTION(20_000, windowUpdate(0, 1)),
        WINDOW_OF_A_STREAM(20_000, windowUpdate(1, 1)),
        PRIORITIES(20_000, frame(PRIORITY, 0, 3, number(0) + "\0")),
        FRAMES_OF_NO_KIND(20_000, frame(0xfa, 0, 0, "")),
        FAREWELLS(20_000, frame(GOAWAY, 0, 0, number(1) + number(0))),
        CONTINUATIONS(
                1, frame(HEADERS, 0, 1, OK) + frame(CONTINUATION, 0, 1, "").repeat(100)),
        A_HEAD_TOO_LARGE(
                1,
                frame(HEADERS, 0, 1, OK)
                        + frame(CONTINUATION, 0, 1, "\0\u0001xd" + "v".repeat(100))
                                .repeat(400)),
        A_TABLE_TOO_LARGE(1, COMPRESSION_ERROR, frame(HEADERS, END_HEADERS, 1, "?\u00e2\u001f" + OK)),
        A_PUSH(1, PROTOCOL_ERROR, frame(PUSH_PROMISE, END_HEADERS, 1, number(2) + Http2Frames.GET)),
        A_STREAM_OF_ITS_OWN(1, PROTOCOL_ERROR, frame(HEADERS, END_HEADERS, 2, OK)),
        DATA_ON_A_STREAM_OF_ITS_OWN(1, PROTOCOL_ERROR, frame(DATA, 0, 2, "x")),
        // Of these the stream alone is lost.
        FIELDS_FROM_A_FULL_TABLE(1, NONE, frame(HEADERS, END_HEADERS, 1, OK + bomb())),
        DATA_BEFORE_A_HEAD(1, NONE, frame(DATA, 0, 1, "x")),
        NO_STATUS(1, NONE, frame(HEADERS, END_HEADERS, 1, "\0\u0001a\u0001b")),
        A_HEAD_OF_A_CONNECTION(1, NONE, frame(HEADERS, END_HEADERS, 1, OK + "\0\nconnection\u0001b")),
        A_LINE_IN_A_VALUE(1, NONE, frame(HEADERS, END_HEADERS, 1, OK + "\0\u0001a\u0003b\r\n"));

        final String text;
        final int code;

        Deed(int count, int code, String each) {
            this.text = each.repeat(count);
            this.code = code;
        }

        Deed(int count, String each) {
            this(count, ENHANCE_YOUR_CALM, each);
        }
    }

    /// A field of 3,900 bytes that is put into the table, and what stands for it a thousand times.
    private static String bomb() {
        int rest = 3_900 - 127;
        return "@\u0001x\u007f" + (char) (rest & 0x7f | 0x80) + (char) (rest >> 7) + "v".repeat(3_900)
                + "\u00be".repeat(1_000);
    }

    private static long directBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    private static String rest(Connection connection) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (int b = connection.read(); b >= 0; b = connection.read()) {
                text.append((char) b);
            }
        } catch (IOException _) {
            // Reset; what came before counts.
        }
        return text.toString();
    }

    private static RawOrigin doing(String deed, List<String> heard) throws IOException {
        return RawOrigin.doing((connection, _, _) -> {
            begin(connection, settings(""));
            try {
                connection.send(deed);
            } catch (IOException _) {
                // It was left in the middle of it.
            }
            heard.add(rest(connection));
        });
    }

    private static Gateway.Plan before(RawOrigin hostile, RawOrigin sane) {
        return before(hostile, sane, "timeouts: {try: 5s}");
    }

    private static Gateway.Plan before(RawOrigin hostile, RawOrigin sane, String... role) {
        return Gateway.before(hostile.address())
                .clusterSettings("protocol: http2, connect-timeout: 2s, eject: {failures: 0}")
                .role(role)
                .members("sane", "'" + sane.address() + "'", "connect-timeout: 2s")
                .route("{match: {path: /sane}, cluster: sane}")
                .route("{cluster: origin}");
    }

    @ParameterizedTest
    @EnumSource
    void aHostileOriginIsLeftAndTheClientToldSo(Deed deed) throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RawOrigin hostile = doing(deed.text, heard);
                RawOrigin sane = RawOrigin.answering(FINE);
                Gateway attache = before(hostile, sane).start()) {
            long before = directBytes();
            HttpAnswer answer = attache.get("/");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.header("Proxy-Status")).isEqualTo("attache; error=http_protocol_error");
            assertThat(hostile.connections()).as("it is asked once").isEqualTo(1);
            assertThat(attache.get("/sane").status()).isEqualTo(200);
            assertThat(directBytes() - before).isLessThan(HELD_BYTES_MAX);
            if (deed.code != NONE) {
                Eventually.holds("it is left", () -> heard.size() == 1);
                assertThat(Http2Frames.goneFor(heard.getFirst())).isEqualTo(deed.code);
            }
            Eventually.holds("nothing is under way", () -> attache.metric("attache_endpoint_requests_in_flight") == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Late.class)
    void anAnswerThatTurnsHostileIsCut(Late deed) throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RawOrigin hostile = doing(frame(HEADERS, END_HEADERS, 1, OK) + deed.text, heard);
                RawOrigin sane = RawOrigin.answering(FINE);
                Gateway attache = before(hostile, sane).start();
                RawClient client = attache.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            String came = client.expectClosed();
            assertThat(came).startsWith("HTTP/1.1 200 ").doesNotContain("\r\n0\r\n");
            assertThat(attache.metric("attache_http_answers_cut_total")).isEqualTo(1);
            assertThat(attache.get("/sane").status()).isEqualTo(200);
            assertThat(hostile.connections()).isEqualTo(1);
        }
    }

    /// What comes behind the head of an answer.
    enum Late {
        EMPTY_DATA(frame(DATA, 0, 1, "").repeat(300)),
        A_WINDOW_TOO_LARGE(windowUpdate(1, Integer.MAX_VALUE)),
        A_SECOND_HEAD(frame(HEADERS, END_HEADERS, 1, OK)),
        A_RESET(reset(1, 2)),
        PINGS(frame(PING, 0, 0, "01234567").repeat(2_000));

        final String text;

        Late(String text) {
            this.text = text;
        }
    }

    @Test
    void interimAnswersWithoutEndAreRefused() throws IOException {
        String interim = frame(HEADERS, END_HEADERS, 1, "\u0008\u0003103");
        try (RawOrigin hostile = doing(interim.repeat(20), new CopyOnWriteArrayList<>());
                RawOrigin sane = RawOrigin.answering(FINE);
                Gateway attache = before(hostile, sane).start();
                RawClient client = attache.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 103 ").contains("HTTP/1.1 502 Bad Gateway\r\n");
        }
    }

    @Test
    void anOriginThatRefusesEveryStreamIsAskedAsOftenAsTriesAllow() throws IOException {
        try (RawOrigin hostile = RawOrigin.doing((connection, _, _) -> {
                    begin(connection, settings(""));
                    for (int stream = 1; stream < 100; stream += 2) {
                        connection.send(reset(stream, REFUSED_STREAM));
                        readTo(connection, HEADERS);
                    }
                });
                RawOrigin sane = RawOrigin.answering(FINE);
                Gateway attache = before(hostile, sane).start()) {
            assertThat(attache.get("/").status()).isEqualTo(502);
            assertThat(attache.metric("attache_http_retries_total")).isEqualTo(2);
            assertThat(attache.get("/sane").status()).isEqualTo(200);
        }
    }

    @Test
    void anOriginThatTakesNoStreamsHasItsRequestsWaitNoLongerThanTheyMay() throws IOException {
        try (RawOrigin hostile = RawOrigin.doing((connection, _, _) -> {
                    connection.send(setting(MAX_CONCURRENT_STREAMS, 0));
                    rest(connection);
                });
                RawOrigin sane = RawOrigin.answering(FINE);
                Gateway attache = before(hostile, sane, "timeouts: {request: 500ms}", "pool: {connections: 2}")
                        .start()) {
            assertThat(attache.get("/").status()).isIn(503, 504);
            assertThat(attache.get("/sane").status()).isEqualTo(200);
        }
    }

    /// No byte of the body may be sent, so none is read of the client but what was under way.
    @Test
    void anOriginThatTakesNoBodyHoldsLittleAndNotForLong() throws IOException {
        int length = 16 << 20;
        try (RawOrigin hostile = RawOrigin.doing((connection, _, _) -> {
                    begin(connection, setting(INITIAL_WINDOW_SIZE, 0));
                    rest(connection);
                });
                RawOrigin sane = RawOrigin.answering(FINE);
                Gateway attache =
                        before(hostile, sane, "timeouts: {stall: 700ms}").start();
                RawClient client = attache.client()) {
            long before = directBytes();
            Thread.ofVirtual().start(() -> {
                try {
                    client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n");
                    client.send(new byte[length]);
                } catch (IOException _) {
                    // It is told that this takes too long, and closed.
                }
            });
            Eventually.holds("it is sent on", () -> hostile.connections() == 1);
            assertThat(attache.get("/sane").status()).isEqualTo(200);
            assertThat(directBytes() - before).isLessThan(4 << 20);
            assertThat(client.expectClosed()).startsWith("HTTP/1.1 504 ");
        }
    }
}
