package dev.attache.role.http.tries;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.HeaderName;
import dev.attache.wire.http.RequestScanner;
import java.util.concurrent.TimeUnit;

/// How long the client of one request is willing to wait, as its headers say it, and how upstreams are told what
/// is left of that.
///
/// `X-Request-Timeout` is a whole number of at most eight digits and one of the units `ms`, `s` and `m`, as in
/// `250ms`. `grpc-timeout` is one and one of `H M S m u n` (the gRPC protocol over HTTP/2, Timeout). Whatever
/// else stands there is not understood, and goes on as it came. Where several values are understood the shortest
/// counts.
public final class Deadline {
    /// No bound was named.
    public static final long NONE = Long.MAX_VALUE;

    private static final long HEADERS = HeaderName.setOf(HeaderName.X_REQUEST_TIMEOUT, HeaderName.GRPC_TIMEOUT);
    private static final int DIGITS_MAX = 8;
    private static final long MILLIS_MAX = 99_999_999;
    private static final byte[] OWN_NAME = Ascii.bytes("X-Request-Timeout: ");
    private static final byte[] GRPC_NAME = Ascii.bytes("grpc-timeout: ");
    private static final byte[] OWN_UNIT = Ascii.bytes("ms");
    private static final byte[] GRPC_UNIT = Ascii.bytes("m");
    private static final byte[] LINE_END = Ascii.bytes("\r\n");

    private long nanos = NONE;
    private boolean own;
    private boolean grpc;
    private int at = -1;

    /// Forgets the request before.
    public void clear() {
        nanos = NONE;
        own = false;
        grpc = false;
        at = -1;
    }

    /// Takes in what a request says.
    public void read(RequestScanner request) {
        if (!request.hasAny(HEADERS)) {
            return;
        }
        HeaderLines lines = request.headers();
        for (int i = 0; i < lines.count(); i++) {
            if (lines.name(i) == HeaderName.X_REQUEST_TIMEOUT) {
                own |= take(lines, i, false);
            } else if (lines.name(i) == HeaderName.GRPC_TIMEOUT) {
                grpc |= take(lines, i, true);
            }
        }
    }

    private boolean take(HeaderLines lines, int line, boolean isGrpc) {
        long said = parse(lines.bytes(), lines.valueStart(line), lines.valueEnd(line), isGrpc);
        if (said >= 0) {
            nanos = Math.min(nanos, said);
        }
        return said >= 0;
    }

    /// @return the time in nanoseconds; -1 where the text is not understood
    static long parse(byte[] bytes, int from, int to, boolean isGrpc) {
        long count = 0;
        int unit = from;
        while (unit < to && bytes[unit] >= '0' && bytes[unit] <= '9') {
            count = count * 10 + bytes[unit] - '0';
            unit++;
            if (unit - from > DIGITS_MAX) {
                return -1;
            }
        }
        if (unit == from || unit == to) {
            return -1;
        }
        long factor = isGrpc ? grpcUnit(bytes, unit, to) : ownUnit(bytes, unit, to);
        return factor < 0 ? -1 : count * factor;
    }

    private static long ownUnit(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 1 ->
                switch (bytes[from]) {
                    case 's' -> TimeUnit.SECONDS.toNanos(1);
                    case 'm' -> TimeUnit.MINUTES.toNanos(1);
                    default -> -1;
                };
            case 2 -> bytes[from] == 'm' && bytes[from + 1] == 's' ? TimeUnit.MILLISECONDS.toNanos(1) : -1;
            default -> -1;
        };
    }

    private static long grpcUnit(byte[] bytes, int from, int to) {
        if (to - from != 1) {
            return -1;
        }
        return switch (bytes[from]) {
            case 'H' -> TimeUnit.HOURS.toNanos(1);
            case 'M' -> TimeUnit.MINUTES.toNanos(1);
            case 'S' -> TimeUnit.SECONDS.toNanos(1);
            case 'm' -> TimeUnit.MILLISECONDS.toNanos(1);
            case 'u' -> TimeUnit.MICROSECONDS.toNanos(1);
            case 'n' -> 1;
            default -> -1;
        };
    }

    /// Has upstreams told though the client names no bound.
    public void add() {
        own |= !grpc;
    }

    /// What the client is willing to wait, from the head of its request on; [#NONE] where it does not say.
    public long nanos() {
        return nanos;
    }

    /// Header lines that [#append] takes the place of, a set of names.
    public long replaced() {
        return (own ? HeaderName.X_REQUEST_TIMEOUT.bit() : 0) | (grpc ? HeaderName.GRPC_TIMEOUT.bit() : 0);
    }

    /// Appends lines with room for the time that is left, which [#renew] fills in.
    public void append(GrowingBytes head) {
        if (own || grpc) {
            at = head.length();
            appendLine(own, OWN_NAME, OWN_UNIT, head);
            appendLine(grpc, GRPC_NAME, GRPC_UNIT, head);
        }
    }

    private static void appendLine(boolean wanted, byte[] name, byte[] unit, GrowingBytes head) {
        if (wanted) {
            head.append(name);
            head.reserve(DIGITS_MAX + unit.length);
            head.append(LINE_END);
        }
    }

    /// Writes what is left now into the lines that [#append] has made, rounded up to a millisecond and at least
    /// one. Blanks behind a value belong to no value (RFC 9110, 5.5), so every try has a head of the same length.
    public void renew(GrowingBytes head, long leftNanos) {
        if (at < 0) {
            return;
        }
        long millis = Math.clamp(TimeUnit.NANOSECONDS.toMillis(leftNanos + 999_999), 1, MILLIS_MAX);
        int line = at;
        if (own) {
            line += OWN_NAME.length;
            line = write(millis, OWN_UNIT, head.array(), line) + LINE_END.length;
        }
        if (grpc) {
            write(millis, GRPC_UNIT, head.array(), line + GRPC_NAME.length);
        }
    }

    private static int write(long millis, byte[] unit, byte[] bytes, int from) {
        int digits = 1;
        for (long rest = millis / 10; rest != 0; rest /= 10) {
            digits++;
        }
        long rest = millis;
        for (int i = from + digits - 1; i >= from; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        System.arraycopy(unit, 0, bytes, from + digits, unit.length);
        int end = from + DIGITS_MAX + unit.length;
        for (int i = from + digits + unit.length; i < end; i++) {
            bytes[i] = ' ';
        }
        return end;
    }
}
