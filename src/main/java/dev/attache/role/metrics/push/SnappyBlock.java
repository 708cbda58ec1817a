package dev.attache.role.metrics.push;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;

/// Snappy's block format, without frames.
final class SnappyBlock {
    private SnappyBlock() {}

    static byte[] of(byte[] plain) {
        ByteBuf in = Unpooled.wrappedBuffer(plain);
        ByteBuf out = Unpooled.buffer(plain.length / 2 + 64);
        new Snappy().encode(in, out, plain.length);
        byte[] packed = new byte[out.readableBytes()];
        out.readBytes(packed);
        return packed;
    }
}
