package dev.attache.testing;

import dev.attache.base.HostPort;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// A WebSocket server of Netty's own codec, as strict as RFC 6455 has it, that sends every frame back.
public final class WebsocketEcho implements AutoCloseable {
    private static final int FRAME_BYTES_MAX = 32 << 20;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel server;

    private WebsocketEcho(boolean compressing) {
        this.server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new Pipeline(compressing))
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    /// Starts one on a free port that knows of no extension.
    public static WebsocketEcho start() {
        return new WebsocketEcho(false);
    }

    /// Starts one that compresses where the client asks for it (RFC 7692). Netty's codec then takes every reserved bit
    /// for one of an extension.
    public static WebsocketEcho compressing() {
        return new WebsocketEcho(true);
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {
        private final boolean compressing;

        Pipeline(boolean compressing) {
            this.compressing = compressing;
        }

        @Override
        protected void initChannel(Channel channel) {
            var config = WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath("/")
                    .checkStartsWith(true)
                    .maxFramePayloadLength(FRAME_BYTES_MAX)
                    .allowExtensions(compressing)
                    // Else each connection ends with 1000, whatever was wrong with it.
                    .sendCloseFrame(null)
                    .build();
            channel.pipeline().addLast(new HttpServerCodec()).addLast(new HttpObjectAggregator(64 * 1024));
            if (compressing) {
                channel.pipeline().addLast(new WebSocketServerCompressionHandler(FRAME_BYTES_MAX));
            }
            channel.pipeline()
                    .addLast(new WebSocketServerProtocolHandler(config))
                    .addLast(new Echo());
        }
    }

    private static final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            context.writeAndFlush(frame.retain());
        }

        /// What is wrong with a frame was told to the client already.
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", ((InetSocketAddress) server.localAddress()).getPort());
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
