package dev.attache.role.http;

import dev.attache.role.http.affinity.Belonging;
import dev.attache.role.http.experiment.Visit;
import dev.attache.role.http.mirror.BodyCopy;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// What the access log and the experiment will be told of one request. Costs next to nothing where there is neither.
final class RequestRecord {
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
    private @Nullable Target target;
    private @Nullable Pool pool;
    private @Nullable SpanDraft traced;
    private @Nullable BodyCopy copy;

    /// Forgets the request before.
    void begin(long now) {
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
        target = null;
        pool = null;
        traced = null;
        line.setLength(0);
        visit.clear();
        belonging.clear();
        copy = null;
    }

    /// What the request's experiment will be told of it.
    Visit visit() {
        return visit;
    }

    /// Where the request belongs among the endpoints of its cluster, as far as it says so.
    Belonging belonging() {
        return belonging;
    }

    /// Where it is sent; null where nowhere yet.
    @Nullable Target target() {
        return target;
    }

    /// The line that is being put together.
    StringBuilder line() {
        return line;
    }

    /// It has a place in a trace.
    void onTraced(SpanDraft draft) {
        traced = draft;
    }

    /// Its place in a trace; null where there is no tracing.
    @Nullable SpanDraft traced() {
        return traced;
    }

    /// The endpoint that it was sent to last; null where it was sent to none.
    @Nullable Pool pool() {
        return pool;
    }

    /// gRPC says how the call went.
    ///
    /// @param said its status; [GrpcStatus#NONE] where there is none
    void onGrpcStatus(int said, boolean failed) {
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
    void onReceived(ByteBuf in, int bytes) {
        receivedBytes += bytes;
        if (copy != null) {
            copy.take(in, bytes);
        }
    }

    /// Has the request's body copied.
    void copyTo(@Nullable BodyCopy into) {
        copy = into;
    }

    long receivedBytes() {
        return receivedBytes;
    }

    long sentBytes() {
        return sentBytes;
    }

    void onSent(int bytes) {
        sentBytes += bytes;
    }

    void onRequestEnd(long now) {
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
    void onDial(long now) {
        dialNanos = now;
    }

    /// There is a connection for it.
    void onConnection(long now) {
        connectedNanos = now;
    }

    void onAnswer(long now) {
        answerNanos = now;
    }

    void onTarget(Target to) {
        target = to;
    }

    /// It is sent to this endpoint, or sent again.
    void onTry(Pool to) {
        pool = to;
        tries++;
        dialNanos = 0;
        connectedNanos = 0;
    }

    /// It was not sent there after all.
    void onUnsent() {
        tries--;
    }

    /// Of several tries that were under way this endpoint's has answered.
    void onAnswering(Pool by) {
        pool = by;
    }

    int tries() {
        return tries;
    }

    long startNanos() {
        return startNanos;
    }

    long requestEndNanos() {
        return requestEndNanos;
    }

    /// Appends what became of the request.
    void describe(StringBuilder out, long now) {
        Target to = target;
        if (to != null) {
            AccessLog.appendText(out, "cluster", to.cluster().name());
            AccessLog.appendText(out, "experiment", to.destination().experiment());
            AccessLog.appendText(out, "arm", to.destination().arm());
        }
        if (pool != null) {
            AccessLog.appendText(out, "endpoint", pool.endpoint().label());
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
