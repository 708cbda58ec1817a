package dev.attache.role.http.endpoint;

import dev.attache.base.GrowingBytes;
import dev.attache.role.http.answer.GrpcStatus;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.h2.Http2Stream;
import dev.attache.role.http.h2.RequestFields;
import dev.attache.role.http.h2.ResponseFields;
import dev.attache.role.http.h2.StreamUser;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import dev.attache.wire.http2.Http2Error;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One request on a stream of an upstream's connection, from the moment that it waits for one.
///
/// ```
/// Waiting ──the connection is there──▶ Sent ──head──▶ Answering ──the last byte──▶ Over
///    └──────────────┴── failed, or nobody has a use for it any more ──▶ Over
/// ```
final class Http2Call implements Upstream, StreamUser {
    private static final int OK = 200;
    private static final int SERVER_ERRORS_FROM = 500;
    private static final String SWITCHED = "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: ";

    private final LoopKit loop;
    private final Pool pool;
    private final Attempt attempt;
    private @Nullable UpstreamRequest request;
    private @Nullable Http2Stream stream;
    private boolean tunnel;
    private boolean bodySent;
    private int interims;
    private int unread;
    private int judged;
    private boolean verdictDue;

    Http2Call(LoopKit loop, Pool pool, UpstreamRequest request) {
        this.loop = loop;
        this.pool = pool;
        this.request = request;
        this.attempt = new Attempt(pool);
        attempt.begin(loop.now());
    }

    /// Whether nobody waits for it any more.
    boolean isOver() {
        return request == null;
    }

    /// The connection is there.
    void begin(Http2Upstream connection) {
        UpstreamRequest serving = request;
        if (serving == null) {
            return;
        }
        if (serving.websocket() != null && !connection.takesWebsockets()) {
            serving.fail(Refusal.UNREACHABLE);
        } else {
            stream = connection.open(this);
            serving.onConnection(this);
        }
    }

    /// No connection came about.
    void onUnreachable(Refusal why) {
        UpstreamRequest serving = request;
        if (serving != null) {
            attempt.onFailure(loop.now());
            end();
            serving.tries().onUnreachable(this, pool, why);
        }
    }

    /// There is no connection for it, and none can be made.
    void onTurnedAway() {
        UpstreamRequest serving = request;
        if (serving != null) {
            end();
            serving.tries().onTurnedAway();
        }
    }

    /// Its endpoint is used no more, and nothing was sent to it.
    void onHandedOver() {
        UpstreamRequest serving = request;
        if (serving != null) {
            end();
            serving.tries().onHandedOver(this);
        }
    }

    private Http2Stream stream() {
        Http2Stream open = stream;
        if (open == null) {
            throw new IllegalStateException("no stream yet");
        }
        return open;
    }

    @Override
    public void sendHead(GrowingBytes head, boolean last) {
        UpstreamRequest serving = request;
        if (serving == null) {
            return;
        }
        boolean websocket = serving.websocket() != null;
        Http2Stream to = stream();
        boolean secure = pool.cluster().config().tls().enabled();
        RequestFields.append(head.array(), secure, websocket, serving.takesTrailers(), to.beginHead());
        to.endHead(last && !websocket);
    }

    @Override
    public void sendBody(ByteBuf in, int length, boolean chunked) {
        bodySent = true;
        stream().send(in, length, false);
    }

    @Override
    public void sendEnd(HeaderLines trailers, boolean chunked) {
        bodySent = true;
        ResponseFields.end(stream(), trailers);
    }

    @Override
    public boolean isWritable() {
        return stream == null || stream.isWritable();
    }

    @Override
    public void onWritable() {
        UpstreamRequest serving = request;
        if (serving != null) {
            serving.client().onUpstreamReady();
        }
    }

    @Override
    public void onHead(GrowingBytes head, boolean last) {
        UpstreamRequest serving = request;
        if (serving == null) {
            return;
        }
        ResponseScanner scanner = loop.responseScanners().shared();
        Outcome outcome = scanner.scan(head.array(), head.length());
        if (outcome != Outcome.HEAD) {
            onNonsense(serving);
        } else if (scanner.isInterim()) {
            onInterim(serving, scanner);
        } else if (serving.websocket() != null && scanner.status() / 100 == 2 && !last) {
            onGranted(serving, head, scanner);
        } else {
            onFinal(serving, scanner, last);
        }
        scanner.reset();
    }

    /// Tells it as a server of HTTP/1.1 would have, so that there is one way for a tunnel to open.
    private void onGranted(UpstreamRequest serving, GrowingBytes head, ResponseScanner scanner) {
        Websocket wish = serving.websocket();
        GrowingBytes switched = loop.scratch();
        int lines = scanner.startLineEnd();
        switched.clear();
        switched.append(SWITCHED);
        if (wish != null) {
            switched.append(wish.accept());
        }
        switched.append("\r\n");
        switched.append(head.array(), lines, head.length() - lines);
        scanner.reset();
        byte[] text = Arrays.copyOf(switched.array(), switched.length());
        if (scanner.scan(text, text.length) != Outcome.HEAD) {
            onNonsense(serving);
            return;
        }
        tunnel = true;
        attempt.onAnswer(scanner.status(), scanner.headers(), loop.now(), loop.now());
        pool.onAnswer(scanner.status());
        serving.onAnswer(scanner, scanner.status());
        serving.client().toTunnel(scanner);
    }

    private void onInterim(UpstreamRequest serving, ResponseScanner head) {
        if (++interims > INTERIM_MAX) {
            onNonsense(serving);
        } else {
            serving.client().sendInterim(head);
        }
    }

    private void onFinal(UpstreamRequest serving, ResponseScanner head, boolean last) {
        boolean bodiless = head.isBodiless(serving.method());
        if (!bodiless) {
            stream().expect(head.facts().contentLength());
            if (last && head.facts().contentLength() > 0) {
                onNonsense(serving);
                return;
            }
        }
        judge(serving, head, last);
        serving.tries().onFirst(this);
        if (serving.tries().passesOver(head, judged)) {
            pool.onAnswer(judged);
            toOver();
            serving.tries().onPassedOver();
            return;
        }
        pool.bind(serving);
        serving.onAnswer(head, judged);
        if (last) {
            pool.onAnswer(judged);
            serving.client().sendOnlyHead(head, loop.framedTrailers().trailers());
            toOver();
            serving.onAnswerEnd();
        } else {
            serving.client().sendHead(head);
        }
    }

    /// Finds what the answer is judged by: its status, or that of gRPC, which comes here or in trailers.
    private void judge(UpstreamRequest serving, ResponseScanner head, boolean last) {
        long sent = Attempt.sentNanos(serving, loop.now());
        judged = head.status();
        if (judged == OK && GrpcStatus.isSpoken(head.headers())) {
            int said = GrpcStatus.in(head.headers());
            verdictDue = !last && said == GrpcStatus.NONE;
            if (verdictDue) {
                attempt.onHead(sent, loop.now());
                return;
            }
            judge(serving, said);
        }
        attempt.onAnswer(judged, head.headers(), sent, loop.now());
    }

    /// @param said the status of gRPC; a time that ran out is not the server's fault where the client has set it
    private void judge(UpstreamRequest serving, int said) {
        judged = serving.hasDeadline() && said == GrpcStatus.DEADLINE_EXCEEDED
                ? GrpcStatus.asHttp(GrpcStatus.CANCELLED)
                : GrpcStatus.asHttp(said);
        serving.record().onGrpcStatus(said, judged >= SERVER_ERRORS_FROM);
    }

    @Override
    public void onData(ByteBuf in, int length, boolean last) {
        UpstreamRequest serving = request;
        if (serving == null) {
            stream().consumed(length);
            return;
        }
        serving.onAnswerBytes(length);
        if (length > 0) {
            serving.client().sendBody(in, length);
        }
        unread += length;
        if (serving.client().isWritable()) {
            readOn();
        }
        if (last) {
            if (tunnel) {
                toOver();
                serving.client().onTunnelEnd();
            } else {
                onEnd(serving, loop.framedTrailers().trailers());
            }
        }
    }

    /// Lets the upstream send so much more as the client has taken.
    @Override
    public void readOn() {
        int taken = unread;
        unread = 0;
        if (taken > 0) {
            stream().consumed(taken);
        }
    }

    @Override
    public void onTrailers(GrowingBytes lines) {
        UpstreamRequest serving = request;
        if (serving == null) {
            return;
        }
        BodyScanner framed = loop.framedTrailers();
        if (framed.end(lines.array(), lines.length())) {
            onEnd(serving, framed.trailers());
        } else {
            onNonsense(serving);
        }
    }

    private void onEnd(UpstreamRequest serving, HeaderLines trailers) {
        if (verdictDue) {
            judge(serving, GrpcStatus.in(trailers));
            attempt.onVerdict(judged, loop.now());
            serving.onVerdict(judged);
        }
        pool.onAnswer(judged);
        serving.client().sendEnd(trailers);
        toOver();
        serving.onAnswerEnd();
    }

    private void end() {
        request = null;
        attempt.end(loop.now());
    }

    private void onFailure(String why) {
        attempt.onFailure(loop.now());
        pool.onFailure(why);
    }

    @Override
    public void onSilence() {
        onFailure("no answer in time");
    }

    /// What has not been sent of the request is of no use any more.
    private void toOver() {
        end();
        Http2Stream done = stream();
        readOn();
        done.leave();
        if (!done.isClosed()) {
            done.reset(Http2Error.CANCEL);
        }
    }

    private void onNonsense(UpstreamRequest serving) {
        onFailure("its response is malformed");
        toOver();
        serving.onBroken(this, Refusal.NONSENSE);
    }

    @Override
    public void onReset(Http2Error why, boolean untouched) {
        UpstreamRequest serving = request;
        if (serving == null) {
            return;
        }
        if (!untouched) {
            attempt.onFailure(loop.now());
        }
        end();
        if (tunnel) {
            serving.client().onTunnelEnd();
        } else if (serving.response() != Half.AWAITED) {
            serving.onBroken(this, Refusal.LOST);
        } else if (untouched && !bodySent) {
            serving.tries().onRefused(this, pool);
        } else {
            onLost(serving, why);
        }
    }

    private void onLost(UpstreamRequest serving, Http2Error why) {
        switch (why) {
            case PROTOCOL_ERROR, FLOW_CONTROL_ERROR, FRAME_SIZE_ERROR, COMPRESSION_ERROR -> {
                pool.onFailure("broke HTTP/2");
                serving.onBroken(this, Refusal.NONSENSE);
            }
            default -> serving.tries().onLost(this, pool, false);
        }
    }

    @Override
    public void abandon() {
        end();
        Http2Stream open = stream;
        if (open != null) {
            open.leave();
            open.reset(Http2Error.CANCEL);
        }
    }
}
