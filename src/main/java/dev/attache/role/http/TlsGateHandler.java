package dev.attache.role.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/// Waits for TLS, then puts the client's protocol in its own place. A handshake that fails ends the connection and is
/// counted; who scans ports must not fill a log.
final class TlsGateHandler extends ApplicationProtocolNegotiationHandler {
    private final HttpLoop loop;
    private boolean failed;

    TlsGateHandler(HttpLoop loop) {
        super(ApplicationProtocolNames.HTTP_1_1);
        this.loop = loop;
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
        if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
            loop.admitHttp2(context.channel());
        } else {
            context.pipeline().addLast(new ClientHandler(loop, true));
        }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
        onFailed(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        onFailed(context);
    }

    private void onFailed(ChannelHandlerContext context) {
        if (!failed) {
            failed = true;
            loop.stats().onHandshakeFailed();
            context.close();
        }
    }
}
