package dev.attache.role.http.client;

import dev.attache.base.GrowingBytes;
import dev.attache.role.http.answer.Downstream;
import dev.attache.role.http.answer.GrpcAnswer;
import dev.attache.role.http.answer.Peer;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.connection.HeldBytes;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.endpoint.Upstream;
import dev.attache.role.http.exchange.Exchange;
import dev.attache.role.http.h2.Http2Stream;
import dev.attache.role.http.h2.ResponseFields;
import dev.attache.role.http.h2.StreamUser;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.ResponseScanner;
import dev.attache.wire.http2.Http2Error;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// The client's side of one exchange on a stream of HTTP/2. Used for one exchange after the other, of any client on the
/// event loop.
///
/// What the client sends is credited to its window only when the upstream has taken it, so a slow upstream holds up
/// this
/// stream and no other; at most a window of it is held.
final class Http2Exchange implements Downstream, StreamUser, Runnable {
    private static final int TRAILERS_KEPT = 1024;
    private static final int GRANTED = 200;

    private final Clients clients;
    private final LoopKit loop;
    private final Exchange exchange;
    private final HeldBytes held = new HeldBytes();
    private final GrowingBytes trailers = new GrowingBytes();
    private @Nullable Http2Client client;
    private @Nullable Http2Stream stream;
    private int uncredited;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean scheduled;
    private boolean tunnel;
    private boolean grpc;
    private long bodyLeft;

    Http2Exchange(Clients clients) {
        this.clients = clients;
        this.loop = clients.loop();
        this.exchange = new Exchange(this, loop);
    }

    void begin(Http2Client from, Http2Stream on) {
        client = from;
        stream = on;
        uncredited = 0;
        trailers.clear(TRAILERS_KEPT);
        inputEnded = on.isInputEnded();
        outputEnded = false;
        tunnel = false;
        grpc = false;
        on.user(this);
    }

    /// Takes up a request.
    void take(RequestScanner request) {
        stream().expect(request.facts().contentLength());
        grpc = GrpcAnswer.isAsked(request);
        clients.intake().take(exchange, request);
    }

    /// Refuses what is over a limit, and so was not read.
    void refuseUnread(Refusal why) {
        exchange.beginUnread();
        refuse(why);
    }

    private Http2Stream stream() {
        Http2Stream open = stream;
        if (open == null) {
            throw new IllegalStateException("the exchange is over");
        }
        return open;
    }

    private Http2Client client() {
        Http2Client from = client;
        if (from == null) {
            throw new IllegalStateException("the exchange is over");
        }
        return from;
    }

    @Override
    public void onHead(GrowingBytes head, boolean last) {
        throw new IllegalStateException("a client sends no responses");
    }

    @Override
    public void onData(ByteBuf in, int length, boolean last) {
        inputEnded = last;
        uncredited += length;
        int end = in.writerIndex();
        in.writerIndex(in.readerIndex() + length);
        if (held.isEmpty() && takesMore()) {
            pass(in);
            settle();
        } else {
            held.add(in, loop.allocator());
        }
        in.writerIndex(end);
    }

    private void pass(ByteBuf in) {
        Upstream upstream = exchange.upstream();
        if (tunnel && upstream != null) {
            exchange.onProgress();
            upstream.sendBody(in, in.readableBytes(), false);
        } else {
            exchange.onBody(in);
        }
    }

    @Override
    public void onTrailers(GrowingBytes lines) {
        inputEnded = true;
        trailers.append(lines.array(), 0, lines.length());
        if (held.isEmpty() && takesMore()) {
            settle();
        }
    }

    private boolean takesMore() {
        Upstream upstream = exchange.upstream();
        return upstream != null && upstream.isWritable() && tunnel == exchange.isTunnel();
    }

    private void settle() {
        Http2Stream open = stream;
        if (open == null) {
            return;
        }
        int taken = uncredited;
        uncredited = 0;
        open.consumed(taken);
        if (inputEnded && tunnel) {
            exchange.endTunnelInput(loop.framedTrailers().trailers());
        } else if (inputEnded) {
            exchange.onBodyEnd(trailers);
        }
    }

    @Override
    public void onUpstreamReady() {
        if (!scheduled && (!held.isEmpty() || inputEnded && (tunnel || exchange.request() == Half.FLOWING))) {
            scheduled = true;
            loop.eventLoop().execute(this);
        }
    }

    /// Goes on with what was held.
    @Override
    public void run() {
        scheduled = false;
        if (stream == null) {
            clients.takeBack(this);
            return;
        }
        loop.tick();
        ByteBuf all = held.all();
        if (takesMore()) {
            if (all != null) {
                pass(all);
                held.drop();
            }
            settle();
        }
    }

    @Override
    public Peer peer() {
        return client().peer();
    }

    @Override
    public boolean isSecure() {
        return client().isSecure();
    }

    @Override
    public boolean isFramed() {
        return false;
    }

    @Override
    public void sendInterim(ResponseScanner head) {
        Http2Stream to = stream();
        ResponseFields.append(head, head.status(), 0, to.beginHead());
        to.endHead(false);
    }

    @Override
    public void sendHead(ResponseScanner head) {
        boolean bodiless = head.isBodiless(exchange.method());
        bodyLeft = bodiless ? 0 : head.facts().contentLength();
        sendHead(head, bodyLeft == 0);
    }

    @Override
    public void sendOnlyHead(ResponseScanner head, HeaderLines none) {
        sendHead(head, true);
    }

    private void sendHead(ResponseScanner head, boolean last) {
        Http2Stream to = stream();
        GrowingBytes fields = to.beginHead();
        ResponseFields.append(head, head.status(), 0, fields);
        GrowingBytes added = exchange.answerLines();
        ResponseFields.appendLines(added.array(), 0, added.length(), fields);
        outputEnded = last;
        to.endHead(last);
    }

    @Override
    public void sendBody(ByteBuf in, int length) {
        bodyLeft = bodyLeft < 0 ? bodyLeft : bodyLeft - length;
        outputEnded = bodyLeft == 0;
        stream().send(in, length, outputEnded);
    }

    @Override
    public void sendEnd(HeaderLines trailers) {
        if (outputEnded) {
            return;
        }
        outputEnded = true;
        ResponseFields.end(stream(), trailers);
    }

    @Override
    public void sendWhole(GrowingBytes response, int bodyBytes) {
        ResponseScanner head = loop.responseScanners().shared();
        head.scan(response.array(), response.length());
        int body = exchange.method() == HttpMethod.HEAD ? 0 : bodyBytes;
        sendHead(head, body == 0);
        head.reset();
        if (body > 0) {
            sendLast(response.array(), response.length() - bodyBytes, body);
        }
        onAnswered();
    }

    private void sendLast(byte[] bytes, int from, int length) {
        outputEnded = true;
        stream().send(Unpooled.wrappedBuffer(bytes, from, length), length, true);
    }

    @Override
    public void refuse(Refusal why) {
        loop.stats().onRefused(why);
        exchange.log(why.status(), why.label());
        if (grpc) {
            refuseGrpc(why);
            return;
        }
        byte[] answer = why.answer(false);
        ResponseScanner head = loop.responseScanners().shared();
        head.scan(answer, answer.length);
        boolean bodiless = exchange.method() == HttpMethod.HEAD;
        exchange.answerLines().clear();
        sendHead(head, bodiless);
        head.reset();
        if (!bodiless) {
            sendLast(answer, answer.length - why.bodyBytes(), why.bodyBytes());
        }
        onAnswered();
    }

    private void refuseGrpc(Refusal why) {
        Http2Stream to = stream();
        GrpcAnswer.append(why, to.beginHead());
        outputEnded = true;
        to.endHead(true);
        onAnswered();
    }

    @Override
    public void cut() {
        Http2Stream cut = stream();
        settleEnd();
        cut.cut(exchange.isTunnel() ? Http2Error.CONNECT_ERROR : Http2Error.INTERNAL_ERROR);
    }

    /// The rest of a body that nobody reads is declined (RFC 9113, 8.1).
    @Override
    public void onAnswered() {
        Http2Stream done = stream();
        settleEnd();
        if (!done.isInputEnded() && done.isOutputEnded()) {
            done.reset(Http2Error.NO_ERROR);
        }
    }

    /// The exchange is over, and this is free for another; what is left to be sent is the stream's own.
    private void settleEnd() {
        Http2Stream done = stream();
        held.drop();
        int taken = uncredited;
        uncredited = 0;
        stream = null;
        client = null;
        done.leave();
        done.consumed(taken);
        if (!scheduled) {
            clients.takeBack(this);
        }
    }

    @Override
    public boolean isHeldUp() {
        return !held.isEmpty();
    }

    @Override
    public boolean isWritable() {
        return stream == null || stream.isWritable();
    }

    /// The client takes more of the answer.
    @Override
    public void onWritable() {
        Upstream upstream = exchange.upstream();
        if (upstream != null) {
            upstream.readOn();
        }
    }

    /// A tunnel is granted by 200, and needs no proof of it (RFC 8441, 5).
    @Override
    public void toTunnel(ResponseScanner granted) {
        Http2Stream to = stream();
        ResponseFields.append(granted, GRANTED, HeaderName.SEC_WEBSOCKET_ACCEPT.bit(), to.beginHead());
        to.endHead(false);
        tunnel = true;
        bodyLeft = -1;
        onUpstreamReady();
    }

    @Override
    public void onTunnelHalfEnd() {
        outputEnded = true;
        stream().send(Unpooled.EMPTY_BUFFER, 0, true);
    }

    @Override
    public void onTunnelEnd() {
        exchange.abort();
        outputEnded = true;
        stream().send(Unpooled.EMPTY_BUFFER, 0, true);
        onAnswered();
    }

    void sweep(long now) {
        exchange.sweep(now);
    }

    /// The client has taken the stream back, or is gone.
    @Override
    public void onReset(Http2Error why, boolean untouched) {
        exchange.abort();
        settleEnd();
    }
}
