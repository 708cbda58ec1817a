package dev.attache.wire.resp;

import java.util.Arrays;

/// Finds the bounds of one command and of its arguments in a client's bytes, wherever the bytes were cut.
///
/// ```
/// *2\r\n $3\r\n GET\r\n $5\r\n hello\r\n
///            ^start(0)      ^start(1)        positions count from the command's first byte
/// ```
/// Resumable: after [Outcome#NEED_MORE] the caller presents the same bytes again, longer, at any place of any array,
/// and the scan goes on where it stood. Nothing is allocated for a declared count or length, only for arguments that
/// came. Follows `processMultibulkBuffer` of Redis 7.0 in what is accepted and in what is said, save that a line must
/// end in CR LF, where Redis passes over the second byte unseen.
public final class RequestScanner {
    /// How a scan ended.
    public enum Outcome {
        /// A command with at least one argument stands between the base and [#length].
        COMMAND,
        /// `*0`, `*-1` or an empty line: to be passed over without an answer, up to [#length].
        NOTHING,
        /// A line that is no array: to be read with [InlineCommand], up to [#length].
        INLINE,
        NEED_MORE,
        /// The stream is lost, see [#faultText].
        FAULT
    }

    private static final long INCOMPLETE = Long.MIN_VALUE;
    private static final long MALFORMED = Long.MIN_VALUE + 1;
    private static final long TOO_LONG = Long.MIN_VALUE + 2;
    private static final int LENGTH_DIGITS_MAX = 18;

    private final RespLimits limits;
    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private int count;
    private int position;
    private int lineEnd;
    private long declared = -1;
    private long bulkLength = -1;
    private String faultText = "";

    public RequestScanner(RespLimits limits) {
        this.limits = limits;
    }

    public RespLimits limits() {
        return limits;
    }

    /// Forgets the command at hand; the next scan starts a new one.
    public void reset() {
        count = 0;
        position = 0;
        declared = -1;
        bulkLength = -1;
    }

    /// Scans on.
    ///
    /// @param bytes holds the command's first byte at `base` and all that came since, up to `end`
    /// @param trusted false for a client that has not logged in, which is held to far smaller bounds
    public Outcome scan(byte[] bytes, int base, int end, boolean trusted) {
        if (declared < 0) {
            if (base >= end) {
                return Outcome.NEED_MORE;
            }
            if (bytes[base] != '*') {
                return scanInline(bytes, base, end);
            }
            Outcome head = scanHead(bytes, base, end, trusted);
            if (head != Outcome.COMMAND) {
                return head;
            }
        }
        return scanArguments(bytes, base, end, trusted);
    }

    private Outcome scanInline(byte[] bytes, int base, int end) {
        int last = Math.min(end, base + limits.lineBytesMax() + 1);
        for (int i = base + position; i < last; i++) {
            if (bytes[i] == '\n') {
                position = i + 1 - base;
                boolean empty = i == base || (i == base + 1 && bytes[base] == '\r');
                return empty ? Outcome.NOTHING : Outcome.INLINE;
            }
        }
        position = last - base;
        return position > limits.lineBytesMax() ? fault(RespFault.TOO_BIG_INLINE) : Outcome.NEED_MORE;
    }

    private Outcome scanHead(byte[] bytes, int base, int end, boolean trusted) {
        long length = lengthAt(bytes, base + 1, end);
        if (length == INCOMPLETE) {
            return Outcome.NEED_MORE;
        }
        if (length == TOO_LONG) {
            return fault(RespFault.TOO_BIG_MULTIBULK_COUNT);
        }
        if (length == MALFORMED || length > limits.argumentsMax()) {
            return fault(RespFault.INVALID_MULTIBULK_LENGTH);
        }
        if (!trusted && length > RespLimits.UNAUTHENTICATED_ARGUMENTS_MAX) {
            return fault(RespFault.UNAUTHENTICATED_MULTIBULK_LENGTH);
        }
        position = lineEnd - base;
        if (length <= 0) {
            return Outcome.NOTHING;
        }
        declared = length;
        return Outcome.COMMAND;
    }

    private Outcome scanArguments(byte[] bytes, int base, int end, boolean trusted) {
        while (count < declared) {
            if (bulkLength < 0) {
                Outcome head = scanBulkHead(bytes, base, end, trusted);
                if (head != Outcome.COMMAND) {
                    return head;
                }
            }
            int start = base + position;
            if (end - start < bulkLength + 2) {
                return Outcome.NEED_MORE;
            }
            int close = start + (int) bulkLength;
            if (bytes[close] != '\r' || bytes[close + 1] != '\n') {
                return fault(RespFault.MISSING_LINE_END);
            }
            store(position, (int) bulkLength);
            position += (int) bulkLength + 2;
            bulkLength = -1;
        }
        return Outcome.COMMAND;
    }

    private Outcome scanBulkHead(byte[] bytes, int base, int end, boolean trusted) {
        int at = base + position;
        if (at >= end) {
            return Outcome.NEED_MORE;
        }
        boolean dollar = bytes[at] == '$';
        long length = dollar ? lengthAt(bytes, at + 1, end) : whyNoLength(bytes, at, end, at);
        if (length == INCOMPLETE) {
            return Outcome.NEED_MORE;
        }
        if (length == TOO_LONG) {
            return fault(RespFault.TOO_BIG_BULK_COUNT);
        }
        if (!dollar) {
            return fault(RespFault.EXPECTED_DOLLAR.text() + (char) (bytes[at] & 0xFF) + "'");
        }
        if (length < 0 || length > limits.bulkBytesMax()) {
            return fault(RespFault.INVALID_BULK_LENGTH);
        }
        if (!trusted && length > RespLimits.UNAUTHENTICATED_BULK_BYTES_MAX) {
            return fault(RespFault.UNAUTHENTICATED_BULK_LENGTH);
        }
        position = lineEnd - base;
        bulkLength = length;
        return Outcome.COMMAND;
    }

    /// The number from `at` to the line's end; [#lineEnd] is set behind the line where one is found.
    private long lengthAt(byte[] bytes, int at, int end) {
        int i = at;
        boolean negative = i < end && bytes[i] == '-';
        if (negative) {
            i++;
        }
        int first = i;
        long value = 0;
        while (i < end) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || i - first >= LENGTH_DIGITS_MAX) {
                break;
            }
            value = value * 10 + digit;
            i++;
        }
        if (i + 1 < end && bytes[i] == '\r' && bytes[i + 1] == '\n' && i > first) {
            lineEnd = i + 2;
            boolean leadingZero = bytes[first] == '0' && (i - first > 1 || negative);
            return leadingZero ? MALFORMED : negative ? -value : value;
        }
        return whyNoLength(bytes, i, end, at - 1);
    }

    /// Looks no further than a line may be long, so that it says the same wherever the bytes were cut.
    private long whyNoLength(byte[] bytes, int from, int end, int lineStart) {
        int last = Math.min(end - 1, lineStart + limits.lineBytesMax());
        for (int i = from; i < last; i++) {
            if (bytes[i] == '\r') {
                return MALFORMED;
            }
        }
        return end - lineStart > limits.lineBytesMax() ? TOO_LONG : INCOMPLETE;
    }

    private void store(int start, int length) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        starts[count] = start;
        lengths[count] = length;
        count++;
    }

    private Outcome fault(RespFault fault) {
        return fault(fault.text());
    }

    private Outcome fault(String text) {
        faultText = text;
        return Outcome.FAULT;
    }

    /// Arguments found so far, the command's name among them.
    public int count() {
        return count;
    }

    /// Arguments that the command says it has; -1 before its first line is complete.
    public long declared() {
        return declared;
    }

    /// First byte of argument `index`, counted from the command's first byte.
    public int start(int index) {
        return starts[index];
    }

    /// Bytes of argument `index`.
    public int length(int index) {
        return lengths[index];
    }

    /// Bytes from the command's first to behind its last; before the end of the scan, bytes understood so far.
    public int length() {
        return position;
    }

    /// Bytes that the argument at hand will have; -1 between arguments.
    public long openBulkLength() {
        return bulkLength;
    }

    /// Whether it holds no more memory than a usual command needs.
    public boolean isSmall() {
        return starts.length <= 1024;
    }

    /// What is wrong, in Redis's words, without `ERR Protocol error: ` before them.
    public String faultText() {
        return faultText;
    }
}
