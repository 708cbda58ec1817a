package dev.attache.role.logs.receive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/// Datagrams: each one message, or lines of which the last needs no end.
final class DatagramHandler extends ChannelInboundHandlerAdapter {
    private final Intake intake;
    private final boolean wholeMessages;
    private byte[] bytes = new byte[2048];

    DatagramHandler(Intake intake, boolean wholeMessages) {
        this.intake = intake;
        this.wholeMessages = wholeMessages;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        intake.admit(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBufHolder datagram) {
                take(datagram.content());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ByteBuf in) {
        int count = in.readableBytes();
        if (bytes.length < count) {
            bytes = new byte[Math.max(count, 2 * bytes.length)];
        }
        in.readBytes(bytes, 0, count);
        if (wholeMessages) {
            intake.message(bytes, 0, count);
        } else {
            var lines = new LineFraming();
            int done = lines.split(bytes, 0, count, intake);
            lines.end(bytes, done, count, intake);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        intake.settle();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        intake.dismiss(context.channel());
    }
}
