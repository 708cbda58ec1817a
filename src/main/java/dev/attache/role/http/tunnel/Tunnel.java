package dev.attache.role.http.tunnel;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.net.DialException;
import dev.attache.net.DialPlan;
import dev.attache.net.Dialer;
import dev.attache.net.Outbox;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.connection.BodyRelay;
import dev.attache.role.http.connection.FarEnd;
import dev.attache.role.http.connection.Farewell;
import dev.attache.role.http.connection.UpstreamHandler;
import dev.attache.role.http.endpoint.Pool;
import dev.attache.role.http.endpoint.Upstream;
import dev.attache.role.http.exchange.Exchange;
import dev.attache.role.http.limit.Slots;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Promise;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A tunnel that a client has asked for by CONNECT (RFC 9110, 9.3.6; RFC 9113, 8.5): the TCP connection to what it has
/// named. The end of either side is passed on to the other and leaves the other direction open; so is a reset, which
/// ends both. Lives on one event loop and is used there only.
final class Tunnel implements Upstream, FarEnd {
    private static final byte[] GRANTED = Ascii.bytes("HTTP/1.1 200 Connection established\r\n\r\n");
    private static final long LINGER_SECONDS = 2;

    private final LoopKit loop;
    private final Exchange exchange;
    private final Slots places;
    private TunnelState state = TunnelState.DIALING;
    private @Nullable Channel channel;
    private @Nullable Outbox outbox;
    private boolean readPaused;

    private Tunnel(LoopKit loop, Exchange exchange, Slots places) {
        this.loop = loop;
        this.exchange = exchange;
        this.places = places;
    }

    /// Connects, and opens the tunnel or has the client told why not. The place that it has taken is given back
    /// when it is over.
    static void open(LoopKit loop, Exchange exchange, DialPlan plan, Slots places) {
        Tunnel tunnel = new Tunnel(loop, exchange, places);
        exchange.startTunnel(tunnel, loop.settings().tunnels());
        Promise<Channel> dialed =
                Dialer.dial(loop.eventLoop(), loop.transport(), plan, new UpstreamHandler(tunnel, loop));
        dialed.addListener(_ -> tunnel.onDialed(dialed));
    }

    private void onDialed(Promise<Channel> dialed) {
        loop.tick();
        if (state == TunnelState.CLOSED) {
            if (dialed.isSuccess()) {
                dialed.getNow().close();
            }
        } else if (dialed.isSuccess()) {
            onConnected(dialed.getNow());
        } else {
            exchange.fail(Refusal.of(DialException.faultOf(dialed.cause())));
        }
    }

    private void onConnected(Channel connected) {
        connected.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        connected.config().setWriteBufferWaterMark(Pool.UNSENT_BYTES);
        loop.serveReads(connected);
        channel = connected;
        outbox = new Outbox(connected, loop.flusher(), _ -> {});
        state = TunnelState.OPEN;
        exchange.onConnection(this);
        ResponseScanner granted = loop.responseScanners().shared();
        granted.scan(GRANTED, GRANTED.length);
        exchange.onAnswer(granted, granted.status());
        exchange.client().toTunnel(granted);
        granted.reset();
    }

    private Channel channel() {
        return Objects.requireNonNull(channel, "not connected");
    }

    private Outbox outbox() {
        return Objects.requireNonNull(outbox, "not connected");
    }

    /// What asked for the tunnel is no business of what it leads to.
    @Override
    public void sendHead(GrowingBytes head, boolean last) {}

    @Override
    public void sendBody(ByteBuf in, int length, boolean chunked) {
        exchange.record().onReceived(in, length);
        BodyRelay.send(in, length, false, outbox(), loop.scratch());
    }

    /// The client sends nothing more.
    @Override
    public void sendEnd(HeaderLines trailers, boolean chunked) {
        switch (state) {
            case OPEN -> {
                state = TunnelState.CLIENT_ENDED;
                Farewell.endOutput(channel(), outbox(), false);
            }
            case TARGET_ENDED -> toEnded();
            case DIALING, CLIENT_ENDED, ENDED, CLOSED -> {}
        }
    }

    private void toEnded() {
        state = TunnelState.ENDED;
        exchange.client().onTunnelEnd();
    }

    @Override
    public boolean isWritable() {
        return channel != null && channel.isWritable();
    }

    @Override
    public void onWritabilityChanged() {
        if (state != TunnelState.CLOSED && isWritable()) {
            exchange.client().onUpstreamReady();
        }
    }

    @Override
    public void onBytes(ByteBuf in) {
        if (state == TunnelState.OPEN || state == TunnelState.CLIENT_ENDED) {
            int length = in.readableBytes();
            exchange.onAnswerBytes(length);
            exchange.client().sendBody(in, length);
            if (state != TunnelState.CLOSED && !readPaused && !exchange.client().isWritable()) {
                readPaused = true;
                channel().config().setAutoRead(false);
            }
        }
    }

    @Override
    public void readOn() {
        Channel open = channel;
        if (readPaused && open != null) {
            readPaused = false;
            open.config().setAutoRead(true);
        }
    }

    /// The target sends nothing more.
    @Override
    public void onInputEnd() {
        switch (state) {
            case OPEN -> {
                state = TunnelState.TARGET_ENDED;
                exchange.client().onTunnelHalfEnd();
            }
            case CLIENT_ENDED -> toEnded();
            case DIALING, TARGET_ENDED, ENDED, CLOSED -> {}
        }
    }

    /// The connection is gone, and not in order, since that shows before.
    @Override
    public void onGone(String failure) {
        Outbox out = outbox;
        if (out != null) {
            out.discard();
        }
        if (state != TunnelState.CLOSED && state != TunnelState.DIALING) {
            exchange.fail(Refusal.LOST);
        }
    }

    @Override
    public void onSilence() {}

    /// What a client has sent to the end still goes out: where both ends were seen, and where TLS knows of no end but
    /// of the whole connection's.
    @Override
    public void abandon() {
        if (state == TunnelState.CLOSED) {
            return;
        }
        boolean inOrder = state == TunnelState.ENDED
                || exchange.client().isSecure() && exchange.client().isFramed();
        state = TunnelState.CLOSED;
        places.leave();
        Channel open = channel;
        if (open == null || !open.isOpen()) {
            return;
        }
        if (inOrder) {
            Farewell.close(open, outbox());
            loop.eventLoop().schedule(() -> open.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        } else {
            open.config().setOption(ChannelOption.SO_LINGER, 0);
            open.close();
        }
    }
}
