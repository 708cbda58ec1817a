package dev.attache.role.redis.shard;

import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespFault;
import dev.attache.wire.resp.RespLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/// Cuts a shard's bytes into replies.
///
/// ```
/// read buffer   …|reply|reply|a large reply ……………………………|rep
///                └ window: copied and scanned ┘
///                                └ skipped: not looked at ┘
/// ```
/// What is read is looked at through a window. Small replies are handed on from it; large ones as slices of what was
/// read, of which the window need show the head alone, so it is small where replies are large. A reply that is cut is
/// held until its rest comes; beyond [#HELD_BYTES_MAX] it is passed on in parts where its receiver takes parts, so that
/// a very large one is never held whole.
final class ShardHandler extends ChannelInboundHandlerAdapter {
    static final int HELD_BYTES_MAX = 64 * 1024;

    private static final int PEEK_BYTES_MIN = 256;

    private final ShardConnection owner;
    private final LoopKit loop;
    private final FrameScanner scanner;
    /// The beginning of a reply that was cut.
    private @Nullable ByteBuf held;
    /// Size of the window.
    private int peek = LoopKit.WINDOW_BYTES;
    private boolean inParts;

    ShardHandler(ShardConnection owner, LoopKit loop, RespLimits limits) {
        this.owner = owner;
        this.loop = loop;
        this.scanner = new FrameScanner(limits);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        loop.tick();
        try {
            while (in.isReadable() && owner.isOpen(this)) {
                if (inParts) {
                    passOnPart(in);
                } else {
                    readReplies(in);
                }
            }
        } finally {
            in.release();
        }
    }

    private void readReplies(ByteBuf in) {
        int replyFrom = in.readerIndex();
        while (in.isReadable() && owner.isOpen(this)) {
            in.skipBytes((int) scanner.skip(in.readableBytes()));
            if (scanner.isComplete()) {
                onLarge(in, replyFrom);
                replyFrom = in.readerIndex();
            } else if (in.isReadable()) {
                replyFrom = readWindow(in, replyFrom);
            }
        }
        if (owner.isOpen(this) && replyFrom < in.readerIndex()) {
            hold(in, replyFrom);
        }
    }

    /// Reads on through one window.
    ///
    /// @param openFrom where the reply at hand begins, or goes on
    /// @return the same, for the reply at which the window ends
    private int readWindow(ByteBuf in, int openFrom) {
        int base = in.readerIndex();
        int length = Math.min(in.readableBytes(), peek);
        byte[] window = loop.replyWindow();
        in.getBytes(base, window, 0, length);
        int replyFrom = openFrom;
        int at = 0;
        boolean large = false;
        while (at < length && owner.isOpen(this)) {
            at = scanner.scan(window, at, length);
            if (scanner.fault() != null) {
                onFault(scanner.fault());
            } else if (scanner.isComplete()) {
                int end = base + at;
                if (held == null && replyFrom >= base && end - replyFrom <= ReplyReceiver.SMALL_BYTES_MAX) {
                    scanner.reset();
                    owner.onReply(window, replyFrom - base, end - replyFrom);
                } else {
                    large = true;
                    in.readerIndex(end);
                    onLarge(in, replyFrom);
                }
                replyFrom = end;
            }
        }
        in.readerIndex(base + at);
        if (!large && peek < LoopKit.WINDOW_BYTES) {
            peek *= 2;
        }
        return replyFrom;
    }

    /// A reply that is large, or was cut, has come to its end, which is where `in` is read.
    private void onLarge(ByteBuf in, int from) {
        scanner.reset();
        int length = in.readerIndex() - from;
        ByteBuf begun = held;
        held = null;
        if (begun == null) {
            deliver(in.retainedSlice(from, length));
        } else {
            deliver(join(begun, in, from, length));
        }
        peek = PEEK_BYTES_MIN;
    }

    private void deliver(ByteBuf reply) {
        int length = reply.readableBytes();
        byte type = reply.getByte(reply.readerIndex());
        if (length > ReplyReceiver.SMALL_BYTES_MAX && type != '-' && type != '>' && owner.isReady()) {
            owner.onReply(reply);
            return;
        }
        byte[] bytes = loop.arrays().take(length);
        reply.readBytes(bytes, 0, length).release();
        owner.onReply(bytes, 0, length);
        loop.arrays().give(bytes);
    }

    private void hold(ByteBuf in, int from) {
        int length = in.readerIndex() - from;
        ByteBuf begun = held;
        if (begun == null) {
            boolean string = scanner.firstType() == '$';
            long whole = string ? Math.min(HELD_BYTES_MAX, length + scanner.bytesLeft()) : HELD_BYTES_MAX;
            begun = loop.room((int) Math.max(whole, length));
        }
        begun = join(begun, in, from, length);
        held = begun;
        if (begun.readableBytes() > HELD_BYTES_MAX) {
            onVeryLarge(begun);
        }
    }

    /// Adds to what was begun, in a larger buffer where it has no room.
    private ByteBuf join(ByteBuf begun, ByteBuf in, int from, int length) {
        if (begun.writableBytes() >= length) {
            return begun.writeBytes(in, from, length);
        }
        ByteBuf larger = loop.allocator().directBuffer(2 * (begun.readableBytes() + length));
        larger.writeBytes(begun).writeBytes(in, from, length);
        begun.release();
        return larger;
    }

    private void onVeryLarge(ByteBuf begun) {
        byte type = begun.getByte(begun.readerIndex());
        if (!owner.takesParts(type) && begun.readableBytes() > loop.settings().mergeBytesMax()) {
            owner.onReplyTooLarge(type);
        }
        if (owner.isOpen(this) && owner.takesParts(type)) {
            inParts = true;
            held = null;
            owner.onReplyPart(begun, false);
        }
    }

    /// Hands the bytes on without looking at them where they are inside one long string.
    private void passOnPart(ByteBuf in) {
        int length = (int) scanner.skip(in.readableBytes());
        if (length == 0) {
            length = Math.min(in.readableBytes(), LoopKit.WINDOW_BYTES);
            byte[] window = loop.replyWindow();
            in.getBytes(in.readerIndex(), window, 0, length);
            length = scanner.scan(window, 0, length);
        }
        if (scanner.fault() != null) {
            onFault(scanner.fault());
            return;
        }
        boolean last = scanner.isComplete();
        ByteBuf part = in.readRetainedSlice(length);
        if (last) {
            inParts = false;
            scanner.reset();
        }
        owner.onReplyPart(part, last);
    }

    private void onFault(@Nullable RespFault fault) {
        owner.onNonsense(fault == null ? "" : fault.text());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        owner.onReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        owner.onWritabilityChanged(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.tick();
        owner.onClosed(this, "closed by the shard");
    }

    /// The channel's last event, whichever side closed it.
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ByteBuf begun = held;
        if (begun != null) {
            held = null;
            begun.release();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.tick();
        owner.onClosed(this, String.valueOf(cause.getMessage()));
        context.close();
    }
}
