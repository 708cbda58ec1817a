package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.HostPort;
import dev.attache.role.http.trace.OtlpCollector;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import dev.attache.testing.RawOrigin;
import dev.attache.testing.WebServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What upstreams get of a request's trace, and what collectors get of attache's part in it.
final class TracingIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final Pattern PARENT =
            Pattern.compile("traceparent: 00-([0-9a-f]{32})-([0-9a-f]{16})-(0[01])\r\n", Pattern.CASE_INSENSITIVE);

    private static Matcher parentIn(String request) {
        Matcher parent = PARENT.matcher(request);
        assertThat(parent.find()).as(request).isTrue();
        assertThat(PARENT.matcher(request).results().count()).isEqualTo(1);
        return parent;
    }

    @Test
    void withoutTracingWhatCameGoesOnUntouched() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address()).start()) {
            attache.get("/", "traceparent: anything", "tracestate: at=all");
            assertThat(origin.requests().getFirst())
                    .contains("traceparent: anything\r\n")
                    .contains("tracestate: at=all\r\n");
        }
    }

    @Test
    void aTraceThatComesIsCarriedOn() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache =
                        Gateway.before(origin.address()).role("tracing: true").start()) {
            attache.get("/", "traceparent: 00-" + TRACE + "-" + SPAN + "-01", "tracestate: a=1", "tracestate: b=2");
            String request = origin.requests().getFirst();
            Matcher parent = parentIn(request);
            assertThat(parent.group(1)).isEqualTo(TRACE);
            assertThat(parent.group(2)).isNotEqualTo(SPAN);
            assertThat(parent.group(3)).isEqualTo("01");
            assertThat(request).contains("tracestate: a=1\r\ntracestate: b=2\r\n");
        }
    }

    @Test
    void whatIsUnsoundBeginsATraceOfItsOwn() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("tracing: {enabled: true, sample: 0%}")
                        .start()) {
            String sound = "traceparent: 00-" + TRACE + "-" + SPAN + "-01";
            attache.get("/", sound + "x", "tracestate: a=1");
            attache.get("/", sound, sound);
            attache.get("/", sound, "tracestate: A=1");
            List<String> requests = origin.requests();
            assertThat(parentIn(requests.get(0)).group(1)).isNotEqualTo(TRACE);
            assertThat(parentIn(requests.get(0)).group(3)).isEqualTo("00");
            assertThat(requests.get(0)).doesNotContain("tracestate");
            assertThat(parentIn(requests.get(1)).group(1)).isNotEqualTo(TRACE);
            assertThat(parentIn(requests.get(2)).group(1)).isEqualTo(TRACE);
            assertThat(requests.get(2)).doesNotContain("tracestate");
        }
    }

    @Test
    void aCollectorIsToldOfEachRequestThatIsRecorded() throws IOException {
        HostPort nobody = new HostPort("127.0.0.1", FreePorts.next());
        try (RawOrigin origin = RawOrigin.answering(OK);
                OtlpCollector collector = OtlpCollector.start();
                Gateway attache = Gateway.before(origin.address())
                        .cluster("down", nobody)
                        .role("tracing: {enabled: true, export: \"" + collector.url() + "\", interval: 50ms}")
                        .route("{match: {path: /down}, cluster: down}")
                        .route("{split: {name: n, by: random, arms: {one: {cluster: origin}}}}")
                        .start()) {
            attache.get("/a?secret=1", "traceparent: 00-" + TRACE + "-" + SPAN + "-01", "Host: shop");
            attache.get("/unrecorded", "traceparent: 00-" + TRACE + "-" + SPAN + "-00");
            attache.get("/down");
            List<Map<?, ?>> spans = awaitSpans(collector, 4);
            Map<?, ?> good = serverSpans(spans).getFirst();
            assertThat(good.get("traceId")).isEqualTo(TRACE);
            assertThat(good.get("parentSpanId")).isEqualTo(SPAN);
            assertThat(good.get("name")).isEqualTo("GET");
            assertThat(OtlpCollector.attribute(good, "url.path")).isEqualTo("/a");
            assertThat(OtlpCollector.attribute(good, "server.address")).isEqualTo("shop");
            assertThat(OtlpCollector.attribute(good, "http.response.status_code"))
                    .isEqualTo("200");
            assertThat(OtlpCollector.attribute(good, "attache.arm")).isEqualTo("one");
            assertThat(good.get("status")).isNull();
            Map<?, ?> failed = serverSpans(spans).getLast();
            assertThat(failed.get("parentSpanId")).isNull();
            assertThat(failed.get("status")).isEqualTo(Map.of("code", 2));
            assertThat(OtlpCollector.attribute(failed, "error.type")).isEqualTo("unreachable");
            Map<?, ?> vain = clientSpans(spans).getLast();
            assertThat(vain.get("parentSpanId")).isEqualTo(failed.get("spanId"));
            assertThat(OtlpCollector.attribute(vain, "error.type")).isEqualTo("unreachable");
            Eventually.holds("it is counted", () -> attache.metric("attache_http_spans_sent_total") == 4);
        }
    }

    private static List<Map<?, ?>> awaitSpans(OtlpCollector collector, int count) {
        Eventually.holds(count + " spans came", () -> collector.spans().size() == count);
        assertThat(collector.wrong()).isEmpty();
        return collector.spans();
    }

    private static List<Map<?, ?>> serverSpans(List<Map<?, ?>> spans) {
        return spans.stream()
                .filter(span -> Objects.equals(span.get("kind"), 2))
                .toList();
    }

    private static List<Map<?, ?>> clientSpans(List<Map<?, ?>> spans) {
        return spans.stream()
                .filter(span -> Objects.equals(span.get("kind"), 3))
                .toList();
    }

    private static Gateway.Plan tracing(Gateway.Plan plan, OtlpCollector collector) {
        return plan.role("tracing: {enabled: true, export: \"" + collector.url() + "\", interval: 50ms}");
    }

    @Test
    void eachTryHasASpanBelowThatOfItsRequestAndIsTheParentOfWhatTheUpstreamDoes() throws IOException {
        try (RawOrigin busy = RawOrigin.answering("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
                RawOrigin good = RawOrigin.answering(OK);
                OtlpCollector collector = OtlpCollector.start();
                Gateway attache = tracing(Gateway.before(busy.address(), good.address()), collector)
                        .role("retry: {on: [503]}")
                        .start()) {
            assertThat(attache.get("/a?secret=1", "Host: shop").status()).isEqualTo(200);
            List<Map<?, ?>> spans = awaitSpans(collector, 3);
            Object request = serverSpans(spans).getFirst().get("spanId");
            assertThat(OtlpCollector.attribute(serverSpans(spans).getFirst(), "http.request.resend_count"))
                    .isEqualTo("1");
            Map<?, ?> first = clientSpans(spans).getFirst();
            Map<?, ?> second = clientSpans(spans).getLast();
            assertThat(first.get("spanId"))
                    .isEqualTo(parentIn(busy.requests().getFirst()).group(2));
            assertThat(second.get("spanId"))
                    .isEqualTo(parentIn(good.requests().getFirst()).group(2));
            assertThat(List.of(first.get("parentSpanId"), second.get("parentSpanId")))
                    .containsOnly(request);
            assertThat(OtlpCollector.attribute(first, "error.type")).isEqualTo("503");
            assertThat(first.get("status")).isEqualTo(Map.of("code", 2));
            assertThat(second.get("status")).isNull();
            assertThat(OtlpCollector.attribute(second, "http.response.status_code"))
                    .isEqualTo("200");
            assertThat(OtlpCollector.attribute(second, "http.request.resend_count"))
                    .isEqualTo("1");
            assertThat(OtlpCollector.attribute(second, "url.full")).isEqualTo("http://" + good.address() + "/a");
            assertThat(OtlpCollector.attribute(second, "server.port"))
                    .isEqualTo(Integer.toString(good.address().port()));
            assertThat(OtlpCollector.attribute(second, "attache.endpoint"))
                    .isEqualTo(good.address().toString());
        }
    }

    @Test
    void ofTwoTriesSideBySideTheOneThatIsLetGoIsToldAsSuch() throws IOException {
        try (RawOrigin slow = RawOrigin.doing((connection, _, _) -> connection.read());
                RawOrigin quick = RawOrigin.answering(OK);
                OtlpCollector collector = OtlpCollector.start();
                Gateway attache = tracing(Gateway.before(slow.address(), quick.address()), collector)
                        .route("{cluster: origin, hedge: 50ms}")
                        .start()) {
            assertThat(attache.get("/").status()).isEqualTo(200);
            List<Map<?, ?>> tries = clientSpans(awaitSpans(collector, 3));
            Map<?, ?> loser = tries.getFirst();
            Map<?, ?> winner = tries.getLast();
            assertThat(loser.get("spanId"))
                    .isEqualTo(parentIn(slow.requests().getFirst()).group(2));
            assertThat(OtlpCollector.attribute(loser, "error.type")).isEqualTo("let_go");
            assertThat(loser.get("status")).isNull();
            assertThat(winner.get("spanId"))
                    .isEqualTo(parentIn(quick.requests().getFirst()).group(2));
            assertThat(OtlpCollector.attribute(winner, "attache.hedge")).isEqualTo("1");
            assertThat(winner.get("parentSpanId")).isEqualTo(loser.get("parentSpanId"));
        }
    }

    @Test
    void aTryByHttp2IsTheParentToo() throws IOException {
        String server = "const server = require('http2').createServer();"
                + "server.on('stream', (stream, headers) => { stream.respond({':status': 200});"
                + "stream.end('traceparent: ' + headers.traceparent + '\\r\\n'); });"
                + "server.listen(PORT, '127.0.0.1');";
        try (WebServer origin = WebServer.node(server);
                OtlpCollector collector = OtlpCollector.start();
                Gateway attache = tracing(
                                Gateway.before(origin.address()).clusterSettings("protocol: http2"), collector)
                        .start()) {
            String told = attache.get("/").body();
            Map<?, ?> tried = clientSpans(awaitSpans(collector, 2)).getFirst();
            assertThat(tried.get("spanId")).isEqualTo(parentIn(told).group(2));
        }
    }

    @Test
    void aCollectorThatIsAwayCostsNoAnswer() throws IOException {
        try (RawOrigin origin = RawOrigin.answering(OK);
                Gateway attache = Gateway.before(origin.address())
                        .role("tracing: {enabled: true, export: \"http://127.0.0.1:" + FreePorts.next()
                                + "/v1/traces\", interval: 10ms, queue: 16}")
                        .start()) {
            for (int i = 0; i < 200; i++) {
                assertThat(attache.get("/").status()).isEqualTo(200);
            }
            assertThat(attache.metric("attache_http_spans_dropped_total")).isPositive();
            assertThat(attache.metric("attache_http_spans_sent_total")).isZero();
        }
    }
}
