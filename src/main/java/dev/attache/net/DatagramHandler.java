package dev.attache.net;

import dev.attache.net.OwnLoop.Datagrams;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// Hands on datagrams: the first that Netty takes, and where there is a [DatagramBatch], what waits behind it.
///
/// At most [#BATCHES_MAX] batches are taken before the loop looks at its other sockets; Netty comes back for the rest.
final class DatagramHandler extends ChannelInboundHandlerAdapter {
    private static final int BATCHES_MAX = 16;

    private final Datagrams datagrams;
    private byte[] bytes = new byte[2048];
    private @Nullable DatagramBatch batch;

    DatagramHandler(Datagrams datagrams) {
        this.datagrams = datagrams;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (context.channel() instanceof UnixChannel channel && DatagramBatch.isAvailable()) {
            batch = new DatagramBatch(channel.fd().intValue(), OwnLoop.DATAGRAM_BYTES_MAX);
            if (channel instanceof EpollDatagramChannel) {
                batch.enlargeBuffer(OwnLoop.RECEIVE_BYTES);
            }
        }
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            ByteBuf content = ((ByteBufHolder) message).content();
            int length = content.readableBytes();
            content.getBytes(content.readerIndex(), roomFor(length), 0, length);
            datagrams.onDatagram(bytes, length);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        DatagramBatch taking = batch;
        for (int batches = 0; taking != null && batches < BATCHES_MAX; batches++) {
            int count = taking.receive();
            for (int i = 0; i < count; i++) {
                int length = taking.length(i);
                taking.copy(i, roomFor(length), length);
                datagrams.onDatagram(bytes, length);
            }
            if (count < DatagramBatch.SIZE) {
                return;
            }
        }
    }

    private byte[] roomFor(int length) {
        if (length > bytes.length) {
            bytes = new byte[OwnLoop.DATAGRAM_BYTES_MAX];
        }
        return bytes;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // An ICMP error about somebody who is sent nothing, at worst.
    }
}
