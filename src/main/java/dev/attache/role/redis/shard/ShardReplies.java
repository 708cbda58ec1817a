package dev.attache.role.redis.shard;

import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.InFlight;
import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.RedisFault;
import dev.attache.role.redis.topology.Shard;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Gives each reply of a shard connection to the command that it belongs to: the one that has waited longest.
///
/// A command whose client has left or was told of a time-out keeps its place, so that its reply, should it come, is not
/// taken for another's.
final class ShardReplies {
    /// Commands that may wait for replies; at the bound, clients that send more to this shard are not read from.
    static final int OWED_MAX = 16_384;

    /// Bytes that these replies may come to by the average of recent ones: those of one shard may have to be held until
    /// another's come.
    private static final long OWED_BYTES_MAX = 2L * 1024 * 1024;

    private static final int AVERAGE_SHIFT = 5;

    private final LoopKit loop;
    private final ShardConnection connection;
    private final InFlight inFlight = new InFlight();
    private final ErrorReplies errors;
    /// Average reply, in 1/32 bytes.
    private long averageBytes;

    ShardReplies(LoopKit loop, ShardConnection connection) {
        this.loop = loop;
        this.connection = connection;
        this.errors = new ErrorReplies(loop, connection, this);
    }

    void expect(Exchange exchange) {
        inFlight.add(exchange);
    }

    int owed() {
        return inFlight.size();
    }

    /// Whether no more commands are wanted for now.
    boolean areTooMany() {
        return inFlight.size() >= OWED_MAX || expectedBytes() >= OWED_BYTES_MAX;
    }

    /// Whether more commands are wanted again.
    boolean areFew() {
        return inFlight.size() <= OWED_MAX / 2 && expectedBytes() <= OWED_BYTES_MAX / 2;
    }

    private long expectedBytes() {
        return inFlight.size() * averageBytes >> AVERAGE_SHIFT;
    }

    private void count(Exchange exchange, boolean error, int length) {
        averageBytes += length - (averageBytes >> AVERAGE_SHIFT);
        loop.stats().onReply(connection.shard(), exchange, error, length, loop.now());
    }

    @Nullable Exchange first() {
        return inFlight.first();
    }

    /// Takes the oldest command out, its reply having come or being given up.
    @Nullable Exchange removeFirst() {
        return inFlight.removeFirst();
    }

    /// Which of the commands may be sent again on another connection.
    Resends resends() {
        return Resends.among(inFlight);
    }

    /// A whole reply.
    ///
    /// @return false where nobody asked for it
    boolean onReply(byte[] bytes, int from, int length) {
        Exchange exchange = inFlight.removeFirst();
        if (exchange == null) {
            return false;
        }
        boolean error = bytes[from] == '-';
        count(exchange, error, length);
        if (error) {
            errors.onError(exchange, bytes, from, length);
        } else {
            deliver(exchange, bytes, from, length);
        }
        return true;
    }

    /// A whole reply that is large and no error; it is released.
    ///
    /// @return false where nobody asked for it
    boolean onReply(ByteBuf reply) {
        Exchange exchange = inFlight.removeFirst();
        if (exchange == null) {
            reply.release();
            return false;
        }
        count(exchange, false, reply.readableBytes());
        ReplyReceiver receiver = exchange.receiver();
        if (receiver == null) {
            reply.release();
        } else {
            receiver.onReply(exchange, reply);
        }
        loop.exchanges().leave(exchange);
        return true;
    }

    void deliver(Exchange exchange, byte[] bytes, int from, int length) {
        ReplyReceiver receiver = exchange.receiver();
        if (receiver != null) {
            receiver.onReply(exchange, bytes, from, length);
        }
        loop.exchanges().leave(exchange);
    }

    /// Answers a command in place of the shard.
    void refuse(Exchange exchange, Shard shard, RedisFault fault, String why) {
        loop.stats().onFault(shard, fault);
        byte[] reply = fault.reply(shard.label(), why);
        deliver(exchange, reply, 0, reply.length);
    }

    /// Whether the next reply may be handed on in parts.
    boolean takesParts() {
        Exchange first = inFlight.first();
        if (first == null) {
            return false;
        }
        ReplyReceiver receiver = first.receiver();
        return receiver == null || receiver.takesParts(first);
    }

    /// The next reply is too large to be merged: its receiver is told so, and the rest of it is passed over.
    ///
    /// @return false where nobody waits for it
    boolean onReplyTooLarge(Shard shard) {
        Exchange first = inFlight.first();
        if (first == null) {
            return false;
        }
        ReplyReceiver receiver = first.receiver();
        if (receiver == null) {
            return false;
        }
        loop.stats().onFault(shard, RedisFault.TOO_LARGE_TO_MERGE);
        byte[] error = RedisFault.TOO_LARGE_TO_MERGE.reply(shard.label(), "");
        receiver.onReply(first, error, 0, error.length);
        first.forgetReceiver();
        return true;
    }

    void onReplyPart(ByteBuf part, boolean last) {
        Exchange first = inFlight.first();
        if (first == null) {
            part.release();
            return;
        }
        first.onBegin();
        ReplyReceiver receiver = first.receiver();
        if (last) {
            loop.stats().onReply(connection.shard(), first, false, part.readableBytes(), loop.now());
            inFlight.removeFirst();
        }
        if (receiver == null) {
            part.release();
        } else {
            receiver.onReplyPart(first, part, last);
        }
        if (last) {
            loop.exchanges().leave(first);
        }
    }
}
