package dev.attache.role.http;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;

/// The client's side of one exchange on a stream of HTTP/2.
///
/// What the client sends is credited to its window only when the upstream has taken it, so a slow upstream holds up
/// this
/// stream and no other; at most a window of it is held.
final class Http2Exchange implements Downstream, Runnable {
    private final Http2ClientHandler client;
    private final HttpLoop loop;
    private final Http2FrameStream stream;
    private final Exchange exchange;
    private final HeldBytes held = new HeldBytes();
    private int uncredited;
    private boolean inputEnded;
    private boolean answered;
    private boolean outputEnded;
    private boolean scheduled;
    private long bodyLeft;

    Http2Exchange(Http2ClientHandler client, HttpLoop loop, Http2FrameStream stream) {
        this.client = client;
        this.loop = loop;
        this.stream = stream;
        this.exchange = new Exchange(this, loop);
    }

    void begin(RequestScanner request, boolean ended) {
        inputEnded = ended;
        loop.intake().take(exchange, request);
    }

    /// Refuses a request that is over a limit, and so has no exchange.
    void refuseUnread(Refusal why) {
        exchange.beginUnread();
        refuse(why);
    }

    /// The exchange is over for the client; what still comes of its body is passed over.
    boolean isAnswered() {
        return answered;
    }

    boolean isOver() {
        return answered && inputEnded;
    }

    /// Takes bytes of the body.
    ///
    /// @param flowBytes what they have taken of the windows, padding included
    void onBytes(ByteBuf in, int flowBytes, boolean last) {
        inputEnded = last;
        if (answered) {
            client.credit(stream, flowBytes);
            return;
        }
        uncredited += flowBytes;
        if (held.isEmpty() && takesMore()) {
            exchange.onBody(in);
            settle();
        } else {
            held.add(in, loop.allocator());
        }
    }

    /// The body has ended without further bytes.
    void onInputEnd() {
        inputEnded = true;
        if (!answered && held.isEmpty()) {
            exchange.onBodyEnd();
        }
    }

    private boolean takesMore() {
        UpstreamConnection upstream = exchange.upstream();
        return upstream != null && upstream.isWritable();
    }

    private void settle() {
        client.credit(stream, uncredited);
        uncredited = 0;
        if (inputEnded && !answered) {
            exchange.onBodyEnd();
        }
    }

    @Override
    public void onUpstreamReady() {
        if (!scheduled && !answered) {
            scheduled = true;
            loop.eventLoop().execute(this);
        }
    }

    /// Goes on with what was held.
    @Override
    public void run() {
        scheduled = false;
        loop.tick();
        ByteBuf all = held.all();
        if (!answered && takesMore()) {
            if (all != null) {
                exchange.onBody(all);
                held.drop();
            }
            settle();
        }
    }

    @Override
    public byte[] address() {
        return client.address();
    }

    @Override
    public boolean isSecure() {
        return client.isSecure();
    }

    @Override
    public boolean isFramed() {
        return false;
    }

    @Override
    public void sendInterim(ResponseScanner head) {
        client.write(stream, Http2Heads.response(head, new GrowingBytes()), false);
    }

    @Override
    public void sendHead(ResponseScanner head) {
        boolean bodiless = head.isBodiless(exchange.method());
        bodyLeft = bodiless ? 0 : head.facts().contentLength();
        outputEnded = bodyLeft == 0;
        client.write(stream, Http2Heads.response(head, exchange.answerLines()), outputEnded);
    }

    @Override
    public void sendBody(ByteBuf in, int length) {
        bodyLeft = bodyLeft < 0 ? bodyLeft : bodyLeft - length;
        outputEnded = bodyLeft == 0;
        ByteBuf part = length <= BodyRelay.COPIED_BYTES_MAX
                ? loop.allocator().directBuffer(length).writeBytes(in, length)
                : in.readRetainedSlice(length);
        client.write(stream, part, outputEnded);
    }

    @Override
    public void sendEnd(HeaderLines trailers) {
        if (outputEnded) {
            return;
        }
        outputEnded = true;
        Http2Headers passedOn = Http2Heads.trailers(trailers);
        if (passedOn.isEmpty()) {
            client.write(stream, Unpooled.EMPTY_BUFFER, true);
        } else {
            client.write(stream, passedOn, true);
        }
    }

    @Override
    public void sendWhole(GrowingBytes response, int bodyBytes) {
        ResponseScanner head = loop.responseScanners().shared();
        head.scan(response.array(), response.length());
        int body = exchange.method() == HttpMethod.HEAD ? 0 : bodyBytes;
        client.write(stream, Http2Heads.response(head, exchange.answerLines()), body == 0);
        head.reset();
        if (body > 0) {
            ByteBuf part = loop.allocator().directBuffer(body);
            client.write(stream, part.writeBytes(response.array(), response.length() - bodyBytes, body), true);
        }
        onAnswered();
    }

    @Override
    public void refuse(Refusal why) {
        loop.stats().onRefused(why);
        exchange.log(why.status(), why.label());
        Http2Headers headers = new DefaultHttp2Headers(false, 6)
                .status(Integer.toString(why.status()))
                .add("content-type", "text/plain")
                .add("content-length", Integer.toString(why.bodyBytes()))
                .add("cache-control", "no-store")
                .add("proxy-status", why.proxyStatus());
        if (why.status() == 503) {
            headers.add("retry-after", "1");
        }
        boolean bodiless = exchange.method() == HttpMethod.HEAD;
        client.write(stream, headers, bodiless);
        if (!bodiless) {
            client.write(stream, Unpooled.copiedBuffer(why.body(), StandardCharsets.US_ASCII), true);
        }
        onAnswered();
    }

    @Override
    public void cut() {
        client.reset(stream, Http2Error.INTERNAL_ERROR);
        onAnswered();
    }

    @Override
    public void onAnswered() {
        answered = true;
        held.drop();
        if (uncredited > 0) {
            client.credit(stream, uncredited);
            uncredited = 0;
        }
        client.onAnswered(stream, this);
    }

    @Override
    public boolean isHeldUp() {
        return !held.isEmpty();
    }

    @Override
    public boolean isWritable() {
        return client.isWritable(stream);
    }

    /// The client takes more of the answer.
    void onWritable() {
        UpstreamConnection upstream = exchange.upstream();
        if (upstream != null) {
            upstream.readOn();
        }
    }

    /// No wish for a tunnel gets in by HTTP/2.
    @Override
    public void toTunnel(ResponseScanner granted) {
        throw new IllegalStateException("a tunnel over HTTP/2");
    }

    @Override
    public void onTunnelEnd() {
        throw new IllegalStateException("a tunnel over HTTP/2");
    }

    void sweep(long now) {
        if (!answered) {
            exchange.sweep(now);
        }
    }

    /// The client has taken the stream back, or is gone.
    void abort() {
        held.drop();
        if (!answered) {
            answered = true;
            exchange.abort();
        }
    }
}
