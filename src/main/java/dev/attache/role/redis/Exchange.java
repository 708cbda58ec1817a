package dev.attache.role.redis;

import dev.attache.role.redis.command.Command;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// One command on its way: a place in its client's order of replies, a place in its shard's queue, or both.
///
/// Pooled by its event loop and given back when it has left both places. Until the reply comes, [#kept] may hold the
/// request, for a retry where one is safe; afterwards it holds the reply, where earlier ones are still awaited.
final class Exchange {
    /// Longest request or reply that is copied into the exchange itself.
    static final int KEPT_BYTES_MAX = 512;

    private static final byte[] EMPTY = new byte[0];

    @Nullable ReplyReceiver receiver;

    @Nullable Command command;
    /// The connection it was sent on.
    @Nullable ShardConnection via;
    /// Behind it in the client's order.
    @Nullable Exchange nextReply;
    /// Behind it in the shard's queue.
    @Nullable Exchange nextInFlight;

    /// Which part of a merge it is.
    int part;
    long startNanos;
    /// Places in which it still stands.
    int places;
    /// The whole reply is here.
    boolean done;
    /// Part of the reply went on before all of it was here.
    boolean begun;
    /// The client asked for no reply.
    boolean silent;
    /// How often it has been sent again.
    int tries;
    /// Bytes of the request or reply in [#kept].
    int keptBytes;
    byte[] kept = EMPTY;
    /// A reply too large for [#kept].
    @Nullable ByteBuf large;

    /// Copies a request into the exchange where it is small enough to keep.
    void keepRequest(byte[] bytes, int from, int length) {
        if (length <= KEPT_BYTES_MAX) {
            keep(bytes, from, length);
        }
    }

    void keep(byte[] bytes, int from, int length) {
        if (kept.length < length) {
            kept = new byte[Math.max(128, Integer.highestOneBit(length - 1) << 1)];
        }
        System.arraycopy(bytes, from, kept, 0, length);
        keptBytes = length;
    }

    void clear() {
        receiver = null;
        command = null;
        via = null;
        nextReply = null;
        nextInFlight = null;
        done = false;
        begun = false;
        silent = false;
        tries = 0;
        keptBytes = 0;
        ByteBuf unsent = large;
        if (unsent != null) {
            large = null;
            unsent.release();
        }
    }
}
