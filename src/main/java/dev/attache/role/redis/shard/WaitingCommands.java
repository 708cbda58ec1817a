package dev.attache.role.redis.shard;

import dev.attache.base.GrowingBytes;
import dev.attache.net.Outbox;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.InFlight;
import dev.attache.role.redis.loop.LoopKit;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Commands that wait for their connection to be ready: none of their bytes has been sent.
final class WaitingCommands {
    private final LoopKit loop;
    private final InFlight exchanges = new InFlight();
    private final GrowingBytes bytes = new GrowingBytes();

    WaitingCommands(LoopKit loop) {
        this.loop = loop;
    }

    /// Takes a command in, the first of any size, further ones up to a bound on their sum.
    ///
    /// @return false where there is no room
    boolean add(Exchange exchange, byte[] command, int from, int length) {
        if (!isEmpty() && bytes.length() + (long) length > bytesMax()) {
            return false;
        }
        exchanges.add(exchange);
        bytes.append(command, from, length);
        return true;
    }

    /// More bytes of the last command.
    void append(ByteBuf more) {
        int length = more.readableBytes();
        int at = bytes.reserve(length);
        more.readBytes(bytes.array(), at, length);
    }

    /// Hands all bytes over, in order; the exchanges are left to [#removeFirst].
    void sendTo(Outbox out) {
        if (!bytes.isEmpty()) {
            out.append(bytes.array(), 0, bytes.length());
            bytes.clear(0);
        }
    }

    void forgetBytes() {
        bytes.clear(0);
    }

    boolean isEmpty() {
        return exchanges.size() == 0;
    }

    /// Whether more than half of the bound is used.
    boolean isCrowded() {
        return bytes.length() * 2L > bytesMax();
    }

    private int bytesMax() {
        return loop.settings().backlogBytesMax();
    }

    @Nullable Exchange first() {
        return exchanges.first();
    }

    @Nullable Exchange removeFirst() {
        return exchanges.removeFirst();
    }
}
