package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.UnixPath;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/// The options of every socket, accepted or dialled, in one place.
final class SocketOptions {
    /// Connections that the kernel holds until they are accepted; it cuts this to `net.core.somaxconn`.
    static final int BACKLOG = 1024;

    private SocketOptions() {}

    /// Dead peers are found in the end. Small writes leave at once, since the house gathers them itself; to that Netty
    /// sees when it makes a channel.
    static void prepare(Channel channel, Address address) {
        if (!(address instanceof UnixPath)) {
            channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        }
    }
}
