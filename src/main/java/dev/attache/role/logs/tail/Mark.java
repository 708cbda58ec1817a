package dev.attache.role.logs.tail;

import java.io.IOException;

/// By what a content is known again: how it begins, and what stands just before an offset.
///
/// The beginning alone is not enough, since logs begin alike; with the bytes before the offset, whose times differ, it
/// is. A file that is still short has a short beginning, which grows with it.
///
/// @param headLength bytes at the beginning that `headHash` is of
/// @param offset where reading goes on
/// @param tailLength bytes before the offset that `tailHash` is of
public record Mark(int headLength, long headHash, long offset, int tailLength, long tailHash) {
    /// Bytes at the beginning that are looked at.
    public static final int HEAD_MAX = 1024;

    /// Bytes before the offset that are looked at.
    public static final int TAIL_MAX = 256;

    /// The hash of what could not be read; no bytes have it.
    public static final long NONE = 0;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /// A content of which nothing has been read.
    public static final Mark BLANK = new Mark(0, FNV_OFFSET, 0, 0, FNV_OFFSET);

    /// Stands at an offset, and tells nothing of what is before it.
    static Mark blindAt(long offset) {
        return new Mark(0, FNV_OFFSET, offset, 0, FNV_OFFSET);
    }

    /// The mark at `offset`, which lies within the content.
    static Mark of(Content content, long offset) throws IOException {
        int head = (int) Math.min(HEAD_MAX, offset);
        int tail = (int) Math.min(TAIL_MAX, offset);
        return new Mark(head, content.hash(0, head), offset, tail, content.hash(offset - tail, offset));
    }

    /// The mark of a content of which nothing was read: its beginning tells it from others.
    static Mark unread(Content content) throws IOException {
        int head = (int) Math.min(HEAD_MAX, content.size());
        return new Mark(head, content.hash(0, head), 0, 0, FNV_OFFSET);
    }

    /// The mark to go on reading from: of what nothing was read, the beginning is still to be hashed.
    Mark toReadOn() {
        return offset == 0 ? BLANK : this;
    }

    /// The mark after the bytes in `[from, to)`, which are those that follow this one's offset.
    Mark after(byte[] bytes, int from, int to) {
        int head = headLength;
        long hash = headHash;
        int more = Math.min(HEAD_MAX - head, to - from);
        if (more > 0) {
            hash = hash(hash, bytes, from, from + more);
            head += more;
        }
        int tail = Math.min(TAIL_MAX, to - from);
        return new Mark(head, hash, offset + to - from, tail, hash(bytes, to - tail, to));
    }

    /// Whether this content begins as the marked one did, and was the same just before the offset.
    public boolean isOf(Content content) throws IOException {
        return content.hash(0, headLength) == headHash && content.hash(offset - tailLength, offset) == tailHash;
    }

    /// Whether enough is known to tell this content from others.
    boolean tells() {
        return headLength > 0;
    }

    /// FNV-1a of 64 bits, with the one value that is taken mapped away (Fowler, Noll, Vo). It can be gone on with.
    public static long hash(byte[] bytes, int from, int to) {
        return hash(FNV_OFFSET, bytes, from, to);
    }

    private static long hash(long before, byte[] bytes, int from, int to) {
        long hash = before;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * FNV_PRIME;
        }
        return hash == NONE ? 1 : hash;
    }
}
