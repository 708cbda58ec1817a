package dev.attache.role.logs.spool;

import dev.attache.wire.log.Swar;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.LongConsumer;

/// Goes from one sound line of a segment to the next, and tells of the bytes between them.
final class SegmentScanner implements Closeable {
    private static final int BLOCK = 64 * 1024;

    private final FileChannel channel;
    private final int recordMax;
    private final LongConsumer damaged;
    private final SpoolLine line = new SpoolLine();
    private byte[] block = new byte[BLOCK];
    private long blockAt;
    private int length;
    private int next;
    private int from;
    private int to;
    private long judgedTo;
    private boolean finished;

    /// @param recordMax longest line, checksum included
    /// @param damaged takes how many bytes are not as they were written, once for each
    SegmentScanner(Path path, int recordMax, LongConsumer damaged) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.recordMax = recordMax;
        this.damaged = damaged;
    }

    /// Nothing will be added any more: half a line at the end will stay one.
    void finish() {
        finished = true;
    }

    /// What stands before this was told of already.
    void judged(long position) {
        judgedTo = position;
    }

    /// The next line is the one that begins here.
    void moveTo(long position) {
        blockAt = position;
        length = 0;
        next = 0;
        from = 0;
        to = 0;
    }

    /// Goes to the next sound line; where there is none, the line is empty.
    boolean next() throws IOException {
        from = next;
        to = next;
        for (int end = endOfNext(); end >= 0; end = endOfNext()) {
            int start = next;
            next = end + 1;
            if (line.isSound(block, start, end)) {
                judgedTo = Math.max(judgedTo, position());
                from = start + SpoolLine.PREFIX;
                to = next;
                return true;
            }
            tell(next - start);
        }
        from = next;
        to = next;
        return false;
    }

    private void tell(int count) {
        if (position() > judgedTo) {
            judgedTo = position();
            damaged.accept(count);
        }
    }

    /// @return where the next line ends; negative where its end is not there
    private int endOfNext() throws IOException {
        int searched = 0;
        while (true) {
            int end = Swar.indexOf(block, next + searched, length, (byte) '\n');
            if (end < length) {
                return end;
            }
            searched = length - next;
            if (searched >= recordMax) {
                passOver(searched);
                searched = 0;
            }
            if (!readMore()) {
                if (finished && searched > 0) {
                    passOver(searched);
                }
                return -1;
            }
        }
    }

    private void passOver(int count) {
        next += count;
        tell(count);
    }

    private boolean readMore() throws IOException {
        System.arraycopy(block, next, block, 0, length - next);
        blockAt += next;
        length -= next;
        next = 0;
        if (length == block.length) {
            block = Arrays.copyOf(block, Math.min(2 * block.length, recordMax + BLOCK));
        }
        int count = channel.read(ByteBuffer.wrap(block, length, block.length - length), blockAt + length);
        length += Math.max(count, 0);
        return count > 0;
    }

    /// Where the line after this one begins in the file.
    long position() {
        return blockAt + next;
    }

    /// Where this line begins in the file, its checksum included.
    long start() {
        return blockAt + (to > from ? from - SpoolLine.PREFIX : next);
    }

    byte[] block() {
        return block;
    }

    /// Where the line begins in the block.
    int from() {
        return from;
    }

    /// Where it ends, its end included.
    int to() {
        return to;
    }

    long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
