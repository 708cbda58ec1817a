package dev.attache.role.redis.exchange;

import dev.attache.role.redis.command.Command;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import org.jspecify.annotations.Nullable;

/// One command on its way: a place in its client's order of replies, a place in its shard's queue, or both.
///
/// Pooled by its event loop and given back when it has left both places. Until the reply comes it may keep the request,
/// for a retry where one is safe; afterwards it holds the reply, where earlier ones are still awaited.
public final class Exchange {
    /// Longest request or reply that is copied into the exchange itself.
    private static final int KEPT_BYTES_MAX = 512;

    private static final int HELD_PARTS_MAX = 1024;
    private static final byte[] EMPTY = new byte[0];

    /// Behind it in the client's order.
    @Nullable Exchange nextReply;
    /// Behind it in the shard's queue.
    @Nullable Exchange nextInFlight;
    /// Places in which it still stands.
    int places;

    private @Nullable ReplyReceiver receiver;
    private @Nullable Command command;
    private @Nullable ReplySource source;
    private int part;
    private long startNanos;
    private boolean done;
    private boolean begun;
    private boolean silent;
    private int tries;
    /// Bytes of the request or reply in [#kept].
    private int keptBytes;
    private byte[] kept = EMPTY;
    /// A reply too large for [#kept].
    private @Nullable ByteBuf large;

    void open(ReplyReceiver whoWaits, @Nullable Command what, int placesTaken) {
        receiver = whoWaits;
        command = what;
        places = placesTaken;
    }

    void clear() {
        receiver = null;
        command = null;
        source = null;
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

    /// Who the reply is for; null where nobody waits for it any more.
    public @Nullable ReplyReceiver receiver() {
        return receiver;
    }

    /// Nobody waits for the reply any more; it keeps its places all the same.
    public void forgetReceiver() {
        receiver = null;
    }

    /// Null for a question of attache's own.
    public @Nullable Command command() {
        return command;
    }

    /// Which part of a merge it is.
    public int part() {
        return part;
    }

    public void setPart(int index) {
        part = index;
    }

    /// The client asked for no reply.
    public boolean isSilent() {
        return silent;
    }

    public void silence() {
        silent = true;
    }

    /// Its shard is told of it, now or as soon as the connection is ready.
    public void onSend(ReplySource connection, long nowNanos) {
        source = connection;
        startNanos = nowNanos;
    }

    /// The connection that it was sent on; null before.
    public @Nullable ReplySource source() {
        return source;
    }

    /// When its time began to run, on the loop's clock.
    public long startNanos() {
        return startNanos;
    }

    /// Its time runs from now.
    public void restart(long nowNanos) {
        startNanos = nowNanos;
    }

    /// The one sent behind it on the same connection.
    public @Nullable Exchange nextInFlight() {
        return nextInFlight;
    }

    /// Part of the reply went on before all of it was here.
    public boolean isBegun() {
        return begun;
    }

    public void onBegin() {
        begun = true;
    }

    /// How often it has been sent again.
    public int tries() {
        return tries;
    }

    public void onTry() {
        tries++;
    }

    /// Copies a request into the exchange where it is small enough to keep.
    public void keepRequest(byte[] bytes, int from, int length) {
        if (length <= KEPT_BYTES_MAX) {
            keep(bytes, from, length);
        }
    }

    private void keep(byte[] bytes, int from, int length) {
        if (kept.length < length) {
            kept = new byte[Math.max(128, Integer.highestOneBit(length - 1) << 1)];
        }
        System.arraycopy(bytes, from, kept, 0, length);
        keptBytes = length;
    }

    /// The request that is kept, or the reply that is held where it is small: the first [#keptBytes] of this.
    public byte[] kept() {
        return kept;
    }

    public int keptBytes() {
        return keptBytes;
    }

    /// Holds a copy of the reply, which has come before its turn.
    public void hold(byte[] bytes, int from, int length, ByteBufAllocator allocator) {
        done = true;
        if (length <= KEPT_BYTES_MAX) {
            keep(bytes, from, length);
        } else {
            large = allocator.directBuffer(length).writeBytes(bytes, from, length);
        }
    }

    /// Holds a large reply, which has come before its turn and is now the exchange's.
    public void hold(ByteBuf reply) {
        large = reply;
        done = true;
    }

    /// Holds a part of a very large reply, which has come before its turn and is now the exchange's.
    public void holdPart(ByteBuf next, boolean last, ByteBufAllocator allocator) {
        if (large instanceof CompositeByteBuf parts) {
            parts.addComponent(true, next);
        } else {
            large = allocator.compositeDirectBuffer(HELD_PARTS_MAX).addComponent(true, next);
        }
        done = last;
    }

    /// The whole reply is here.
    public boolean isDone() {
        return done;
    }

    /// What is held of a reply too large for [#kept]; null where nothing is. The buffer is now the caller's.
    public @Nullable ByteBuf takeLarge() {
        ByteBuf taken = large;
        large = null;
        return taken;
    }
}
