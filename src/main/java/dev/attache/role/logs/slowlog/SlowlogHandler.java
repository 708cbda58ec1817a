package dev.attache.role.logs.slowlog;

import dev.attache.base.GrowingBytes;
import dev.attache.config.CredentialsConfig;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespLimits;
import dev.attache.wire.resp.RespTree;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One connection, on which a server is asked for its slow log once.
final class SlowlogHandler extends ChannelInboundHandlerAdapter {
    /// Entries that are asked for; a server keeps 128 unless it is told otherwise.
    static final int ENTRIES_MAX = 1024;

    private static final int REPLY_BYTES_MAX = 16 * 1024 * 1024;
    private static final RespLimits LIMITS = new RespLimits(ENTRIES_MAX, REPLY_BYTES_MAX, 1024, 8);

    private final Consumer<Object> onReply;
    private final Consumer<String> onFault;
    private final boolean loggingIn;
    private final FrameScanner scanner = new FrameScanner(LIMITS);
    private final GrowingBytes reply = new GrowingBytes();
    private int replies;
    private boolean done;
    private @Nullable ChannelHandlerContext context;

    /// @param onReply takes the answer as [RespTree] reads it
    /// @param onFault takes why there is none
    SlowlogHandler(boolean loggingIn, Consumer<Object> onReply, Consumer<String> onFault) {
        this.loggingIn = loggingIn;
        this.onReply = onReply;
        this.onFault = onFault;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    void ask(CredentialsConfig auth) {
        ChannelHandlerContext open = context;
        if (open == null) {
            return;
        }
        ByteBuf out = open.alloc().buffer();
        if (loggingIn && auth.user().isEmpty()) {
            command(out, "AUTH", auth.password().reveal());
        } else if (loggingIn) {
            command(out, "AUTH", auth.user(), auth.password().reveal());
        }
        command(out, "SLOWLOG", "GET", Integer.toString(ENTRIES_MAX));
        open.writeAndFlush(out, open.voidPromise());
    }

    private static void command(ByteBuf out, String... words) {
        out.writeCharSequence("*" + words.length + "\r\n", StandardCharsets.US_ASCII);
        for (String word : words) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            out.writeCharSequence("$" + utf8.length + "\r\n", StandardCharsets.US_ASCII);
            out.writeBytes(utf8).writeByte('\r').writeByte('\n');
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf in = (ByteBuf) message;
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes).release();
        int at = 0;
        while (at < bytes.length && !done) {
            int next = scanner.scan(bytes, at, bytes.length);
            if (scanner.fault() != null || reply.length() + next - at > REPLY_BYTES_MAX) {
                fail("it sends bytes that are no reply");
                return;
            }
            reply.append(bytes, at, next - at);
            at = next;
            if (scanner.isComplete()) {
                take();
            }
        }
    }

    private void take() {
        byte[] bytes = reply.array();
        boolean refused = bytes[0] == '-';
        Object tree = RespTree.parse(bytes, 0);
        scanner.reset();
        reply.clear();
        replies++;
        if (refused) {
            fail(String.valueOf(tree));
        } else if (replies == (loggingIn ? 2 : 1)) {
            done = true;
            onReply.accept(tree);
            close();
        }
    }

    void fail(String why) {
        if (!done) {
            done = true;
            onFault.accept(why);
        }
        close();
    }

    private void close() {
        ChannelHandlerContext open = context;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        fail("it closes the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        fail(String.valueOf(cause.getMessage()));
    }
}
