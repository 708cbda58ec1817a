package dev.attache.role.http.client;

import io.netty.channel.Channel;

/// Whether a client is read, and why not: it is while no reason is against it.
final class ReadGate {
    /// An answer is owed before the next request is looked at.
    static final int TURN = 1;

    /// The upstream cannot take more, or is not there yet.
    static final int UPSTREAM = 2;

    /// The client does not take what it was answered, and so gets to ask no more.
    static final int OUTPUT = 4;

    private final Channel channel;
    private int reasons;

    ReadGate(Channel channel) {
        this.channel = channel;
    }

    boolean isOpen() {
        return reasons == 0;
    }

    boolean isClosedBy(int why) {
        return (reasons & why) != 0;
    }

    void close(int why) {
        if (reasons == 0) {
            channel.config().setAutoRead(false);
        }
        reasons |= why;
    }

    /// Takes these reasons away; the channel is not read yet, since what was held goes first.
    ///
    /// @return whether these were the last
    boolean release(int why) {
        boolean were = isClosedBy(why);
        reasons &= ~why;
        return were && reasons == 0;
    }

    /// Reads again.
    void open() {
        channel.config().setAutoRead(true);
    }
}
