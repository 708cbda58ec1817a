package dev.attache.role.http.client;

import dev.attache.base.GrowingBytes;
import dev.attache.net.tls.TlsServer;
import dev.attache.role.http.answer.Peer;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.proxyprotocol.ProxyHeaderScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/// What a connection has to pass before HTTP: the header of the PROXY protocol, and TLS. All of it together may take
/// `timeouts.head`. What goes wrong is counted and not logged, since who scans ports must not fill a log.
///
/// Nothing of TLS is made before its first byte is there, so a connection that only stands open costs next to nothing.
public final class DoorHandler extends ChannelInboundHandlerAdapter implements Client {
    private static final int TLS_HANDSHAKE = 0x16;

    private final Clients clients;
    private final LoopKit loop;
    private final boolean secure;
    private final GrowingBytes early = new GrowingBytes();
    private final long sinceNanos;
    private DoorState state;
    private @Nullable ChannelHandlerContext context;

    /// @param proxied whether the header of the PROXY protocol has to come first
    /// @param secure whether TLS follows
    public DoorHandler(Clients clients, boolean proxied, boolean secure) {
        this.clients = clients;
        this.loop = clients.loop();
        this.secure = secure;
        this.sinceNanos = loop.now();
        this.state = proxied ? DoorState.PROXY_HEADER : DoorState.FIRST_BYTE;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        clients.enter(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        leave();
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        if (state == DoorState.HANDSHAKE || !early.isEmpty()) {
            onFailed();
        }
        leave();
    }

    private void leave() {
        state = DoorState.CLOSED;
        context = null;
        clients.leave(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        loop.tick();
        ByteBuf in = (ByteBuf) message;
        switch (state) {
            case PROXY_HEADER -> readProxyHeader(reading, in);
            case FIRST_BYTE -> readFirstByte(reading, in);
            case HANDSHAKE, CLOSED -> in.release();
        }
    }

    private void readProxyHeader(ChannelHandlerContext reading, ByteBuf in) {
        int count = in.readableBytes();
        int at = early.reserve(count);
        in.readBytes(early.array(), at, count).release();
        ProxyHeaderScanner scanner = clients.proxyHeaderScanner();
        switch (scanner.scan(early.array(), early.length())) {
            case NEED_MORE -> {}
            case FAULT -> onFailed();
            case HEADER -> {
                if (scanner.source() != null) {
                    Peer.from(scanner.source(), scanner.destination()).sayOf(reading.channel());
                }
                early.removeFirst(scanner.length());
                onProxyHeader(reading, Unpooled.wrappedBuffer(early.array(), 0, early.length()));
            }
        }
    }

    private void onProxyHeader(ChannelHandlerContext reading, ByteBuf rest) {
        state = DoorState.FIRST_BYTE;
        if (!secure) {
            reading.pipeline().replace(this, null, new ClientHandler(clients, false));
            reading.pipeline().fireChannelRead(rest);
        } else if (rest.isReadable()) {
            readFirstByte(reading, rest);
        }
    }

    private void readFirstByte(ChannelHandlerContext reading, ByteBuf in) {
        int first = in.getByte(in.readerIndex());
        if (first == TLS_HANDSHAKE) {
            state = DoorState.HANDSHAKE;
            reading.pipeline().addBefore(reading.name(), null, clients.tls().newHandler(reading.channel()));
            reading.pipeline().fireChannelRead(in);
            return;
        }
        in.release();
        if (first >= 'A' && first <= 'Z') {
            refuse(reading);
        } else {
            onFailed();
        }
    }

    /// A request in the clear gets an answer in the clear.
    private void refuse(ChannelHandlerContext reading) {
        state = DoorState.CLOSED;
        loop.stats().onRefused(Refusal.NOT_BY_TLS);
        reading.writeAndFlush(Unpooled.wrappedBuffer(Refusal.NOT_BY_TLS.answer(true)))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext reading, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && state == DoorState.HANDSHAKE) {
            loop.tick();
            SslHandler handler = reading.pipeline().get(SslHandler.class);
            if (handshake.isSuccess() && handler != null) {
                onAgreed(reading, handler);
            } else {
                onFailed();
            }
        }
    }

    private void onAgreed(ChannelHandlerContext reading, SslHandler handler) {
        X509Certificate shown = TlsServer.clientCertificate(handler);
        if (shown != null) {
            Peer.of(reading.channel()).withProof(ClientProof.of(shown)).sayOf(reading.channel());
        }
        if (ApplicationProtocolNames.HTTP_2.equals(handler.applicationProtocol())) {
            reading.pipeline().remove(this);
            clients.admitHttp2(reading.channel());
        } else {
            reading.pipeline().replace(this, null, new ClientHandler(clients, true));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext reading, Throwable cause) {
        onFailed();
    }

    private void onFailed() {
        ChannelHandlerContext open = context;
        if (state == DoorState.PROXY_HEADER) {
            loop.stats().onProxyHeaderFailed();
        } else if (state != DoorState.CLOSED) {
            loop.stats().onHandshakeFailed();
        }
        state = DoorState.CLOSED;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void sweep(long now) {
        if (now - sinceNanos > loop.settings().headNanos()) {
            onFailed();
        }
    }

    @Override
    public void drain() {
        close();
    }

    @Override
    public void close() {
        ChannelHandlerContext open = context;
        state = DoorState.CLOSED;
        if (open != null) {
            open.channel().unsafe().close(open.voidPromise());
        }
    }
}
