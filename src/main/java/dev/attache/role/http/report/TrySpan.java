package dev.attache.role.http.report;

import dev.attache.base.GrowingBytes;
import dev.attache.base.HostPort;
import dev.attache.role.http.trace.Span;
import dev.attache.role.http.trace.Span.Attribute;
import dev.attache.role.http.trace.TraceContext;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import java.util.ArrayList;
import java.util.List;

/// The span of one try, from the choice of its endpoint to the end of its answer, or to what became of it instead. Lies
/// below the span of its request, and is the parent of what the upstream does.
public final class TrySpan {
    /// Another try was answered first, or the request is sent elsewhere before anything was sent here.
    public static final String LET_GO = "let_go";

    private static final int FAILED_FROM = 400;

    private final SpanDraft request;
    private final TraceContext context;
    private final Cluster cluster;
    private final Endpoint endpoint;
    private final int number;
    private final boolean hedge;
    private final long startNanos;
    private int status;
    private int judged;

    /// @param number 1 for the first try
    /// @param hedge whether it runs beside another
    TrySpan(
            SpanDraft request,
            TraceContext context,
            Cluster cluster,
            Endpoint endpoint,
            int number,
            boolean hedge,
            long now) {
        this.request = request;
        this.context = context;
        this.cluster = cluster;
        this.endpoint = endpoint;
        this.number = number;
        this.hedge = hedge;
        this.startNanos = now;
    }

    /// Names this try as the parent in the head that is about to be sent.
    public void signs(GrowingBytes head) {
        context.renew(head.array(), request.headAt());
    }

    /// The head of an answer came, or it shows what it is worth.
    ///
    /// @param toJudgeBy the status that it is judged by
    public void onAnswer(int answered, int toJudgeBy) {
        status = answered;
        judged = toJudgeBy;
    }

    /// The try is over.
    ///
    /// @param fault what went wrong, in the words of refusals; empty where its answer is whole
    public void end(String fault, long now) {
        List<Attribute> facts = new ArrayList<>();
        facts.add(Attribute.of("http.request.method", request.method()));
        addServer(facts);
        if (status > 0) {
            facts.add(Attribute.of("http.response.status_code", status));
        }
        boolean failed = !fault.isEmpty() || judged >= FAILED_FROM;
        if (failed) {
            facts.add(Attribute.of("error.type", fault.isEmpty() ? Integer.toString(judged) : fault));
        }
        if (number > 1) {
            facts.add(Attribute.of("http.request.resend_count", number - 1));
        }
        facts.add(Attribute.of("attache.cluster", cluster.name()));
        facts.add(Attribute.of("attache.endpoint", endpoint.label()));
        if (hedge) {
            facts.add(Attribute.of("attache.hedge", 1));
        }
        request.offer(context, Span.Kind.CLIENT, now - startNanos, facts, failed && !fault.equals(LET_GO));
    }

    private void addServer(List<Attribute> facts) {
        if (endpoint.address() instanceof HostPort place) {
            String scheme = cluster.config().tls().enabled() ? "https://" : "http://";
            facts.add(Attribute.of("server.address", place.host()));
            facts.add(Attribute.of("server.port", place.port()));
            facts.add(Attribute.of("url.full", scheme + place + request.path()));
        }
    }
}
