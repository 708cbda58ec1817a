package dev.attache.role.logs.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One content from its first byte on: a file between two truncations, under whatever names it has had.
///
/// ```
///  FOLLOWED ──no path leads here any more──▶ LEFT ──read to its end, and quiet──▶ ENDED
///     │                                       │
///     └──────────cut short by its writer──────┴──────────────────────────────────▶ ENDED
/// ```
///
/// For the thread of its [Tailer], save the counters that scrapes read.
public final class Generation {
    private final FileKey key;
    private final Content content;
    private volatile String path;
    private volatile Mark mark;
    private volatile long size;
    private final LagClock clock = new LagClock();
    private long lines;
    private long heldTo = -1;
    private long heldUntilNanos;
    private boolean inLongLine;
    private long leftSinceNanos;
    private boolean left;
    private boolean ended;
    private @Nullable Generation copied;
    private long copySinceNanos;

    Generation(FileKey key, Content content, String path, Mark start, long size, boolean inLongLine) {
        this.key = key;
        this.content = content;
        this.path = path;
        this.mark = start;
        this.size = size;
        this.inLongLine = inLongLine;
    }

    /// What comes through a pipe.
    public static Generation ofStream(Content content, String name) {
        return new Generation(FileKey.NONE, content, name, Mark.BLANK, 0, false);
    }

    /// A file of our own, as far as an earlier run has read it.
    ///
    /// @throws IOException where it is not to be had
    public static Generation resumed(Content content, Path path, Mark mark) throws IOException {
        return new Generation(FileKey.of(path).key(), content, path.toString(), mark, content.size(), false);
    }

    FileKey key() {
        return key;
    }

    Content content() {
        return content;
    }

    /// The name it has now, or had last.
    public String path() {
        return path;
    }

    void renamed(String to) {
        path = to;
    }

    /// Where the first byte stands that has not been read.
    public long offset() {
        return mark.offset();
    }

    /// The largest size that was seen.
    public long size() {
        return size;
    }

    /// Bytes that are there and have not been read.
    public long lag() {
        return Math.max(0, size - offset());
    }

    /// Lines read.
    public long lines() {
        return lines;
    }

    /// Whether there are bytes that can be read now.
    public boolean hasMore(long nowNanos) {
        boolean held = size <= heldTo && nowNanos - heldUntilNanos < 0;
        return copied == null && size > offset() && !held;
    }

    /// What was read up to there was not taken, since more may belong to it: it is not read again before there is more,
    /// or this time has come.
    public void hold(long readTo, long untilNanos) {
        heldTo = readTo;
        heldUntilNanos = untilNanos;
    }

    /// Whether what was read up to there is to be taken although more may belong to it: it was held for long enough.
    public boolean isDue(long readTo, long nowNanos) {
        return readTo == heldTo && nowNanos - heldUntilNanos >= 0;
    }

    /// What is held is due now.
    public void toDue(long nowNanos) {
        heldUntilNanos = nowNanos;
    }

    /// So many bytes are there now.
    public void sized(long now, long nowNanos) {
        size = now;
        clock.seen(now, offset(), nowNanos);
    }

    /// How long the first byte that was not read has been seen to be there; 0 where there is none.
    public long lagNanos(long nowNanos) {
        return clock.lagNanos(offset(), nowNanos);
    }

    /// The bytes in `[from, to)`, which stand at the offset, have been handed on.
    void advance(byte[] bytes, int from, int to, int moreLines) {
        mark = mark.after(bytes, from, to);
        lines += moreLines;
    }

    void toMark(Mark to) {
        mark = to;
    }

    /// The first line of the content, wherever reading stands; empty where it is longer than that.
    ///
    /// @throws IOException where the system refuses
    public byte[] firstLine(int bytesMax) throws IOException {
        var head = ByteBuffer.allocate(bytesMax);
        int count = content.read(0, head);
        byte[] bytes = head.array();
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                return Arrays.copyOf(bytes, i > 0 && bytes[i - 1] == '\r' ? i - 1 : i);
            }
        }
        return new byte[0];
    }

    /// Where reading stands, and by what the content is known again.
    Mark mark() {
        return mark;
    }

    /// Whether the writer has not touched what was read already.
    boolean isAsItWas() throws IOException {
        return mark.isOf(content);
    }

    /// Whether the next byte belongs to a line that is too long and whose beginning was handed on.
    boolean isInLongLine() {
        return inLongLine;
    }

    void inLongLine(boolean within) {
        inLongLine = within;
    }

    boolean isLeft() {
        return left;
    }

    void toLeft(long nowNanos) {
        if (!left) {
            left = true;
            leftSinceNanos = nowNanos;
        }
    }

    void toFollowed() {
        left = false;
    }

    /// Whoever still writes to it keeps it from ending.
    void wroteAgain(long nowNanos) {
        leftSinceNanos = nowNanos;
    }

    long leftSinceNanos() {
        return leftSinceNanos;
    }

    /// Whether nothing of it will be read any more.
    public boolean isEnded() {
        return ended;
    }

    /// Nothing of it will be read any more.
    public void toEnded() {
        ended = true;
    }

    /// The content that this one began as a copy of, as log rotation by copying makes them; null where it is none.
    @Nullable Generation copied() {
        return copied;
    }

    void copyOf(@Nullable Generation original, long nowNanos) {
        copied = original;
        copySinceNanos = nowNanos;
    }

    long copySinceNanos() {
        return copySinceNanos;
    }
}
