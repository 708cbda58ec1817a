package dev.attache.role.http;

import static dev.attache.role.http.Http2Frames.ACK;
import static dev.attache.role.http.Http2Frames.COMPRESSION_ERROR;
import static dev.attache.role.http.Http2Frames.CONTINUATION;
import static dev.attache.role.http.Http2Frames.DATA;
import static dev.attache.role.http.Http2Frames.END_HEADERS;
import static dev.attache.role.http.Http2Frames.END_STREAM;
import static dev.attache.role.http.Http2Frames.ENHANCE_YOUR_CALM;
import static dev.attache.role.http.Http2Frames.GET;
import static dev.attache.role.http.Http2Frames.GOAWAY;
import static dev.attache.role.http.Http2Frames.HEADERS;
import static dev.attache.role.http.Http2Frames.PADDED;
import static dev.attache.role.http.Http2Frames.PING;
import static dev.attache.role.http.Http2Frames.POST;
import static dev.attache.role.http.Http2Frames.PRIORITY;
import static dev.attache.role.http.Http2Frames.SETTINGS;
import static dev.attache.role.http.Http2Frames.START;
import static dev.attache.role.http.Http2Frames.frame;
import static dev.attache.role.http.Http2Frames.get;
import static dev.attache.role.http.Http2Frames.number;
import static dev.attache.role.http.Http2Frames.post;
import static dev.attache.role.http.Http2Frames.reset;
import static dev.attache.role.http.Http2Frames.setting;
import static dev.attache.role.http.Http2Frames.settings;
import static dev.attache.role.http.Http2Frames.windowUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Eventually;
import dev.attache.testing.RawClient;
import dev.attache.testing.RawOrigin;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Clients of HTTP/2 that cost more than they pay. Each loses its connection at a bound, while others are served, the
/// upstream sees no more than what was asked for soundly, and no memory is held.
final class Http2FloodIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int HEAD_PRIORITY = 0x20;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int MOST = Integer.MAX_VALUE;
    private static final long HELD_BYTES_MAX = 8 << 20;

    /// What is sent again and again, and how many of it surely spend what a connection has.
    @SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
    enum Flood {
        RAPID_RESET(300, 201, n -> get(id(n)) + reset(id(n), 8)),
        // What makes attache itself reset streams: MadeYouReset, CVE-2025-8671.
        RESET_BY_AN_EMPTY_WINDOW_UPDATE(300, 201, n -> get(id(n)) + windowUpdate(id(n), 0)),
        RESET_BY_A_WINDOW_TOO_LARGE(300, 201, n -> get(id(n)) + windowUpdate(id(n), MOST)),
        RESET_BY_DATA_BEHIND_THE_END(300, 201, n -> get(id(n)) + frame(DATA, 0, id(n), "x")),
        RESET_BY_A_HEAD_BEHIND_THE_END(300, 201, n -> get(id(n)) + get(id(n))),
        RESET_BY_TRAILERS_WITHOUT_AN_END(
                300, 201, n -> post(id(n)) + frame(HEADERS, END_HEADERS, id(n), "\0\u0001a\u0001b")),
        RESET_BY_A_BODY_TOO_LONG(
                300,
                201,
                n -> frame(HEADERS, END_HEADERS, id(n), POST + "\u000f\r\u00011") + frame(DATA, 0, id(n), "xx")),
        RESET_BY_A_HEAD_IN_CAPITALS(300, 0, n -> head(id(n), GET + "\0\u0001X\u0001b")),
        RESET_BY_A_HEAD_OF_A_CONNECTION(300, 0, n -> head(id(n), GET + "\0\nconnection\u0001b")),
        RESET_BY_A_STREAM_THAT_NEEDS_ITSELF(
                300,
                0,
                n -> frame(HEADERS, END_STREAM | END_HEADERS | HEAD_PRIORITY, id(n), number(id(n)) + "\0" + GET)),
        RESET_BY_A_PRIORITY_TOO_SHORT(300, 0, n -> frame(PRIORITY, 0, id(n), "1234")),
        STREAMS_BEYOND_THE_BOUND(500, 100, n -> get(id(n))),
        FIELDS_FROM_A_FULL_TABLE(80, 0, n -> head(id(n), GET + bomb())),
        A_TABLE_TOO_LARGE(1, 0, COMPRESSION_ERROR, "", n -> head(id(n), "?\u00e2\u001f" + GET)),
        CONTINUATIONS_OF_ONE_HEAD(1, 0, n -> slices(id(n), 100)),
        CONTINUATIONS_OF_MANY_HEADS(60, 40, n -> slices(id(n), 30)),
        EMPTY_DATA(300, 1, ENHANCE_YOUR_CALM, post(1), _ -> frame(DATA, 0, 1, "")),
        PADDED_EMPTY_DATA(300, 1, ENHANCE_YOUR_CALM, post(1), _ -> frame(DATA, PADDED, 1, "\u0002\0\0")),
        SETTINGS_AGAIN(300, 0, _ -> settings("")),
        WINDOWS_ANEW(300, 50, ENHANCE_YOUR_CALM, gets(50), n -> setting(INITIAL_WINDOW_SIZE, n % 2)),
        SETTINGS_ACKNOWLEDGED(20_000, 0, _ -> frame(SETTINGS, ACK, 0, "")),
        PINGS(2_000, 0, _ -> frame(PING, 0, 0, "01234567")),
        PINGS_ANSWERED(20_000, 0, _ -> frame(PING, ACK, 0, "01234567")),
        WINDOW_OF_THE_CONNECTION(20_000, 0, _ -> windowUpdate(0, 1)),
        WINDOW_OF_A_STREAM(20_000, 1, ENHANCE_YOUR_CALM, get(1), _ -> windowUpdate(1, 1)),
        PRIORITIES(20_000, 0, n -> frame(PRIORITY, 0, id(n), number(0) + "\0")),
        FRAMES_OF_NO_KIND(20_000, 0, _ -> frame(0xfa, 0, 0, "")),
        STREAMS_THAT_ARE_OVER(20_000, 1, ENHANCE_YOUR_CALM, get(1) + reset(1, 8), _ -> reset(1, 8)),
        FAREWELLS(20_000, 1, ENHANCE_YOUR_CALM, get(1), _ -> frame(GOAWAY, 0, 0, number(0) + number(0)));

        final int count;
        final int requestsMax;
        final int code;
        final String opening;
        final IntFunction<String> each;

        Flood(int count, int requestsMax, int code, String opening, IntFunction<String> each) {
            this.count = count;
            this.requestsMax = requestsMax;
            this.code = code;
            this.opening = opening;
            this.each = each;
        }

        Flood(int count, int requestsMax, IntFunction<String> each) {
            this(count, requestsMax, ENHANCE_YOUR_CALM, "", each);
        }

        String text() {
            StringBuilder text = new StringBuilder(START + opening);
            for (int n = 0; n < count; n++) {
                text.append(each.apply(n));
            }
            return text.toString();
        }
    }

    private static int id(int n) {
        return 2 * n + 1;
    }

    private static String head(int stream, String block) {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, block);
    }

    private static String gets(int count) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < count; n++) {
            text.append(get(id(n)));
        }
        return text.toString();
    }

    /// A field of 3,900 bytes that is put into the table, and what stands for it a thousand times.
    private static String bomb() {
        int rest = 3_900 - 127;
        return "@\u0001x\u007f" + (char) (rest & 0x7f | 0x80) + (char) (rest >> 7) + "v".repeat(3_900)
                + "\u00be".repeat(1_000);
    }

    private static String slices(int stream, int count) {
        return frame(HEADERS, END_STREAM, stream, GET)
                + frame(CONTINUATION, 0, stream, "").repeat(count - 1)
                + frame(CONTINUATION, END_HEADERS, stream, "");
    }

    /// Answers those who ask for `/other`, and keeps all else waiting.
    private static RawOrigin origin() throws IOException {
        return RawOrigin.doing((connection, request, _) -> {
            if (request.contains(" /other ")) {
                connection.send(OK);
            } else {
                connection.read();
            }
        });
    }

    private static long directBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    private static Thread sending(RawClient client, String flood) {
        return Thread.ofVirtual().start(() -> {
            try {
                client.sendInChunksOf(16 * 1024, flood);
            } catch (IOException _) {
                // It was cut off.
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFloodLosesItsConnectionAndHarmsNobodyElse(Flood flood) throws IOException {
        try (RawOrigin origin = origin();
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            assertThat(attache.get("/other").status()).isEqualTo(200);
            long before = directBytes();
            Thread sending = sending(client, flood.text());
            assertThat(attache.get("/other").status()).isEqualTo(200);
            assertThat(Http2Frames.goneFor(client.expectClosed())).isEqualTo(flood.code);
            assertThat(directBytes() - before).isLessThan(HELD_BYTES_MAX);
            assertThat(attache.get("/other").status()).isEqualTo(200);
            assertThat(origin.requests()).hasSizeLessThanOrEqualTo(flood.requestsMax + 3);
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
            Eventually.holds("nor a request", () -> attache.metric("attache_endpoint_requests_in_flight") == 0);
            Eventually.holds("all was sent or could not be", () -> !sending.isAlive());
        }
    }

    /// The windows stay shut: what has been read of each answer is held, and no more of it is read.
    @Test
    void answersThatNobodyTakesHoldLittleAreGivenUpAndCounted() throws IOException {
        String large = "x".repeat(1 << 20);
        try (RawOrigin origin = RawOrigin.doing((connection, request, _) -> connection.send(
                        request.contains(" /other ")
                                ? OK
                                : "HTTP/1.1 200 OK\r\nContent-Length: " + large.length() + "\r\n\r\n" + large));
                Gateway attache = Gateway.before(origin.address())
                        .role("timeouts: {stall: 300ms}")
                        .start();
                RawClient client = attache.client()) {
            long before = directBytes();
            client.send(START + setting(INITIAL_WINDOW_SIZE, 0));
            Eventually.holds("it is there", () -> attache.role().clientCount() == 1);
            int next = 0;
            for (int round = 1; attache.role().clientCount() > 0 && round <= 20; round++) {
                StringBuilder hundred = new StringBuilder();
                for (int i = 0; i < 100; i++) {
                    hundred.append(get(id(next++)));
                }
                sending(client, hundred.toString());
                int asked = next;
                Eventually.holds(
                        "all are asked for, or nobody asks",
                        () -> origin.requests().size() >= asked
                                || attache.role().clientCount() == 0);
                assertThat(directBytes() - before).isLessThan(100 * 128 << 10);
                assertThat(attache.get("/other").status()).isEqualTo(200);
                Eventually.holds("all are given up", () -> attache.metric("attache_endpoint_requests_in_flight") == 0);
            }
            assertThat(next).as("streams that could be held").isGreaterThanOrEqualTo(200);
            assertThat(Http2Frames.goneFor(client.expectClosed())).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void pingsOfAClientThatReadsNothingAreSoonTooMany() throws IOException {
        AtomicInteger sent = new AtomicInteger();
        String part = "x".repeat(64 << 10);
        try (RawOrigin origin = RawOrigin.doing((connection, _, _) -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + (part.length() << 10) + "\r\n\r\n");
                    while (!Thread.interrupted()) {
                        connection.send(part);
                        sent.incrementAndGet();
                    }
                });
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = RawClient.connect(attache.port(), 4096)) {
            client.send(START + setting(INITIAL_WINDOW_SIZE, MOST) + windowUpdate(0, MOST - 65_535) + get(1));
            int[] last = {-1, 0};
            Eventually.holds("it is held up", () -> {
                last[1] = sent.get() == last[0] && sent.get() > 0 ? last[1] + 1 : 0;
                last[0] = sent.get();
                return last[1] > 40;
            });
            client.send(frame(PING, 0, 0, "01234567").repeat(150));
            assertThat(Http2Frames.goneFor(client.expectClosed())).isEqualTo(ENHANCE_YOUR_CALM);
            Eventually.holds("no client is left", () -> attache.role().clientCount() == 0);
        }
    }

    /// A thousand of them alone are too many.
    @Test
    void whoTakesAnswersMayAskForSignsOfLife() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start();
                RawClient client = attache.client()) {
            client.send(START);
            for (int n = 0; n < 1_500; n++) {
                client.send(frame(PING, 0, 0, "01234567") + get(id(n)));
                client.readTo("ok");
            }
            assertThat(attache.role().clientCount()).isEqualTo(1);
        }
    }
}
