package dev.attache.wire.http;

import dev.attache.base.Ascii;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The header lines of one head, or the trailers of one body: where each name and value stands in the bytes.
///
/// ```
/// X-Any:  some value \r\n
/// ^lineStart            ^lineEnd
///      ^nameEnd
///         ^valueStart
///                   ^valueEnd
/// ```
/// Positions are those in the array of the last scan, and good until its bytes change. Filled again and again.
public final class HeaderLines {
    static final int NEED_MORE = -1;
    static final int FAULT = -2;

    private static final int MARKS = 4;
    private static final int LINES_AT_FIRST = 32;
    private static final byte[] NO_BYTES = new byte[0];
    private static final int[] NO_MARKS = new int[0];
    private static final HeaderName[] NO_NAMES = new HeaderName[0];

    private final int countMax;
    private byte[] bytes = NO_BYTES;
    private int[] marks = NO_MARKS;
    private HeaderName[] names = NO_NAMES;
    private int count;
    private int position;
    private int searched;
    private @Nullable HttpFault fault;

    HeaderLines(int countMax) {
        this.countMax = countMax;
    }

    /// Begins anew with the line at this position.
    void reset(int from) {
        count = 0;
        position = from;
        searched = from;
        fault = null;
    }

    /// Scans on to the empty line.
    ///
    /// @param source holds the same bytes as before at the same places, and perhaps more of them
    /// @return position behind the empty line, [#NEED_MORE] or [#FAULT]
    int scan(byte[] source, int limit) {
        bytes = source;
        if (searched > position && !hasLineEnd(source, limit)) {
            return NEED_MORE;
        }
        while (position < limit) {
            if (source[position] == '\r') {
                return scanEmptyLine(source, limit);
            }
            int next = scanLine(source, position, limit);
            if (next < 0) {
                return onOpenLine(next, source, limit);
            }
            position = next;
        }
        return NEED_MORE;
    }

    /// What is wrong with a line is told when all of it is here, so that it is told the same wherever a read ends.
    private int onOpenLine(int outcome, byte[] source, int limit) {
        if (outcome == FAULT && hasLineEnd(source, limit)) {
            return FAULT;
        }
        fault = null;
        searched = limit;
        return NEED_MORE;
    }

    /// Spares a line that comes byte by byte from being read from its start with each.
    private boolean hasLineEnd(byte[] source, int limit) {
        for (int i = Math.max(searched, position); i < limit; i++) {
            if (source[i] == '\n') {
                return true;
            }
        }
        searched = limit;
        return false;
    }

    private int scanEmptyLine(byte[] source, int limit) {
        if (position + 1 == limit) {
            return NEED_MORE;
        }
        return source[position + 1] == '\n' ? position + 2 : fault(HttpFault.BARE_CR);
    }

    private int scanLine(byte[] source, int from, int limit) {
        int at = from;
        int hash = 0;
        byte folded = 0;
        while (at < limit && (folded = HttpChars.FOLD[source[at] & 0xFF]) != 0) {
            hash = hash * 31 + folded;
            at++;
        }
        if (at == limit) {
            return NEED_MORE;
        }
        if (source[at] != ':' || at == from) {
            return fault(at == from && HttpChars.isBlank(source[at]) ? HttpFault.FOLDED_LINE : whyNoName(source[at]));
        }
        int value = at + 1;
        while (value < limit && HttpChars.isBlank(source[value])) {
            value++;
        }
        int end = value;
        while (end < limit && HttpChars.VALUE[source[end] & 0xFF] != 0) {
            end++;
        }
        if (end + 1 >= limit) {
            return end < limit && source[end] != '\r' ? whyNoLineEnd(source[end]) : NEED_MORE;
        }
        if (source[end] != '\r' || source[end + 1] != '\n') {
            return whyNoLineEnd(source[end]);
        }
        return store(from, at, value, end, hash);
    }

    private static HttpFault whyNoName(byte found) {
        return found == '\n' ? HttpFault.BARE_LF : HttpFault.BAD_NAME;
    }

    private int whyNoLineEnd(byte found) {
        return fault(
                switch (found) {
                    case '\r' -> HttpFault.BARE_CR;
                    case '\n' -> HttpFault.BARE_LF;
                    default -> HttpFault.BAD_VALUE;
                });
    }

    private int store(int lineStart, int nameEnd, int valueStart, int lineStop, int hash) {
        if (count == countMax) {
            return fault(HttpFault.TOO_MANY_HEADERS);
        }
        if (count == names.length) {
            int room = Math.max(LINES_AT_FIRST, count * 2);
            names = Arrays.copyOf(names, room);
            marks = Arrays.copyOf(marks, room * MARKS);
        }
        int valueEnd = lineStop;
        while (valueEnd > valueStart && HttpChars.isBlank(bytes[valueEnd - 1])) {
            valueEnd--;
        }
        int at = count * MARKS;
        marks[at] = lineStart;
        marks[at + 1] = nameEnd;
        marks[at + 2] = valueStart;
        marks[at + 3] = valueEnd;
        names[count] = HeaderName.of(bytes, lineStart, nameEnd, hash);
        count++;
        return lineStop + 2;
    }

    private int fault(HttpFault what) {
        fault = what;
        return FAULT;
    }

    /// What is wrong; null where nothing is so far.
    @Nullable HttpFault fault() {
        return fault;
    }

    /// Lines so far, without the empty one.
    public int count() {
        return count;
    }

    /// The array that all positions are in.
    public byte[] bytes() {
        return bytes;
    }

    /// The name of a line, where it is one that a proxy acts on.
    public HeaderName name(int index) {
        return names[index];
    }

    /// Where the line and its name start.
    public int lineStart(int index) {
        return marks[index * MARKS];
    }

    /// Behind the line's CR LF.
    public int lineEnd(int index) {
        return index + 1 < count ? marks[(index + 1) * MARKS] : position;
    }

    /// Behind the name.
    public int nameEnd(int index) {
        return marks[index * MARKS + 1];
    }

    /// Where the value starts, blanks left off.
    public int valueStart(int index) {
        return marks[index * MARKS + 2];
    }

    /// Behind the value, blanks left off.
    public int valueEnd(int index) {
        return marks[index * MARKS + 3];
    }

    /// The first line of that name; -1 where there is none.
    public int find(HeaderName name) {
        for (int i = 0; i < count; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        return -1;
    }

    /// The first line of that name from a line on; -1 where there is none.
    ///
    /// @param smallLetters the name in small letters
    public int find(byte[] smallLetters, int from) {
        for (int i = from; i < count; i++) {
            if (Ascii.equalsIgnoringCase(bytes, lineStart(i), nameEnd(i), smallLetters)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a line has that name.
    ///
    /// @param smallLetters the name in small letters
    public boolean isNamed(int index, byte[] smallLetters) {
        return Ascii.equalsIgnoringCase(bytes, lineStart(index), nameEnd(index), smallLetters);
    }

    /// Whether the value is this word, in letters of any case.
    public boolean says(int index, byte[] smallLetters) {
        return Ascii.equalsIgnoringCase(bytes, valueStart(index), valueEnd(index), smallLetters);
    }
}
