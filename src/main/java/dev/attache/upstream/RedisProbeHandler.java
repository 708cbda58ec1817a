package dev.attache.upstream;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One connection on which a Redis server is asked how it is. Holds one reply at a time, [#REPLY_BYTES_MAX] at most.
final class RedisProbeHandler extends ChannelInboundHandlerAdapter {
    static final int REPLY_BYTES_MAX = 64 * 1024;

    private static final RespLimits LIMITS = new RespLimits(64, REPLY_BYTES_MAX, REPLY_BYTES_MAX, 4);
    private static final int NOTHING_EXPECTED = Integer.MAX_VALUE;

    /// Told how a round went, or that the connection is of no more use.
    @FunctionalInterface
    interface Verdict {
        /// @param why empty where the server is fit
        void on(RedisProbeHandler from, String why);
    }

    private final RedisQuestions questions;
    private final Verdict verdict;
    private final FrameScanner scanner = new FrameScanner(LIMITS);
    private final GrowingBytes reply = new GrowingBytes();
    private @Nullable ChannelHandlerContext context;
    private boolean loggedIn;
    private int expected = NOTHING_EXPECTED;

    RedisProbeHandler(RedisQuestions questions, Verdict verdict) {
        this.questions = questions;
        this.verdict = verdict;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /// Begins a round, the login before it where there was none yet.
    void ask() {
        ChannelHandlerContext open = context;
        if (open == null) {
            return;
        }
        boolean login = !loggedIn && questions.login().length > 0;
        loggedIn = true;
        expected = login ? -1 : 0;
        ByteBuf out = open.alloc().buffer();
        if (login) {
            out.writeBytes(questions.login());
        }
        open.writeAndFlush(out.writeBytes(questions.round()), open.voidPromise());
    }

    void close() {
        ChannelHandlerContext open = context;
        expected = NOTHING_EXPECTED;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf in = (ByteBuf) message;
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes).release();
        int at = 0;
        while (at < bytes.length) {
            if (expected == NOTHING_EXPECTED) {
                verdict.on(this, "sent bytes that nobody asked for");
                return;
            }
            int next = scanner.scan(bytes, at, bytes.length);
            if (scanner.fault() != null || reply.length() + next - at > REPLY_BYTES_MAX) {
                verdict.on(this, "sent bytes that are no reply");
                return;
            }
            reply.append(bytes, at, next - at);
            at = next;
            if (scanner.isComplete()) {
                onReply();
            }
        }
    }

    private void onReply() {
        String text = new String(reply.array(), 0, reply.length(), StandardCharsets.UTF_8);
        scanner.reset();
        reply.clear();
        String fault = questions.faultOf(expected, text);
        expected++;
        if (!fault.isEmpty()) {
            expected = NOTHING_EXPECTED;
            verdict.on(this, fault);
        } else if (expected == questions.replies()) {
            expected = NOTHING_EXPECTED;
            verdict.on(this, "");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        verdict.on(this, "closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        verdict.on(this, String.valueOf(cause.getMessage()));
        broken.close();
    }
}
