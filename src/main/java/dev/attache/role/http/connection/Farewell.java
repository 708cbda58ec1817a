package dev.attache.role.http.connection;

import dev.attache.net.Outbox;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/// The ways in which a client's connection ends.
public final class Farewell {
    private Farewell() {}

    /// When what was appended is sent.
    public static void close(Channel channel, Outbox outbox) {
        outbox.flush();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /// Ends the own side when what was appended is sent; the client's bytes are read on, so that no reset takes the
    /// answer from it.
    ///
    /// @param atOnce closes instead: where the client's side has ended, or TLS says farewell itself
    public static void linger(Channel channel, Outbox outbox, boolean atOnce) {
        endOutput(channel, outbox, atOnce);
        channel.config().setAutoRead(true);
    }

    /// Ends the own side when what was appended is sent; the peer may go on.
    ///
    /// @param atOnce closes instead: where the peer's side has ended, or TLS says farewell itself
    public static void endOutput(Channel channel, Outbox outbox, boolean atOnce) {
        outbox.flush();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (sent.isSuccess() && !atOnce && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            } else {
                channel.close();
            }
        });
    }

    /// At once, so that nobody takes the answer for a complete one: past TLS, whose farewell would say that all is
    /// well, and by a reset where nothing else tells the client.
    public static void cut(Channel channel, Outbox outbox, boolean byReset) {
        if (byReset) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        outbox.flush();
        channel.unsafe().close(channel.voidPromise());
    }
}
