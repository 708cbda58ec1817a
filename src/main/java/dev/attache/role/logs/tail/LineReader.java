package dev.attache.role.logs.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads whole lines from one file after the other, as many as fit into one buffer.
///
/// What is left of a line at the end of the buffer is not kept: it is read again when its end is there, so that a file
/// with half a line costs no memory, and where reading stands is always where a line begins. A line longer than allowed
/// is given once, cut to that length, and what follows of it is passed over and counted.
public final class LineReader {
    private static final int CHUNK = 256 * 1024;

    private final int lineMax;
    private final ByteBuffer direct = ByteBuffer.allocateDirect(CHUNK);
    private byte[] array = new byte[CHUNK];
    private int from;
    private int to;
    private int end;
    private boolean cut;
    private long bytesCut;
    private Place before = Place.NOWHERE;

    /// @param lineMax bytes of a line without its end
    public LineReader(int lineMax) {
        this.lineMax = lineMax;
    }

    /// Reads on in this file. The lines stand in [#array] from [#from] to [#to]; [#done] says that they were taken.
    ///
    /// @param last whether the end of the file ends its last line
    /// @return false where there is no whole line
    /// @throws IOException where the system refuses
    public boolean read(Generation generation, boolean last) throws IOException {
        before = Place.of(generation);
        int count = fill(generation, 0);
        from = 0;
        while (generation.isInLongLine()) {
            if (count == 0) {
                return false;
            }
            from = passOver(generation, count);
            count = generation.isInLongLine() ? fill(generation, 0) : count;
        }
        cut = false;
        end = lastLineEnd(count);
        while (end == from && count - from <= lineMax && count == array.length) {
            array = Arrays.copyOf(array, Math.min(array.length * 2, lineMax + CHUNK));
            count = fill(generation, count);
            end = lastLineEnd(count);
        }
        to = end;
        if (end == from && count - from > lineMax) {
            cut = true;
            to = from + lineMax;
            end = to;
        } else if (end == from && last) {
            to = count;
            end = count;
        }
        return end > from || from > 0;
    }

    /// Takes the bytes in that follow the first `have`.
    ///
    /// @return how many there are now
    private int fill(Generation generation, int have) throws IOException {
        int count = have;
        while (count < array.length) {
            direct.clear().limit(Math.min(CHUNK, array.length - count));
            int read = generation.content().read(generation.offset() + count, direct);
            direct.flip().get(array, count, read);
            count += read;
            if (read < CHUNK) {
                break;
            }
        }
        return count;
    }

    private int lastLineEnd(int count) {
        int at = count;
        while (at > from && array[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /// Goes past the rest of a line that was cut.
    ///
    /// @return where the next line begins
    private int passOver(Generation generation, int count) {
        int at = 0;
        while (at < count && array[at] != '\n') {
            at++;
        }
        bytesCut += at;
        boolean ended = at < count;
        int next = ended ? at + 1 : at;
        if (!ended) {
            generation.advance(array, 0, next, 0);
        } else {
            generation.inLongLine(false);
        }
        return next;
    }

    /// Whether what stands here is the beginning of one line that is too long.
    public boolean isCut() {
        return cut;
    }

    /// Where reading stood before the last [#read].
    public Place before() {
        return before;
    }

    public byte[] array() {
        return array;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /// Bytes passed over so far because their line was too long. Safe from any thread.
    public long bytesCut() {
        return bytesCut;
    }

    /// The lines of the last [#read] were taken.
    public void done(Generation generation, int lines) {
        generation.advance(array, 0, end, lines);
        generation.inLongLine(cut);
        if (array.length > CHUNK) {
            array = new byte[CHUNK];
        }
    }
}
