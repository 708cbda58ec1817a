package dev.attache.role.http.route;

import dev.attache.base.Ascii;
import dev.attache.wire.http.RequestTarget;

/// The path of a request in the one form that routes are matched against; what is sent on stays as it came.
///
/// Slashes in a row count as one, letters, digits and `-._~` behind a percent sign as themselves, and what stands
/// behind a semicolon counts as no part of the path: so a path that an upstream reads as `/admin` is matched as
/// `/admin`. Paths on whose meaning readers differ are refused: with `.` or `..` for a part, a backslash, a zero byte,
/// or a percent sign without two digits behind it. For one thread; used again and again.
public final class RequestPath {
    private static final byte[] ROOT = {'/'};
    private static final byte[] UPPER_HEX = Ascii.bytes("0123456789ABCDEF");

    private byte[] bytes = ROOT;
    private int start;
    private int end = 1;
    private byte[] rewritten = new byte[256];
    private int length;

    /// Reads the path of a target.
    ///
    /// @return false where it is to be refused
    public boolean read(byte[] head, RequestTarget target) {
        int from = target.pathStart();
        int to = target.pathEnd();
        if (from == to || head[from] != '/') {
            use(ROOT, 0, 1);
            return true;
        }
        if (!target.needsReading() && !hasDoubleSlash(head, from, to)) {
            use(head, from, to);
            return true;
        }
        return rewrite(head, from, to);
    }

    private void use(byte[] source, int from, int to) {
        bytes = source;
        start = from;
        end = to;
    }

    private static boolean hasDoubleSlash(byte[] head, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (head[i] == '/' && head[i - 1] == '/') {
                return true;
            }
        }
        return false;
    }

    private boolean rewrite(byte[] head, int from, int to) {
        if (rewritten.length < to - from) {
            rewritten = new byte[to - from];
        }
        length = 0;
        boolean inParameter = false;
        for (int i = from; i < to; i++) {
            byte b = head[i];
            if (b == '\\') {
                return false;
            }
            if (b == '%') {
                int code = hexAt(head, i + 1, to);
                if (code <= 0) {
                    return false;
                }
                i += 2;
                if (!inParameter) {
                    appendDecoded(code);
                }
            } else if (b == '/') {
                inParameter = false;
                if (!endPart()) {
                    return false;
                }
            } else if (b == ';') {
                inParameter = true;
            } else if (!inParameter) {
                rewritten[length++] = b;
            }
        }
        if (isDots()) {
            return false;
        }
        use(rewritten, 0, length);
        return true;
    }

    /// @return 0 to 255; -1 where there are no two digits
    private static int hexAt(byte[] head, int at, int to) {
        if (at + 2 > to) {
            return -1;
        }
        int high = Character.digit(head[at], 16);
        int low = Character.digit(head[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private void appendDecoded(int code) {
        boolean plain = code < 128 && (Character.isLetterOrDigit(code) || "-._~".indexOf(code) >= 0);
        if (plain) {
            rewritten[length++] = (byte) code;
        } else {
            rewritten[length++] = '%';
            rewritten[length++] = UPPER_HEX[code >> 4];
            rewritten[length++] = UPPER_HEX[code & 0xF];
        }
    }

    private boolean endPart() {
        if (isDots()) {
            return false;
        }
        if (length == 0 || rewritten[length - 1] != '/') {
            rewritten[length++] = '/';
        }
        return true;
    }

    /// Whether the last part so far is `.` or `..`.
    private boolean isDots() {
        int dots = 0;
        while (dots < length && rewritten[length - 1 - dots] == '.') {
            dots++;
        }
        return (dots == 1 || dots == 2) && (length == dots || rewritten[length - 1 - dots] == '/');
    }

    /// Holds the path that was read last, from [#start] to [#end].
    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }
}
