package dev.attache.role.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.WebsocketEcho;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketClientCompressionHandler;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages that both ends compress (RFC 7692) with attache between them, of the sizes that Autobahn's group 12 has:
/// the ends agree on it through attache, and each message comes back as it went.
final class WebsocketCompressionIT {
    private static final int MESSAGES = 200;
    private static final int MESSAGE_BYTES_MAX = 1 << 20;
    private static final String WORDS = "{\"name\": \"attache\", \"kind\": \"sidecar\"} \u263a ";

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 256, 1024, 4096, 8192, 16_384, 32_768, 65_536, 131_072})
    void everyMessageComesBackAsItWent(int bytes) throws Exception {
        try (WebsocketEcho echo = WebsocketEcho.compressing();
                Gateway attache = Gateway.before(echo.address()).start()) {
            assertThat(converse(attache, bytes)).as("messages that came back").isEqualTo(MESSAGES);
        }
    }

    private int converse(Gateway attache, int bytes) throws InterruptedException, ExecutionException, TimeoutException {
        Conversation conversation = new Conversation(bytes);
        Channel channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new Pipeline("ws://127.0.0.1:" + attache.port() + "/", conversation))
                .connect("127.0.0.1", attache.port())
                .sync()
                .channel();
        try {
            return conversation.end.get(1, TimeUnit.MINUTES);
        } finally {
            channel.close().sync();
        }
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {
        private final String uri;
        private final Conversation conversation;

        Pipeline(String uri, Conversation conversation) {
            this.uri = uri;
            this.conversation = conversation;
        }

        @Override
        protected void initChannel(Channel channel) {
            var config = WebSocketClientProtocolConfig.newBuilder()
                    .webSocketUri(uri)
                    .maxFramePayloadLength(MESSAGE_BYTES_MAX)
                    .allowExtensions(true)
                    .build();
            channel.pipeline()
                    .addLast(new HttpClientCodec())
                    .addLast(new HttpObjectAggregator(64 * 1024))
                    .addLast(new WebSocketClientCompressionHandler(MESSAGE_BYTES_MAX))
                    .addLast(new WebSocketClientProtocolHandler(config))
                    .addLast(conversation);
        }
    }

    /// Sends text and random bytes by turns, the next message when the last one has come back.
    private static final class Conversation extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final CompletableFuture<Integer> end = new CompletableFuture<>();
        private final Random random = new Random(12);
        private final int bytes;
        private WebSocketFrame sent = new TextWebSocketFrame();
        private int count;

        Conversation(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                if (!compresses(context)) {
                    end.completeExceptionally(new AssertionError("compression was not agreed on"));
                }
                send(context);
            }
        }

        /// Netty puts this in where the server has agreed.
        private static boolean compresses(ChannelHandlerContext context) {
            for (ChannelHandler each : context.pipeline().toMap().values()) {
                if (each.getClass().getSimpleName().equals("PerMessageDeflateDecoder")) {
                    return true;
                }
            }
            return false;
        }

        private void send(ChannelHandlerContext context) {
            if (count % 2 == 0) {
                sent = new TextWebSocketFrame(
                        WORDS.repeat(bytes / WORDS.length() + 1).substring(0, bytes - 2));
            } else {
                byte[] noise = new byte[bytes];
                random.nextBytes(noise);
                sent = new BinaryWebSocketFrame(Unpooled.wrappedBuffer(noise));
            }
            context.writeAndFlush(sent.copy());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            ByteBuf expected = sent.content();
            if (frame.getClass() != sent.getClass() || !ByteBufUtil.equals(frame.content(), expected)) {
                end.completeExceptionally(new AssertionError("message " + count + " came back otherwise: " + frame));
                return;
            }
            sent.release();
            count++;
            if (count < MESSAGES) {
                send(context);
            } else {
                end.complete(count);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end.completeExceptionally(new AssertionError("closed after " + count + " messages"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            end.completeExceptionally(cause);
        }
    }
}
