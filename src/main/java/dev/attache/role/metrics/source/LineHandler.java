package dev.attache.role.metrics.source;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Arrays;

/// Hands on whole lines of a connection. A line that is too long is passed over to its end.
public final class LineHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int LINE_BYTES_MAX = 64 << 10;

    /// Takes whole lines, of which the last may lack its end.
    @FunctionalInterface
    public interface Lines {
        void take(byte[] bytes, int from, int end);
    }

    private final Lines lines;
    private final Runnable onTooLong;
    private byte[] bytes = new byte[4096];
    private int length;
    private boolean skipping;

    /// @param onTooLong told of each line that is too long
    public LineHandler(Lines lines, Runnable onTooLong) {
        this.lines = lines;
        this.onTooLong = onTooLong;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf input) {
        while (input.isReadable()) {
            int count = Math.min(input.readableBytes(), LINE_BYTES_MAX);
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
            }
            input.readBytes(bytes, length, count);
            length += count;
            handOn();
        }
    }

    private void handOn() {
        int from = 0;
        if (skipping) {
            from = indexAfterLine(0);
            skipping = from < 0;
            from = skipping ? length : from;
        }
        int end = lastLineEnd(from);
        if (end > from) {
            lines.take(bytes, from, end);
            from = end;
        }
        System.arraycopy(bytes, from, bytes, 0, length - from);
        length -= from;
        if (length > LINE_BYTES_MAX) {
            onTooLong.run();
            length = 0;
            skipping = true;
        }
    }

    /// Behind the first line end; negative where there is none.
    private int indexAfterLine(int from) {
        for (int i = from; i < length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /// Behind the last line end; `from` where there is none.
    private int lastLineEnd(int from) {
        int end = length;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (length > 0 && !skipping) {
            lines.take(bytes, 0, length);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
