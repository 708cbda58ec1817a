package dev.attache.upstream.probe;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One connection on which a Redis server is asked how it is. Holds one reply at a time, [#REPLY_BYTES_MAX] at most.
public final class RedisProbeHandler extends ProbeHandler {
    static final int REPLY_BYTES_MAX = 64 * 1024;

    private static final RespLimits LIMITS = new RespLimits(64, REPLY_BYTES_MAX, REPLY_BYTES_MAX, 4);
    private static final int NOTHING_EXPECTED = Integer.MAX_VALUE;

    private final RedisQuestions questions;
    private final FrameScanner scanner = new FrameScanner(LIMITS);
    private final GrowingBytes reply = new GrowingBytes();
    private boolean loggedIn;
    private int expected = NOTHING_EXPECTED;

    public RedisProbeHandler(RedisQuestions questions, Verdict verdict) {
        super(verdict);
        this.questions = questions;
    }

    /// A round, the login before it where there was none yet.
    @Override
    protected byte[] question() {
        boolean login = !loggedIn && questions.login().length > 0;
        loggedIn = true;
        expected = login ? -1 : 0;
        GrowingBytes out = new GrowingBytes();
        if (login) {
            out.append(questions.login());
        }
        out.append(questions.round());
        return Arrays.copyOf(out.array(), out.length());
    }

    @Override
    protected void onBytes(ChannelHandlerContext from, ByteBuf in) {
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes);
        int at = 0;
        while (at < bytes.length) {
            if (expected == NOTHING_EXPECTED) {
                settle("sent bytes that nobody asked for");
                return;
            }
            int next = scanner.scan(bytes, at, bytes.length);
            if (scanner.fault() != null || reply.length() + next - at > REPLY_BYTES_MAX) {
                settle("sent bytes that are no reply");
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
            settle(fault);
        } else if (expected == questions.replies()) {
            expected = NOTHING_EXPECTED;
            settle("");
        }
    }
}
