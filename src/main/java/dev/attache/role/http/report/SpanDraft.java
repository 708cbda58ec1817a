package dev.attache.role.http.report;

import dev.attache.base.GrowingBytes;
import dev.attache.role.http.answer.Downstream;
import dev.attache.role.http.answer.GrpcStatus;
import dev.attache.role.http.route.Destination;
import dev.attache.role.http.trace.Span;
import dev.attache.role.http.trace.Span.Attribute;
import dev.attache.role.http.trace.TraceContext;
import dev.attache.role.http.trace.Tracer;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A request's place in a trace and, where its trace is recorded, what its span will tell that is known at the
/// start. Attributes are named by OpenTelemetry's conventions for HTTP; those that only attache has begin with
/// its name.
public final class SpanDraft {
    private static final int TEXT_BYTES_MAX = 1024;

    private final TraceContext context;
    private final Tracer tracer;
    private final RandomGenerator random;
    private final String method;
    private final String path;
    private final @Nullable List<Attribute> attributes;
    private int headAt;

    /// @param attributes null where no span is wanted
    private SpanDraft(
            TraceContext context,
            Tracer tracer,
            RandomGenerator random,
            String method,
            String path,
            @Nullable List<Attribute> attributes) {
        this.context = context;
        this.tracer = tracer;
        this.random = random;
        this.method = method;
        this.path = path;
        this.attributes = attributes;
    }

    public static SpanDraft of(RequestScanner request, Downstream client, Tracer tracer, RandomGenerator random) {
        TraceContext context = tracer.contextOf(request, random);
        if (!tracer.wants(context)) {
            return new SpanDraft(context, tracer, random, "", "", null);
        }
        byte[] bytes = request.headers().bytes();
        RequestTarget target = request.target();
        String method = text(bytes, request.methodStart(), request.methodEnd());
        String path = text(bytes, target.pathStart(), target.pathEnd());
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("http.request.method", method));
        add(attributes, "url.path", path);
        attributes.add(Attribute.of("url.scheme", client.isSecure() ? "https" : "http"));
        add(attributes, "client.address", new String(client.address(), StandardCharsets.US_ASCII));
        int host = request.host();
        if (target.hasAuthority()) {
            add(attributes, "server.address", text(bytes, target.authorityStart(), target.authorityEnd()));
        } else if (host >= 0) {
            int from = request.headers().valueStart(host);
            add(
                    attributes,
                    "server.address",
                    text(bytes, from, request.headers().valueEnd(host)));
        }
        return new SpanDraft(context, tracer, random, method, path, attributes);
    }

    String traceId() {
        return context.traceId();
    }

    String method() {
        return method;
    }

    /// Of the request, without its query.
    String path() {
        return path;
    }

    /// Where the trace stands in the request's head.
    int headAt() {
        return headAt;
    }

    /// Appends the header lines that upstreams get.
    public void append(HeaderLines came, GrowingBytes head) {
        headAt = head.length();
        context.append(came, head);
    }

    /// Begins the span of a try; null where the trace is not recorded.
    ///
    /// @param number 1 for the first
    /// @param hedge whether it runs beside another
    @Nullable TrySpan beginTry(Cluster cluster, Endpoint to, int number, boolean hedge, long now) {
        return attributes == null ? null : new TrySpan(this, context.below(random), cluster, to, number, hedge, now);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, TEXT_BYTES_MAX), StandardCharsets.ISO_8859_1);
    }

    private static void add(List<Attribute> attributes, String key, String value) {
        if (!value.isEmpty()) {
            attributes.add(Attribute.of(key, value));
        }
    }

    /// The request is over.
    ///
    /// @param status of its answer; 0 where there was none
    /// @param fault what went wrong; empty where nothing did
    public void end(RequestRecord record, int status, String fault, long now) {
        List<Attribute> facts = attributes;
        if (facts == null) {
            return;
        }
        boolean failed = status >= 500 || !fault.isEmpty() || record.isGrpcFailed();
        if (status > 0) {
            facts.add(Attribute.of("http.response.status_code", status));
        }
        if (failed) {
            int said = record.isGrpcFailed() ? record.grpcStatus() : status;
            facts.add(Attribute.of("error.type", fault.isEmpty() ? Integer.toString(said) : fault));
        }
        if (record.grpcStatus() != GrpcStatus.NONE) {
            facts.add(Attribute.of("rpc.grpc.status_code", record.grpcStatus()));
        }
        if (record.tries() > 1) {
            facts.add(Attribute.of("http.request.resend_count", record.tries() - 1));
        }
        Destination to = record.destination();
        if (to != null) {
            add(facts, "attache.cluster", to.cluster());
            add(facts, "attache.experiment", to.experiment());
            add(facts, "attache.arm", to.arm());
        }
        Endpoint endpoint = record.endpoint();
        if (endpoint != null) {
            add(facts, "attache.endpoint", endpoint.label());
        }
        offer(context, Span.Kind.SERVER, now - record.startNanos(), facts, failed);
    }

    /// Hands over a span that ends now.
    void offer(TraceContext place, Span.Kind kind, long tookNanos, List<Attribute> facts, boolean failed) {
        long end = tracer.unixNanos();
        tracer.offer(new Span(place, kind, method, end - tookNanos, end, facts, failed));
    }
}
