package dev.attache.upstream.probe;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/// One connection that has only to come about.
public final class ConnectProbeHandler extends ProbeHandler {
    private static final byte[] NOTHING = {};

    public ConnectProbeHandler(Verdict verdict) {
        super(verdict);
    }

    @Override
    protected byte[] question() {
        return NOTHING;
    }

    @Override
    protected void onBytes(ChannelHandlerContext from, ByteBuf in) {
        in.skipBytes(in.readableBytes());
    }
}
