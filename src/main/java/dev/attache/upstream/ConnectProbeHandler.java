package dev.attache.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/// One connection that has only to come about.
final class ConnectProbeHandler extends ProbeHandler {
    private static final byte[] NOTHING = {};

    ConnectProbeHandler(Verdict verdict) {
        super(verdict);
    }

    @Override
    byte[] question() {
        return NOTHING;
    }

    @Override
    void onBytes(ChannelHandlerContext from, ByteBuf in) {
        in.skipBytes(in.readableBytes());
    }
}
