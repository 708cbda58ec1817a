package dev.attache.role.health.check;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.upstream.probe.ProbeHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/// One connection on which a memcached is asked for its version. Holds one line of 256 bytes at most.
final class MemcachedProbeHandler extends ProbeHandler {
    private static final byte[] QUESTION = Ascii.bytes("version\r\n");
    private static final int LINE_BYTES_MAX = 256;

    private final GrowingBytes line = new GrowingBytes();

    MemcachedProbeHandler(Verdict verdict) {
        super(verdict);
    }

    @Override
    protected byte[] question() {
        line.clear();
        return QUESTION;
    }

    @Override
    protected void onBytes(ChannelHandlerContext from, ByteBuf in) {
        int length = Math.min(in.readableBytes(), LINE_BYTES_MAX - line.length());
        int at = line.reserve(length);
        in.readBytes(line.array(), at, length);
        String text = new String(line.array(), 0, line.length(), StandardCharsets.US_ASCII);
        int end = text.indexOf("\r\n");
        if (end < 0 && line.length() < LINE_BYTES_MAX) {
            return;
        }
        boolean whole = end == text.length() - 2 && !in.isReadable();
        settle(text.startsWith("VERSION ") && whole ? "" : "answered with something else than its version");
    }
}
