package dev.attache.role.redis;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespFault;
import dev.attache.wire.resp.RespLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/// Cuts a shard's bytes into replies.
///
/// A reply that came whole is handed on from the read window. One that is cut is held until its rest comes; beyond
/// [#HELD_BYTES_MAX] it is passed on in parts where the receiver takes parts, so that a large value is never held
/// whole.
final class ShardHandler extends ChannelInboundHandlerAdapter {
    static final int HELD_BYTES_MAX = 64 * 1024;

    private static final int HELD_CAPACITY_KEPT = 16 * 1024;

    private final ShardConnection owner;
    private final RedisLoop loop;
    private final FrameScanner scanner;
    private final GrowingBytes held = new GrowingBytes();
    private boolean inParts;

    ShardHandler(ShardConnection owner, RedisLoop loop, RespLimits limits) {
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
                    readWindow(in);
                }
            }
        } finally {
            in.release();
        }
    }

    private void readWindow(ByteBuf in) {
        int length = Math.min(in.readableBytes(), RedisLoop.WINDOW_BYTES);
        byte[] window = loop.replyWindow();
        in.readBytes(window, 0, length);
        int at = 0;
        while (at < length && owner.isOpen(this)) {
            int next = scanner.scan(window, at, length);
            if (scanner.fault() != null) {
                onFault(scanner.fault());
                return;
            }
            if (scanner.isComplete()) {
                onFrame(window, at, next - at);
            } else {
                held.append(window, at, next - at);
            }
            at = next;
        }
        if (held.length() > HELD_BYTES_MAX) {
            onLargeFrame();
        }
    }

    private void onFrame(byte[] window, int from, int length) {
        scanner.reset();
        if (held.isEmpty()) {
            owner.onReply(window, from, length);
            return;
        }
        held.append(window, from, length);
        owner.onReply(held.array(), 0, held.length());
        held.clear(HELD_CAPACITY_KEPT);
    }

    private void onLargeFrame() {
        byte type = held.array()[0];
        if (!owner.takesParts(type) && held.length() > loop.settings().mergeBytesMax()) {
            owner.onReplyTooLarge(type);
        }
        if (owner.isOpen(this) && owner.takesParts(type)) {
            inParts = true;
            ByteBuf part = loop.allocator().directBuffer(held.length()).writeBytes(held.array(), 0, held.length());
            held.clear(HELD_CAPACITY_KEPT);
            owner.onReplyPart(part, false);
        }
    }

    /// Hands the bytes on without looking at them where they are inside one long string.
    private void passOnPart(ByteBuf in) {
        int length = (int) scanner.skip(in.readableBytes());
        if (length == 0) {
            length = Math.min(in.readableBytes(), RedisLoop.WINDOW_BYTES);
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

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        loop.tick();
        owner.onClosed(this, String.valueOf(cause.getMessage()));
        context.close();
    }
}
