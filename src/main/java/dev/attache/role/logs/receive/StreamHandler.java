package dev.attache.role.logs.receive;

import dev.attache.base.GrowingBytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// One connection of a sender. Keeps a message that is not whole yet, at most one of allowed length.
final class StreamHandler extends ChannelInboundHandlerAdapter {
    private static final int KEPT_MAX = 64 * 1024;

    private final Intake intake;
    private final Framing framing;
    private final GrowingBytes kept = new GrowingBytes();
    private boolean admitted;

    StreamHandler(Intake intake, Framing framing) {
        this.intake = intake;
        this.framing = framing;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        admitted = intake.admit(context.channel());
        if (!admitted) {
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            int count = in.readableBytes();
            int at = kept.reserve(count);
            in.readBytes(kept.array(), at, count);
        } finally {
            in.release();
        }
        if (admitted) {
            int done = framing.split(kept.array(), 0, kept.length(), intake);
            if (done == kept.length()) {
                kept.clear(KEPT_MAX);
            } else {
                kept.removeFirst(done);
            }
            intake.settleMuch();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        intake.settle();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (admitted) {
            framing.end(kept.array(), 0, kept.length(), intake);
            kept.clear();
            intake.dismiss(context.channel());
            intake.settle();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
