package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespLimits;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Puts values in the order of the keys, whichever shard brought them: MGET.
final class ValueMerger implements Merger {
    private static final int PEEK_BYTES = 64;

    private final LoopKit loop;
    private final boolean errorElements;
    private final Pieces pieces;
    private final FrameScanner scanner = new FrameScanner(RespLimits.REDIS);
    private final byte[] peek = new byte[PEEK_BYTES];
    /// For each part, where its next value starts.
    private int[] cursors = new int[4];

    /// @param errorElements whether an error stands in the place of each value that is missing; or else one error is
    /// all that the client gets
    ValueMerger(LoopKit loop, boolean errorElements) {
        this.loop = loop;
        this.pieces = new Pieces(loop);
        this.errorElements = errorElements;
    }

    @Override
    public boolean readsBuffers() {
        return true;
    }

    @Override
    public void merge(Gather gather) {
        GrowingBytes error = gather.firstError();
        if (error != null && !errorElements) {
            gather.finish(error);
            return;
        }
        GrowingBytes small = loop.scratch();
        small.append('*');
        small.appendDecimal(gather.keys());
        small.append('\r');
        small.append('\n');
        if (gather.bytes() <= ReplyReceiver.SMALL_BYTES_MAX) {
            appendValues(gather, small, null);
            gather.finish(small);
        } else {
            pieces.append(small.array(), 0, small.length());
            mergeLarge(gather, small);
            gather.finish(pieces);
        }
    }

    private void mergeLarge(Gather gather, GrowingBytes head) {
        try {
            appendValues(gather, head, pieces);
        } catch (RuntimeException e) {
            pieces.release();
            throw e;
        }
    }

    /// @param large where the values go; null where they go to `small`
    private void appendValues(Gather gather, GrowingBytes small, @Nullable Pieces large) {
        int parts = gather.parts();
        if (cursors.length < parts) {
            cursors = new int[parts];
        }
        for (int i = 0; i < parts; i++) {
            cursors[i] = gather.isError(i) ? 0 : firstValue(gather.part(i));
        }
        int keys = gather.keys();
        int[] partOfKey = gather.partOfKey(keys);
        for (int key = 0; key < keys; key++) {
            int index = partOfKey[key];
            GatheredPart part = gather.part(index);
            int from = cursors[index];
            int end = endOfValue(part, from);
            append(part, from, end - from, small, large);
            cursors[index] = gather.isError(index) ? 0 : end;
        }
    }

    private static int firstValue(GatheredPart part) {
        ByteBuf buffer = part.buffer();
        if (buffer == null) {
            return Elements.first(part.bytes().array());
        }
        int from = buffer.readerIndex();
        return buffer.indexOf(from, buffer.writerIndex(), (byte) '\n') + 1;
    }

    private int endOfValue(GatheredPart part, int from) {
        scanner.reset();
        ByteBuf buffer = part.buffer();
        int end = buffer == null
                ? scanner.scan(part.bytes().array(), from, part.bytes().length())
                : scan(buffer, from);
        if (!scanner.isComplete()) {
            throw new IllegalStateException("a shard sent fewer values than it was asked for");
        }
        return end;
    }

    /// Looks at the heads of strings alone.
    private int scan(ByteBuf buffer, int from) {
        int end = buffer.writerIndex();
        int at = from;
        while (at < end && !scanner.isComplete()) {
            int length = Math.min(PEEK_BYTES, end - at);
            buffer.getBytes(at, peek, 0, length);
            at += scanner.scan(peek, 0, length);
            at += (int) scanner.skip((long) end - at);
        }
        return at;
    }

    private static void append(GatheredPart part, int from, int length, GrowingBytes small, @Nullable Pieces large) {
        ByteBuf buffer = part.buffer();
        if (large == null) {
            small.append(part.bytes().array(), from, length);
        } else if (buffer == null) {
            large.append(part.bytes().array(), from, length);
        } else {
            large.append(buffer, from, length);
        }
    }
}
