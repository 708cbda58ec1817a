package dev.attache.upstream;

import dev.attache.base.GrowingBytes;
import dev.attache.config.ClusterConfig;
import dev.attache.config.CredentialsConfig;
import dev.attache.net.Dialer;
import dev.attache.net.Transport;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Redis server is fit when it answers PING and says in INFO that it is not loading its data.
///
/// Keeps one connection open from check to check, so that a server's limit on connections counts too.
final class RedisHealthCheck extends HealthCheck {
    private static final RespLimits LIMITS = new RespLimits(1024, 1 << 20, 1 << 16, 4);

    private final ClusterConfig config;
    private final Endpoint endpoint;
    private final EventLoop loop;
    private final Transport transport;
    private final int replies;
    private final byte[] login;
    private @Nullable Channel channel;
    private @Nullable Future<?> deadline;
    private boolean asking;

    RedisHealthCheck(ClusterConfig config, Endpoint endpoint, EventLoop loop, Transport transport) {
        super(config.health(), endpoint, loop);
        this.config = config;
        this.endpoint = endpoint;
        this.loop = loop;
        this.transport = transport;
        this.login = login(config.auth());
        this.replies = 2;
    }

    private static byte[] login(CredentialsConfig auth) {
        if (!auth.password().isSet()) {
            return new byte[0];
        }
        return auth.user().isEmpty()
                ? command("AUTH", auth.password().reveal())
                : command("AUTH", auth.user(), auth.password().reveal());
    }

    private static byte[] command(String... words) {
        var out = new GrowingBytes();
        out.append("*" + words.length + "\r\n");
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            out.append("$" + bytes.length + "\r\n");
            out.append(bytes);
            out.append("\r\n");
        }
        return Arrays.copyOf(out.array(), out.length());
    }

    @Override
    void ask() {
        asking = true;
        deadline = loop.schedule(
                () -> finish("no answer in time"), config.health().timeout().toNanos(), TimeUnit.NANOSECONDS);
        Channel open = channel;
        if (open != null) {
            question(open);
            return;
        }
        Dialer.dial(loop, transport, endpoint.address(), config.connectTimeout(), new AnswerHandler())
                .addListener((Future<Channel> dialed) -> onDialed(dialed));
    }

    private void onDialed(Future<Channel> dialed) {
        if (!dialed.isSuccess()) {
            finish(String.valueOf(dialed.cause().getMessage()));
        } else if (isStopped() || !asking) {
            dialed.getNow().close();
        } else {
            Channel open = dialed.getNow();
            channel = open;
            if (login.length > 0) {
                open.write(open.alloc().buffer().writeBytes(login));
            }
            question(open);
        }
    }

    private void question(Channel open) {
        ByteBuf out = open.alloc().buffer();
        out.writeBytes(command("PING"));
        out.writeBytes(command("INFO", "persistence"));
        open.writeAndFlush(out);
    }

    /// @param why empty where the endpoint is fit
    private void finish(String why) {
        if (!asking) {
            return;
        }
        asking = false;
        Future<?> timer = deadline;
        if (timer != null) {
            timer.cancel(false);
        }
        if (why.isEmpty()) {
            onGood();
        } else {
            release();
            onBad(why);
        }
    }

    @Override
    void release() {
        Channel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    /// Collects the replies of one connection; the login's comes first and once.
    private final class AnswerHandler extends ChannelInboundHandlerAdapter {
        private final FrameScanner scanner = new FrameScanner(LIMITS);
        private final GrowingBytes reply = new GrowingBytes();
        private int left = replies + (login.length > 0 ? 1 : 0);

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            byte[] bytes = new byte[in.readableBytes()];
            in.readBytes(bytes).release();
            int at = 0;
            while (at < bytes.length && asking) {
                int next = scanner.scan(bytes, at, bytes.length);
                if (scanner.fault() != null || reply.length() + next - at > LIMITS.bulkBytesMax()) {
                    finish("sent bytes that are no reply");
                    return;
                }
                reply.append(bytes, at, next - at);
                at = next;
                if (scanner.isComplete()) {
                    scanner.reset();
                    onReply(new String(reply.array(), 0, reply.length(), StandardCharsets.UTF_8));
                    reply.clear();
                }
            }
        }

        private void onReply(String text) {
            left--;
            if (text.startsWith("-")) {
                finish(text.substring(1).strip());
            } else if (text.contains("\nloading:1")) {
                finish("loading its data");
            } else if (left == 0) {
                left = replies;
                finish("");
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (channel == context.channel()) {
                channel = null;
                finish("closed the connection");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
