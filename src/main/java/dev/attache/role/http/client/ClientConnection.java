package dev.attache.role.http.client;

import dev.attache.base.GrowingBytes;
import dev.attache.net.Outbox;
import dev.attache.role.http.answer.Downstream;
import dev.attache.role.http.answer.Peer;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.connection.Farewell;
import dev.attache.role.http.connection.HeldBytes;
import dev.attache.role.http.connection.OpenScan;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.endpoint.Upstream;
import dev.attache.role.http.exchange.Exchange;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HttpFault;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/// One client: cuts its bytes into requests, one at a time, and sends the answers.
///
/// What came too early, such as a second request before the first is answered, is held, and nothing more is read until
/// it is its turn. Run as a task, it goes on with what was held. Lives on one event loop and is used there only.
final class ClientConnection implements Client, Downstream, Runnable {
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Clients clients;
    private final LoopKit loop;
    private final Channel channel;
    private final Outbox outbox;
    private final Peer peer;
    private final boolean secure;
    private final Exchange exchange;
    private final AnswerWriter answers;
    private final HeldBytes held = new HeldBytes();
    private final OpenScan<RequestScanner> scan;
    private final ReadGate gate;
    private final Lull lull;
    private ClientState state = ClientState.READING;
    private boolean scheduled;
    private boolean inputEnded;

    ClientConnection(Clients clients, Channel channel, Peer peer, boolean secure) {
        this.clients = clients;
        this.loop = clients.loop();
        this.channel = channel;
        this.peer = peer;
        this.secure = secure;
        this.outbox = new Outbox(channel, loop.flusher(), _ -> {});
        this.exchange = new Exchange(this, loop);
        this.answers = new AnswerWriter(loop, exchange, outbox);
        this.gate = new ReadGate(channel);
        this.lull = new Lull(channel, outbox, loop);
        this.scan = new OpenScan<>(loop.requestScanners());
    }

    @Override
    public Peer peer() {
        return peer;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    void onBytes(ByteBuf in) {
        if (!held.isEmpty()) {
            ByteBuf all = held.add(in, loop.allocator());
            if (gate.isOpen()) {
                readHeld(all);
            }
            return;
        }
        read(in);
        if (in.isReadable() && state != ClientState.CLOSED) {
            held.add(in, loop.allocator());
        }
    }

    private void readHeld(ByteBuf all) {
        read(all);
        if (state == ClientState.CLOSED) {
            held.drop();
        } else {
            held.settle();
        }
    }

    private void read(ByteBuf in) {
        boolean more = true;
        while (more && gate.isOpen() && in.isReadable()) {
            more = switch (state) {
                case READING -> readHead(in);
                case SERVING -> readBody(in);
                case TUNNELLING -> readTunnel(in);
                case LINGERING, CLOSED -> {
                    in.skipBytes(in.readableBytes());
                    yield false;
                }
            };
        }
    }

    private boolean readHead(ByteBuf in) {
        RequestScanner scanner = scan.scanner();
        Outcome outcome = loop.scan(scanner, in);
        switch (outcome) {
            case HEAD -> {
                in.skipBytes(scanner.length());
                state = ClientState.SERVING;
                clients.intake().take(exchange, scanner);
                scan.close();
            }
            case FAULT -> {
                HttpFault fault = scanner.fault();
                scan.close();
                if (!secure && Http2Client.isAsked(in)) {
                    toHttp2(in);
                } else {
                    refuseUnread(Refusal.of(fault));
                }
            }
            case NEED_MORE -> {
                if (!scan.isOpen()) {
                    scan.keep();
                    lull.begin();
                }
            }
        }
        return outcome != Outcome.NEED_MORE;
    }

    private void toHttp2(ByteBuf in) {
        state = ClientState.CLOSED;
        channel.pipeline().removeLast();
        clients.toHttp2(this, channel);
        channel.pipeline().fireChannelRead(in.readRetainedSlice(in.readableBytes()));
    }

    private boolean readBody(ByteBuf in) {
        if (exchange.request() != Half.FLOWING) {
            gate.close(ReadGate.TURN);
            return false;
        }
        Upstream upstream = exchange.upstream();
        if (upstream == null) {
            gate.close(ReadGate.UPSTREAM);
            return false;
        }
        if (exchange.onBody(in) && !upstream.isWritable()) {
            gate.close(ReadGate.UPSTREAM);
        }
        return true;
    }

    private boolean readTunnel(ByteBuf in) {
        Upstream upstream = exchange.upstream();
        if (upstream != null) {
            exchange.onProgress();
            upstream.sendBody(in, in.readableBytes(), false);
            if (!upstream.isWritable()) {
                gate.close(ReadGate.UPSTREAM);
            }
        }
        return upstream != null;
    }

    @Override
    public void onUpstreamReady() {
        resume(ReadGate.UPSTREAM);
    }

    private void resume(int why) {
        if (gate.release(why) && !scheduled) {
            scheduled = true;
            loop.eventLoop().execute(this);
        }
    }

    @Override
    public boolean isHeldUp() {
        return gate.isClosedBy(ReadGate.UPSTREAM);
    }

    @Override
    public void run() {
        scheduled = false;
        if (!gate.isOpen() || state == ClientState.CLOSED) {
            return;
        }
        loop.tick();
        ByteBuf earlier = held.all();
        if (earlier != null) {
            readHeld(earlier);
        }
        if (gate.isOpen()) {
            if (inputEnded) {
                onInputEnd();
            } else {
                gate.open();
            }
        }
    }

    @Override
    public void sendInterim(ResponseScanner head) {
        answers.sendInterim(head);
    }

    @Override
    public void sendHead(ResponseScanner head) {
        answers.sendHead(head);
    }

    @Override
    public void sendBody(ByteBuf in, int length) {
        answers.sendBody(in, length);
    }

    @Override
    public void sendEnd(HeaderLines trailers) {
        answers.sendEnd(trailers);
    }

    @Override
    public void sendWhole(GrowingBytes response, int bodyBytes) {
        answers.sendWhole(response, bodyBytes);
        onAnswered();
    }

    @Override
    public void onAnswered() {
        boolean more = !held.isEmpty() && !inputEnded;
        if (exchange.request() != Half.ENDED || exchange.isLast() && more) {
            toLingering();
        } else if (exchange.isLast()) {
            toClosed();
        } else {
            state = ClientState.READING;
            lull.begin();
            if (!channel.isWritable()) {
                gate.close(ReadGate.OUTPUT);
            }
            resume(ReadGate.TURN | ReadGate.UPSTREAM);
            if (inputEnded && held.isEmpty()) {
                toClosed();
            }
        }
    }

    @Override
    public void refuse(Refusal why) {
        if (why.endsConnection() || exchange.request() != Half.ENDED) {
            exchange.toLast();
        }
        answers.send(why, state == ClientState.SERVING);
        onAnswered();
    }

    /// Answers what could not be read as a request.
    private void refuseUnread(Refusal why) {
        exchange.beginUnread();
        answers.send(why, false);
        toLingering();
    }

    @Override
    public void cut() {
        state = ClientState.CLOSED;
        Farewell.cut(channel, outbox, !exchange.isHttp11() || exchange.isTunnel());
    }

    @Override
    public void toTunnel(ResponseScanner granted) {
        answers.sendSwitch(granted);
        state = ClientState.TUNNELLING;
        gate.close(ReadGate.TURN);
        resume(ReadGate.TURN);
    }

    private void toLingering() {
        state = ClientState.LINGERING;
        lull.begin();
        gate.release(ReadGate.TURN | ReadGate.UPSTREAM | ReadGate.OUTPUT);
        Farewell.linger(channel, outbox, secure || inputEnded);
    }

    private void toClosed() {
        state = ClientState.CLOSED;
        Farewell.close(channel, outbox);
    }

    @Override
    public void onTunnelHalfEnd() {
        Farewell.endOutput(channel, outbox, secure);
    }

    @Override
    public void onTunnelEnd() {
        exchange.abort();
        toClosed();
    }

    /// The client has sent its last byte and may still be reading: what it has asked for is answered.
    void onInputShutdown() {
        inputEnded = true;
        if (gate.isOpen()) {
            onInputEnd();
        }
    }

    private void onInputEnd() {
        switch (state) {
            case READING, LINGERING -> toClosed();
            case SERVING -> {
                exchange.toLast();
                if (exchange.request() == Half.FLOWING) {
                    exchange.abort();
                    toClosed();
                }
            }
            case TUNNELLING -> exchange.endTunnelInput(loop.framedTrailers().trailers());
            case CLOSED -> {}
        }
    }

    void onWritabilityChanged() {
        Upstream upstream = exchange.upstream();
        if (upstream != null && channel.isWritable()) {
            upstream.readOn();
        }
        if (channel.isWritable()) {
            resume(ReadGate.OUTPUT);
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public long unsentBytes() {
        return outbox.pendingBytes();
    }

    @Override
    public void sweep(long now) {
        switch (state) {
            case READING -> {
                if (!scan.isOpen()) {
                    lull.sweep(loop.settings().keepAliveNanos(), now);
                } else if (lull.isLongerThan(loop.settings().headNanos(), now)) {
                    refuseUnread(Refusal.HEAD_TOO_SLOW);
                }
            }
            case SERVING, TUNNELLING -> exchange.sweep(now);
            case LINGERING -> lull.sweep(LINGER_NANOS, now);
            case CLOSED -> lull.sweep(Long.MAX_VALUE, now);
        }
    }

    @Override
    public void drain() {
        exchange.toLast();
        if (state == ClientState.READING && !scan.isOpen()) {
            toClosed();
        }
    }

    @Override
    public void close() {
        channel.close();
    }

    /// The connection is gone, and whatever it waited for with it.
    void onGone() {
        if (state == ClientState.SERVING || state == ClientState.TUNNELLING) {
            exchange.abort();
        }
        state = ClientState.CLOSED;
        held.drop();
        scan.close();
        outbox.discard();
    }
}
