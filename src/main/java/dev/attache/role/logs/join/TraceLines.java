package dev.attache.role.logs.join;

import dev.attache.base.Ascii;
import dev.attache.wire.log.Severity;
import dev.attache.wire.log.Swar;

/// By what lines of stack traces are known, each from its bytes alone.
final class TraceLines {
    private static final int NAME_MAX = 200;
    private static final int COLONS_MAX = 4;
    private static final int LEVEL_WITHIN = 160;
    private static final int LEVEL_MIN = 3;
    private static final byte[][] TRACEBACK = {Ascii.bytes("Traceback (most recent call last)")};
    private static final byte[][] PYTHON_LINKS = {
        Ascii.bytes("During handling of the above exception"), Ascii.bytes("The above exception was the direct cause")
    };
    private static final byte[][] CAUSES = {Ascii.bytes("Caused by: "), Ascii.bytes("Suppressed: ")};
    private static final byte[][] FRAMES = {
        Ascii.bytes("at "),
        Ascii.bytes("from "),
        Ascii.bytes("File \""),
        Ascii.bytes("... "),
        Ascii.bytes("Caused by: ")
    };
    private static final byte[][] PANICS = {
        Ascii.bytes("panic: "), Ascii.bytes("fatal error: "), Ascii.bytes("goroutine ")
    };
    private static final byte[][] OF_GO = {
        Ascii.bytes("goroutine "),
        Ascii.bytes("created by "),
        Ascii.bytes("[signal "),
        Ascii.bytes("exit status "),
        Ascii.bytes("panic("),
        Ascii.bytes("runtime stack:"),
        Ascii.bytes("...additional frames elided")
    };
    private static final byte[][] EXCEPTIONS = Ascii.words("Exception Error Throwable Failure Fault Interrupt");
    private static final byte[] IN = Ascii.bytes(":in ");

    private TraceLines() {}

    private static boolean begins(byte[][] prefixes, byte[] bytes, int from, int to) {
        for (byte[] each : prefixes) {
            if (stands(each, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(byte[] word, byte[] bytes, int at, int to) {
        if (to - at < word.length || bytes[at] != word[0]) {
            return false;
        }
        for (int i = 1; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /// The first line of what Python prints.
    static boolean isTraceback(byte[] bytes, int from, int to) {
        return begins(TRACEBACK, bytes, from, to);
    }

    /// What Python says between two tracebacks.
    static boolean isPythonLink(byte[] bytes, int from, int to) {
        return begins(PYTHON_LINKS, bytes, from, to);
    }

    static boolean isCause(byte[] bytes, int from, int to) {
        return begins(CAUSES, bytes, from, to);
    }

    /// An indented line that tells a place.
    static boolean isFrame(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return begins(FRAMES, bytes, at, to);
    }

    /// The first line of what Go prints.
    static boolean isPanic(byte[] bytes, int from, int to) {
        return begins(PANICS, bytes, from, to);
    }

    /// A further line of it that is not indented.
    static boolean isOfGo(byte[] bytes, int from, int to) {
        return begins(OF_GO, bytes, from, to) || isGoCall(bytes, from, to);
    }

    /// `main.(*T).f(0xc000, 0x1)`: no blank before the bracket, which stands behind a dot, and one at the end.
    private static boolean isGoCall(byte[] bytes, int from, int to) {
        int bracket = Swar.indexOf(bytes, from, to, (byte) '(');
        int dot = Swar.indexOf(bytes, from, bracket, (byte) '.');
        return dot < bracket
                && bracket < to
                && bytes[to - 1] == ')'
                && Swar.indexOf(bytes, from, bracket, (byte) ' ') == bracket;
    }

    /// `/app/a.rb:12:in 'f'`; the first line of an exception that nobody took says more behind the quote.
    static boolean isRubyFrame(byte[] bytes, int from, int to) {
        if (from == to || bytes[to - 1] != '\'') {
            return false;
        }
        int colon = Swar.indexOf(bytes, from, to, (byte) ':');
        for (int i = 0; i < COLONS_MAX && colon < to; i++) {
            int digits = colon + 1;
            while (digits < to && bytes[digits] >= '0' && bytes[digits] <= '9') {
                digits++;
            }
            if (digits > colon + 1 && stands(IN, bytes, digits, to)) {
                return true;
            }
            colon = Swar.indexOf(bytes, colon + 1, to, (byte) ':');
        }
        return false;
    }

    /// A name that ends as those of exceptions do, alone or before a colon. `Error` alone is a word of many logs.
    static boolean isException(byte[] bytes, int from, int to) {
        int limit = Math.min(to, from + NAME_MAX);
        int end = from;
        while (end < limit && isOfName(bytes[end])) {
            end++;
        }
        if (end < to && bytes[end] != ':') {
            return false;
        }
        for (byte[] each : EXCEPTIONS) {
            int at = end - each.length;
            if (at > from && stands(each, bytes, at, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfName(byte each) {
        return isLetter(each) || each >= '0' && each <= '9' || each == '.' || each == '_' || each == '$';
    }

    private static boolean isLetter(byte each) {
        int small = each | 0x20;
        return small >= 'a' && small <= 'z';
    }

    /// Whether the first word of the line that is a level says a warning or worse.
    static boolean isSevere(byte[] bytes, int from, int to) {
        int limit = Math.min(to, from + LEVEL_WITHIN);
        int at = from;
        while (at < limit) {
            int end = at;
            while (end < limit && isLetter(bytes[end])) {
                end++;
            }
            int severity = end - at < LEVEL_MIN ? Severity.NONE : Severity.of(bytes, at, end);
            if (severity != Severity.NONE) {
                return severity >= Severity.WARN;
            }
            at = Math.max(end, at + 1);
        }
        return false;
    }
}
