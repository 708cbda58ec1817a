package dev.attache.role.logs.tail;

import dev.attache.wire.log.Swar;
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
    /// So many reads in a row that need no more than a chunk end a larger buffer.
    private static final int SMALL_READS = 16;

    private final int lineMax;
    private final ByteBuffer direct = ByteBuffer.allocateDirect(CHUNK);
    private byte[] array = new byte[CHUNK];
    /// Bytes of the array that this read may use.
    private int room = CHUNK;
    private int smallReads;
    private int from;
    private int to;
    private int count;
    private boolean last;
    private boolean cut;
    private long bytesCut;
    private Place before = Place.NOWHERE;

    /// Bytes that a block of lines may have, where one line may have so many.
    public static int blockMax(int lineMax) {
        return lineMax + CHUNK;
    }

    /// @param lineMax bytes of a line without its end
    public LineReader(int lineMax) {
        this.lineMax = lineMax;
    }

    /// Reads on in this file. The lines stand in [#array] from [#from] to [#to]; [#done] says that they were taken.
    ///
    /// @param fileEnds whether the end of the file ends its last line
    /// @return false where there is no whole line
    /// @throws IOException where the system refuses
    public boolean read(Generation generation, boolean fileEnds) throws IOException {
        before = Place.of(generation);
        last = fileEnds;
        room = CHUNK;
        count = fill(generation, 0);
        from = 0;
        while (generation.isInLongLine()) {
            if (count == 0) {
                return false;
            }
            from = passOver(generation, count);
            count = generation.isInLongLine() ? fill(generation, 0) : count;
        }
        cut = false;
        int end = lastLineEnd();
        while (end == from && count - from <= lineMax && grow(generation)) {
            end = lastLineEnd();
        }
        to = end;
        if (end == from && count - from > lineMax) {
            cut = true;
            to = from + lineMax;
        } else if (last && isAtEnd()) {
            to = count;
        }
        return to > from || from > 0;
    }

    /// Reads more lines behind those that stand here, where there are some and room is left.
    ///
    /// @return whether there are more
    /// @throws IOException where the system refuses
    public boolean readMore(Generation generation) throws IOException {
        if (cut || !grow(generation)) {
            return false;
        }
        int had = to;
        to = last && isAtEnd() ? count : lastLineEnd();
        return to > had;
    }

    /// Doubles the buffer, where it is full and not as large as it may be.
    private boolean grow(Generation generation) throws IOException {
        int most = 2 * lineMax + CHUNK;
        if (isAtEnd() || room >= most) {
            return false;
        }
        room = Math.min(room * 2, most);
        if (array.length < room) {
            array = Arrays.copyOf(array, room);
        }
        count = fill(generation, count);
        return true;
    }

    /// Whether the file may have more than stands here.
    public boolean isFull() {
        return !isAtEnd();
    }

    /// Whether everything that the file has by now stands in the buffer.
    private boolean isAtEnd() {
        return count < room;
    }

    /// Whether nothing will follow what stands here.
    public boolean isLast() {
        return cut || last && isAtEnd();
    }

    /// Offset in the file of what was not read yet.
    public long readTo(Generation generation) {
        return generation.offset() + count;
    }

    /// Takes the bytes in that follow the first `have`.
    ///
    /// @return how many there are now
    private int fill(Generation generation, int have) throws IOException {
        int filled = have;
        while (filled < room) {
            direct.clear().limit(Math.min(CHUNK, room - filled));
            int read = generation.content().read(generation.offset() + filled, direct);
            direct.flip().get(array, filled, read);
            filled += read;
            if (read < CHUNK) {
                break;
            }
        }
        return filled;
    }

    private int lastLineEnd() {
        int at = count;
        while (at > from && array[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /// Goes past the rest of a line that was cut.
    ///
    /// @return where the next line begins
    private int passOver(Generation generation, int filled) {
        int at = Swar.indexOf(array, 0, filled, (byte) '\n');
        bytesCut += at;
        boolean ended = at < filled;
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

    /// The lines before this index were taken; those behind it are read again.
    public void done(Generation generation, int takenTo, int lines) {
        generation.advance(array, 0, takenTo, lines);
        generation.inLongLine(cut && takenTo == to);
        smallReads = room == CHUNK ? smallReads + 1 : 0;
        if (array.length > CHUNK && smallReads >= SMALL_READS) {
            array = new byte[CHUNK];
        }
    }
}
