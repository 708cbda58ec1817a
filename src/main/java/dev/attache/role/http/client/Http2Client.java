package dev.attache.role.http.client;

import dev.attache.base.GrowingBytes;
import dev.attache.net.Outbox;
import dev.attache.role.http.answer.Peer;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.connection.Farewell;
import dev.attache.role.http.h2.ConnectionUser;
import dev.attache.role.http.h2.Http2Connection;
import dev.attache.role.http.h2.Http2Limits;
import dev.attache.role.http.h2.Http2Stream;
import dev.attache.role.http.h2.StreamUser;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http2.FrameWriter;
import dev.attache.wire.http2.Http2Error;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/// One client that speaks HTTP/2: each stream is an exchange of its own. Lives on one event loop and is used there
/// only.
final class Http2Client implements Client, ConnectionUser {
    private static final byte[] PREFACE = FrameWriter.preface();

    /// Of the preface that tells it from a request of HTTP/1.1.
    private static final int TELLING_BYTES = 17;

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    /// How long a client may take nothing of the rest of an answer whose exchange is over.
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Clients clients;
    private final LoopKit loop;
    private final Channel channel;
    private final Outbox outbox;
    private final Peer peer;
    private final boolean secure;
    private final Http2Connection connection;
    private long sinceNanos;

    private Http2Client(Clients clients, Channel channel, Peer peer, boolean secure) {
        this.clients = clients;
        this.loop = clients.loop();
        this.channel = channel;
        this.peer = peer;
        this.secure = secure;
        this.outbox = new Outbox(channel, loop.flusher(), _ -> {});
        this.sinceNanos = loop.now();
        this.connection = new Http2Connection(
                loop,
                channel,
                outbox,
                loop.http2Buffers(),
                Http2Limits.usual(loop.settings().limits().headBytesMax()),
                true,
                this);
    }

    /// Whether the bytes at hand begin as a connection of HTTP/2 does (RFC 9113, 3.3).
    static boolean isAsked(ByteBuf in) {
        int length = Math.min(in.readableBytes(), PREFACE.length);
        if (length < TELLING_BYTES) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
                return false;
            }
        }
        return true;
    }

    /// Puts HTTP/2 at the end of the pipeline: TLS has agreed on it, or the client's first bytes say so.
    static Http2Client begin(Channel channel, Clients clients, Peer peer, boolean secure) {
        Http2Client client = new Http2Client(clients, channel, peer, secure);
        channel.pipeline().addLast(new Http2Handler(clients.loop(), client));
        client.connection.start();
        return client;
    }

    Http2Connection connection() {
        return connection;
    }

    Peer peer() {
        return peer;
    }

    boolean isSecure() {
        return secure;
    }

    @Override
    public void onRequest(Http2Stream stream, GrowingBytes head, boolean last) {
        RequestScanner scanner = loop.requestScanners().shared();
        Outcome outcome = scanner.scan(head.array(), head.length());
        boolean contradicts = outcome == Outcome.HEAD && last && scanner.hasBody();
        if (outcome == Outcome.NEED_MORE || contradicts) {
            stream.reset(Http2Error.PROTOCOL_ERROR);
        } else {
            Http2Exchange exchange = clients.http2Exchange();
            exchange.begin(this, stream);
            if (outcome == Outcome.HEAD) {
                exchange.take(scanner);
            } else {
                exchange.refuseUnread(Refusal.of(scanner.fault()));
            }
        }
        scanner.reset();
    }

    @Override
    public void onLargeHead(Http2Stream stream, boolean last) {
        Http2Exchange exchange = clients.http2Exchange();
        exchange.begin(this, stream);
        exchange.refuseUnread(Refusal.HEAD_TOO_LARGE);
    }

    @Override
    public void onStreamClosed() {
        sinceNanos = loop.now();
    }

    @Override
    public void onGoAway() {
        // The connection ends by itself when the last stream is over.
    }

    @Override
    public void onSettings() {
        // What a client takes counts for streams that attache opens, and it opens none.
    }

    @Override
    public void onEnd(Http2Error why) {
        sinceNanos = loop.now();
        if (why == Http2Error.NO_ERROR) {
            Farewell.close(channel, outbox);
        } else {
            loop.stats().onClientError();
            Farewell.linger(channel, outbox, secure);
        }
    }

    @Override
    public void sweep(long now) {
        if (connection.isEnded()) {
            if (now - sinceNanos > LINGER_NANOS) {
                channel.close();
            }
            return;
        }
        connection.sweep(now, STALL_NANOS, loop.settings().answerBytesPerSecond());
        if (connection.streams() > 0) {
            for (StreamUser each : connection.users()) {
                if (each instanceof Http2Exchange exchange) {
                    exchange.sweep(now);
                }
            }
        } else if (now - sinceNanos > loop.settings().keepAliveNanos()) {
            connection.leave();
        }
    }

    @Override
    public void drain() {
        connection.leave();
    }

    @Override
    public void close() {
        channel.close();
    }

    /// The connection is gone.
    void onGone() {
        connection.onGone();
        outbox.discard();
        clients.leave(this);
    }
}
