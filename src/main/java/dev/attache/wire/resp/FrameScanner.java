package dev.attache.wire.resp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds where one RESP2 or RESP3 value ends, consuming every byte it is given exactly once.
///
/// ```
/// value ─▶ TYPE ─┬─ + - : , # ( _ ──▶ LINE ─────────────▶ next value
///                ├─ $ ! = ─▶ NUMBER ▶ LF ─▶ skip n + 2 ──▶ next value
///                └─ * ~ > % | ─▶ NUMBER ▶ LF ────────────▶ n values, 2n for % and |
/// ```
/// Holds no bytes: a value of any size passes through it at constant memory. Nesting is a stack of counts, never a
/// recursion, and is bounded. An attribute (`|`) belongs to the value that follows it.
public final class FrameScanner {
    private enum State {
        TYPE,
        LINE,
        LINE_FEED_OF_LINE,
        NUMBER,
        LINE_FEED_OF_NUMBER,
        SKIP
    }

    private static final long ATTRIBUTE = 1L << 62;
    private static final int DIGITS_MAX = 18;

    private final RespLimits limits;
    private long[] open = new long[8];
    private int depth;
    private State state = State.TYPE;
    private byte type;
    private byte firstType;
    private boolean negative;
    private int digits;
    private long number;
    private long skip;
    private long lineBytes;
    private boolean complete;
    private @Nullable RespFault fault;

    public FrameScanner(RespLimits limits) {
        this.limits = limits;
    }

    /// Starts a new value.
    public void reset() {
        depth = 0;
        state = State.TYPE;
        firstType = 0;
        complete = false;
        fault = null;
    }

    /// Consumes bytes up to the end of the value or of the range, whichever comes first.
    ///
    /// @return the position behind the last byte consumed; see [#isComplete] and [#fault]
    public int scan(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && !complete && fault == null) {
            switch (state) {
                case TYPE -> onType(bytes[at++]);
                case NUMBER -> at = scanNumber(bytes, at, end);
                case LINE_FEED_OF_NUMBER -> {
                    expectLineFeed(bytes[at++]);
                    onNumber();
                }
                case SKIP -> at += skipUpTo(end - at);
                case LINE -> at = scanLine(bytes, at, end);
                case LINE_FEED_OF_LINE -> {
                    expectLineFeed(bytes[at++]);
                    onValueEnd();
                }
            }
        }
        return at;
    }

    /// Passes over bytes of a string that the caller does not care to show, at most `available`.
    ///
    /// @return how many; 0 where the scanner is not inside a string
    public long skip(long available) {
        return state == State.SKIP && !complete ? skipUpTo(available) : 0;
    }

    /// Bytes of the string at hand that are still to come, its line end included; 0 outside a string.
    public long bytesLeft() {
        return state == State.SKIP && !complete ? skip : 0;
    }

    private long skipUpTo(long available) {
        long skipped = Math.min(skip, available);
        skip -= skipped;
        if (skip == 0) {
            onValueEnd();
        }
        return skipped;
    }

    private int skipUpTo(int available) {
        return (int) skipUpTo((long) available);
    }

    private void onType(byte next) {
        type = next;
        if (firstType == 0) {
            firstType = next;
        }
        lineBytes = 0;
        switch (next) {
            case '+', '-', ':', ',', '#', '(', '_' -> state = State.LINE;
            case '$', '!', '=', '*', '~', '%', '|' -> beginNumber();
            case '>' -> {
                if (depth > 0) {
                    fault = RespFault.PUSH_WITHIN;
                } else {
                    beginNumber();
                }
            }
            default -> fault = RespFault.UNKNOWN_TYPE;
        }
    }

    private void beginNumber() {
        state = State.NUMBER;
        negative = false;
        digits = 0;
        number = 0;
    }

    private int scanNumber(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            byte next = bytes[at++];
            if (next >= '0' && next <= '9' && digits < DIGITS_MAX) {
                number = number * 10 + (next - '0');
                digits++;
            } else if (next == '\r' && digits > 0) {
                state = State.LINE_FEED_OF_NUMBER;
                return at;
            } else if (next == '-' && digits == 0 && !negative) {
                negative = true;
            } else {
                fault = RespFault.INVALID_NUMBER;
                return at;
            }
        }
        return at;
    }

    private int scanLine(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != '\r') {
            at++;
        }
        lineBytes += at - from;
        if (lineBytes > limits.lineBytesMax()) {
            fault = RespFault.TOO_LONG_LINE;
        } else if (at < end) {
            at++;
            state = State.LINE_FEED_OF_LINE;
        }
        return at;
    }

    private void expectLineFeed(byte next) {
        if (next != '\n') {
            fault = RespFault.MISSING_LINE_END;
        }
    }

    private void onNumber() {
        boolean string = type == '$' || type == '!' || type == '=';
        if (negative && (number != 1 || (type != '$' && type != '*'))) {
            fault = RespFault.INVALID_NUMBER;
        } else if (negative) {
            onValueEnd();
        } else if (string) {
            onStringStart();
        } else {
            onAggregateStart();
        }
    }

    private void onStringStart() {
        if (number > limits.bulkBytesMax()) {
            fault = RespFault.INVALID_BULK_LENGTH;
            return;
        }
        skip = number + 2;
        state = State.SKIP;
    }

    private void onAggregateStart() {
        boolean pairs = type == '%' || type == '|';
        if (number > Integer.MAX_VALUE) {
            fault = RespFault.INVALID_MULTIBULK_LENGTH;
            return;
        }
        state = State.TYPE;
        long children = pairs ? number * 2 : number;
        if (children == 0) {
            if (type != '|') {
                onValueEnd();
            }
        } else {
            push(type == '|' ? children | ATTRIBUTE : children);
        }
    }

    private void push(long children) {
        if (depth >= limits.nestingMax()) {
            fault = RespFault.TOO_DEEP;
            return;
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = children;
    }

    private void onValueEnd() {
        state = State.TYPE;
        while (depth > 0) {
            long left = --open[depth - 1];
            if ((left & ~ATTRIBUTE) != 0) {
                return;
            }
            depth--;
            if ((left & ATTRIBUTE) != 0) {
                return;
            }
        }
        complete = fault == null;
    }

    public boolean isComplete() {
        return complete;
    }

    /// The value's first byte; 0 before it came.
    public byte firstType() {
        return firstType;
    }

    /// What is wrong with the bytes, after which the position in the stream is lost; null where nothing is.
    public @Nullable RespFault fault() {
        return fault;
    }
}
