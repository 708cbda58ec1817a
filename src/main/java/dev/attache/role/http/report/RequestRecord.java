package dev.attache.role.http.report;

import dev.attache.role.http.affinity.Belonging;
import dev.attache.role.http.answer.GrpcStatus;
import dev.attache.role.http.experiment.Visit;
import dev.attache.role.http.mirror.BodyCopy;
import dev.attache.role.http.route.Destination;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// What the access log and the experiment will be told of one request. Costs next to nothing where there is neither.
public final class RequestRecord {
    private final StringBuilder line = new StringBuilder(0);
    private final Visit visit = new Visit();
    private final Belonging belonging = new Belonging();
    private long receivedBytes;
    private long sentBytes;
    private long startNanos;
    private long requestEndNanos;
    private long dialNanos;
    private long connectedNanos;
    private long answerNanos;
    private boolean excepted;
    private int tries;
    private int grpcStatus;
    private boolean grpcFailed;
    private @Nullable Destination destination;
    private @Nullable Endpoint endpoint;
    private @Nullable SpanDraft traced;
    private @Nullable BodyCopy copy;

    /// Forgets the request before.
    public void begin(long now) {
        receivedBytes = 0;
        sentBytes = 0;
        startNanos = now;
        requestEndNanos = now;
        dialNanos = 0;
        connectedNanos = 0;
        answerNanos = 0;
        excepted = false;
        tries = 0;
        onGrpcStatus(GrpcStatus.NONE, false);
        destination = null;
        endpoint = null;
        traced = null;
        line.setLength(0);
        visit.clear();
        belonging.clear();
        copy = null;
    }

    /// What the request's experiment will be told of it.
    public Visit visit() {
        return visit;
    }

    /// Where the request belongs among the endpoints of its cluster, as far as it says so.
    public Belonging belonging() {
        return belonging;
    }

    /// Where it is sent; null where nowhere yet.
    public @Nullable Destination destination() {
        return destination;
    }

    /// The line that is being put together.
    StringBuilder line() {
        return line;
    }

    /// It has a place in a trace.
    public void onTraced(SpanDraft draft) {
        traced = draft;
    }

    /// Its place in a trace; null where there is no tracing.
    public @Nullable SpanDraft traced() {
        return traced;
    }

    /// The endpoint that it was sent to last; null where it was sent to none.
    public @Nullable Endpoint endpoint() {
        return endpoint;
    }

    /// gRPC says how the call went.
    ///
    /// @param said its status; [GrpcStatus#NONE] where there is none
    public void onGrpcStatus(int said, boolean failed) {
        grpcStatus = said;
        grpcFailed = failed;
    }

    /// What gRPC says of the call; [GrpcStatus#NONE] where it is none, or says nothing.
    int grpcStatus() {
        return grpcStatus;
    }

    /// Whether what gRPC says blames the server.
    boolean isGrpcFailed() {
        return grpcFailed;
    }

    /// Bytes of the request's body came, and stand at the reader's place.
    public void onReceived(ByteBuf in, int bytes) {
        receivedBytes += bytes;
        if (copy != null) {
            copy.take(in, bytes);
        }
    }

    /// Has the request's body copied.
    public void copyTo(@Nullable BodyCopy into) {
        copy = into;
    }

    public long receivedBytes() {
        return receivedBytes;
    }

    public long sentBytes() {
        return sentBytes;
    }

    public void onSent(int bytes) {
        sentBytes += bytes;
    }

    public void onRequestEnd(long now) {
        requestEndNanos = now;
    }

    /// @param isExcepted whether the access log has it only where it fails
    void onPath(boolean isExcepted) {
        excepted = isExcepted;
    }

    boolean isExcepted() {
        return excepted;
    }

    /// A connection is being made for it.
    public void onDial(long now) {
        dialNanos = now;
    }

    /// There is a connection for it.
    public void onConnection(long now) {
        connectedNanos = now;
    }

    public void onAnswer(long now) {
        answerNanos = now;
    }

    public void onDestination(Destination to) {
        destination = to;
    }

    /// It is sent to this endpoint, or sent again.
    public void onTry(Endpoint to) {
        endpoint = to;
        tries++;
        dialNanos = 0;
        connectedNanos = 0;
    }

    /// It was not sent there after all.
    public void onUnsent() {
        tries--;
    }

    /// Begins the span of the try that [#onTry] has told of; null where no trace is recorded.
    ///
    /// @param second of one that is about to run beside that
    public @Nullable TrySpan beginTry(Cluster cluster, Endpoint to, boolean second, long now) {
        int number = second ? tries + 1 : tries;
        return traced == null ? null : traced.beginTry(cluster, to, number, second, now);
    }

    /// Of several tries that were under way this endpoint's has answered.
    public void onAnswering(Endpoint by) {
        endpoint = by;
    }

    public int tries() {
        return tries;
    }

    public long startNanos() {
        return startNanos;
    }

    public long requestEndNanos() {
        return requestEndNanos;
    }

    /// Appends what became of the request.
    void describe(StringBuilder out, long now) {
        Destination to = destination;
        if (to != null) {
            AccessLog.appendText(out, "cluster", to.cluster());
            AccessLog.appendText(out, "experiment", to.experiment());
            AccessLog.appendText(out, "arm", to.arm());
        }
        if (endpoint != null) {
            AccessLog.appendText(out, "endpoint", endpoint.label());
        }
        if (grpcStatus != GrpcStatus.NONE) {
            out.append(",\"grpc\":").append(grpcStatus);
        }
        out.append(",\"tries\":").append(tries);
        out.append(",\"received\":").append(receivedBytes);
        out.append(",\"sent\":").append(sentBytes);
        SpanDraft place = traced;
        if (place != null) {
            AccessLog.appendText(out, "trace", place.traceId());
        }
        if (connectedNanos != 0) {
            AccessLog.appendMillis(out, "queue", (dialNanos == 0 ? connectedNanos : dialNanos) - startNanos);
            AccessLog.appendMillis(out, "connect", dialNanos == 0 ? 0 : connectedNanos - dialNanos);
        }
        if (answerNanos != 0) {
            AccessLog.appendMillis(out, "wait", answerNanos - requestEndNanos);
        }
        AccessLog.appendMillis(out, "millis", now - startNanos);
    }
}
