package dev.attache.testing;

import dev.attache.base.HostPort;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A WebSocket client of Netty's own codec, as strict as RFC 6455 has it, that sends every frame back.
public final class WebsocketEchoClient implements AutoCloseable {
    private static final int FRAME_BYTES_MAX = 32 << 20;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HostPort server;

    /// @param server where connections go
    public WebsocketEchoClient(HostPort server) {
        this.server = server;
    }

    /// Connects, and sends back what comes until the server closes.
    ///
    /// @param target path and query
    /// @return the text of the first message, if it was one of text
    public String visit(String target, Duration patience) {
        Echo echo = new Echo();
        Channel channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new Pipeline("ws://" + server + target, echo))
                .connect(server.host(), server.port())
                .syncUninterruptibly()
                .channel();
        if (!channel.closeFuture().awaitUninterruptibly(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            channel.close();
            throw new AssertionError(target + " is still open after " + patience);
        }
        return echo.first;
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {
        private final String uri;
        private final Echo echo;

        Pipeline(String uri, Echo echo) {
            this.uri = uri;
            this.echo = echo;
        }

        @Override
        protected void initChannel(Channel channel) {
            var config = WebSocketClientProtocolConfig.newBuilder()
                    .webSocketUri(uri)
                    .maxFramePayloadLength(FRAME_BYTES_MAX)
                    // Else it closes without an answer.
                    .handleCloseFrames(false)
                    .sendCloseFrame(null)
                    .build();
            channel.pipeline()
                    .addLast(new HttpClientCodec())
                    .addLast(new HttpObjectAggregator(64 * 1024))
                    .addLast(new WebSocketClientProtocolHandler(config))
                    .addLast(echo);
        }
    }

    private static final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
        private volatile String first = "";

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (first.isEmpty() && frame instanceof TextWebSocketFrame text) {
                first = text.text();
            }
            context.writeAndFlush(frame.retain());
        }

        /// What is wrong with a frame was told to the server already.
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
