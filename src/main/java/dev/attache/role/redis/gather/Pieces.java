package dev.attache.role.redis.gather;

import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.loop.LoopKit;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A large reply that is put together from parts of others: what is large stays where it is, what is small is copied.
final class Pieces {
    private static final int COPY_BYTES = 8 * 1024;

    private final LoopKit loop;
    private @Nullable ByteBuf[] pieces = new ByteBuf[16];
    private int count;
    /// The last piece, where it is a copy.
    private @Nullable ByteBuf copy;
    /// Where the last piece comes from, where it is none, and up to where.
    private @Nullable ByteBuf source;

    private int sourceFrom;
    private int sourceEnd;

    Pieces(LoopKit loop) {
        this.loop = loop;
    }

    void append(byte[] bytes, int from, int length) {
        roomFor(length).writeBytes(bytes, from, length);
    }

    void append(ByteBuf bytes, int from, int length) {
        if (bytes == source && from == sourceEnd) {
            sourceEnd += length;
            return;
        }
        if (length > ReplyReceiver.SMALL_BYTES_MAX) {
            endPiece();
            source = bytes;
            sourceFrom = from;
            sourceEnd = from + length;
        } else {
            roomFor(length).writeBytes(bytes, from, length);
        }
    }

    private ByteBuf roomFor(int length) {
        ByteBuf into = copy;
        if (into == null || into.writableBytes() < length) {
            endPiece();
            into = loop.room(Math.max(length, COPY_BYTES));
            copy = into;
        }
        return into;
    }

    private void endPiece() {
        ByteBuf large = source;
        ByteBuf small = copy;
        source = null;
        copy = null;
        if (large != null) {
            add(large.retainedSlice(sourceFrom, sourceEnd - sourceFrom));
        } else if (small != null) {
            add(small);
        }
    }

    private void add(ByteBuf piece) {
        if (count == pieces.length) {
            pieces = Arrays.copyOf(pieces, count * 2);
        }
        pieces[count++] = piece;
    }

    void sendTo(ReplyReceiver receiver, Exchange exchange) {
        endPiece();
        int size = count;
        count = 0;
        for (int i = 0; i < size; i++) {
            ByteBuf piece = pieces[i];
            pieces[i] = null;
            if (piece != null) {
                receiver.onReplyPart(exchange, piece, i + 1 == size);
            }
        }
    }

    void release() {
        endPiece();
        while (count > 0) {
            ByteBuf piece = pieces[--count];
            pieces[count] = null;
            if (piece != null) {
                piece.release();
            }
        }
    }
}
