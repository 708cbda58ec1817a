package dev.attache.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/// The memory that an event loop reads into, in blocks that are lent out again once nobody holds any of their bytes.
///
/// The first block that is free is lent, so that a loop which holds little goes on with the few that are in the
/// processor's cache. Netty's allocator pools no buffers of this size where the heap is small. For one thread.
final class ReadBlocks {
    static final int BLOCK_BYTES = 64 * 1024;

    /// Blocks that are kept; those beyond are made when needed, and given back after.
    static final int KEPT_MAX = 64;

    private static final int SCARCE = KEPT_MAX / 2;

    private static final FastThreadLocal<ReadBlocks> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected ReadBlocks initialValue() {
            return new ReadBlocks(ByteBufAllocator.DEFAULT);
        }

        @Override
        protected void onRemoval(ReadBlocks blocks) {
            blocks.release();
        }
    };

    private final ByteBufAllocator allocator;
    private final @Nullable ByteBuf[] kept = new ByteBuf[KEPT_MAX];
    private int count;
    /// How many of the kept were in use at once since the last trim.
    private int used;
    /// How many were held when the last was taken, about.
    private int last;

    ReadBlocks(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /// Those of the calling thread, which is an event loop; they end with it.
    static ReadBlocks ofThisLoop() {
        return OF_THREAD.get();
    }

    /// Whether more than half of the blocks were held when the last was taken.
    boolean areScarce() {
        return last > SCARCE;
    }

    /// An empty block; the caller owns one reference.
    ByteBuf take() {
        for (int i = 0; i < count; i++) {
            ByteBuf block = kept[i];
            if (block != null && block.refCnt() == 1) {
                used = Math.max(used, i + 1);
                last = i;
                return block.clear().retain();
            }
        }
        ByteBuf fresh = allocator.directBuffer(BLOCK_BYTES, BLOCK_BYTES);
        last = count;
        if (count < KEPT_MAX) {
            kept[count++] = fresh.retain();
            used = count;
        }
        return fresh;
    }

    /// Gives back what is free and was not needed since the last call.
    void trim() {
        while (count > used && isFree(kept[count - 1])) {
            drop(--count);
        }
        used = 0;
    }

    private static boolean isFree(@Nullable ByteBuf block) {
        return block != null && block.refCnt() == 1;
    }

    void release() {
        while (count > 0) {
            drop(--count);
        }
    }

    private void drop(int index) {
        ByteBuf block = kept[index];
        kept[index] = null;
        if (block != null) {
            block.release();
        }
    }
}
