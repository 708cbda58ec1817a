package dev.attache.wire.log;

import dev.attache.base.Ascii;

/// The numbers that OpenTelemetry gives to levels, and the words that programs use for them.
///
/// | number | words |
/// |---|---|
/// | 1 | trace, finest, finer, verbose, t, v, trce, vrb |
/// | 5 | debug, fine, d, config, dbug, dbg |
/// | 9 | info, informational, information, i, log, statement, detail, inf |
/// | 10 | notice, note |
/// | 13 | warn, warning, w, wrn |
/// | 17 | error, err, e, severe, fail |
/// | 18 | critical, crit |
/// | 19 | alert |
/// | 21 | fatal, f, panic, emerg, emergency, ftl |
///
/// Source: OpenTelemetry, "Logs Data Model", SeverityNumber and its appendix B.
public final class Severity {
    /// The line tells none.
    public static final int NONE = 0;

    public static final int TRACE = 1;
    public static final int DEBUG = 5;
    public static final int INFO = 9;
    public static final int NOTICE = 10;
    public static final int WARN = 13;
    public static final int ERROR = 17;
    public static final int CRITICAL = 18;
    public static final int ALERT = 19;
    public static final int FATAL = 21;

    private static final int WORD_MAX = 13;
    private static final byte[][] NAMES = names();
    private static final byte[][] WORDS = Ascii.words(
            "trace finest finer verbose t v debug fine d config info informational information i log statement detail"
                    + " notice note warn warning w error err e severe critical crit alert fatal f panic emerg"
                    + " emergency trce vrb dbug dbg inf wrn fail ftl");
    private static final int[] NUMBERS = {
        1, 1, 1, 1, 1, 1, 5, 5, 5, 5, 9, 9, 9, 9, 9, 9, 9, 10, 10, 13, 13, 13, 17, 17, 17, 17, 18, 18, 19, 21, 21, 21,
        21, 21, 1, 1, 5, 5, 9, 13, 17, 21
    };

    private Severity() {}

    private static byte[][] names() {
        return Ascii.words(
                "unset trace trace2 trace3 trace4 debug debug2 debug3 debug4 info notice info3 info4 warn warn2"
                        + " warn3 warn4 error critical alert error4 fatal fatal2 fatal3 fatal4");
    }

    /// The number of a word in any case; [#NONE] where it is no level.
    public static int of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0 || length > WORD_MAX) {
            return NONE;
        }
        int first = bytes[from] | 0x20;
        for (int i = 0; i < WORDS.length; i++) {
            byte[] word = WORDS[i];
            if (word.length == length && word[0] == first && matches(word, bytes, from)) {
                return NUMBERS[i];
            }
        }
        return NONE;
    }

    private static boolean matches(byte[] word, byte[] bytes, int from) {
        for (int i = 1; i < word.length; i++) {
            if ((bytes[from + i] | 0x20) != word[i]) {
                return false;
            }
        }
        return true;
    }

    /// The number of a syslog severity, 0 (emergency) to 7 (debug).
    public static int ofSyslog(int severity) {
        return switch (severity) {
            case 0 -> FATAL;
            case 1 -> ALERT;
            case 2 -> CRITICAL;
            case 3 -> ERROR;
            case 4 -> WARN;
            case 5 -> NOTICE;
            case 6 -> INFO;
            default -> DEBUG;
        };
    }

    /// The severity of syslog for a number from 1 to 24: what [#ofSyslog] reads back as the same, or the next below.
    public static int toSyslog(int number) {
        if (number < WARN) {
            return number < INFO ? 7 : number == INFO ? 6 : 5;
        }
        if (number < CRITICAL) {
            return number < ERROR ? 4 : 3;
        }
        return number < ALERT ? 2 : number < FATAL ? 1 : 0;
    }

    /// The number of a level that is itself one: of one digit as syslog has it, 0 (emergency) to 7 (debug); of two as
    /// bunyan and pino for Node.js write it, 10 (trace) to 60 (fatal); [#NONE] for any other.
    static int ofNumber(byte[] bytes, int from, int to) {
        if (to - from == 1 && bytes[from] >= '0' && bytes[from] <= '7') {
            return ofSyslog(bytes[from] - '0');
        }
        if (to - from != 2 || bytes[from + 1] != '0') {
            return NONE;
        }
        return switch (bytes[from]) {
            case '1' -> TRACE;
            case '2' -> DEBUG;
            case '3' -> INFO;
            case '4' -> WARN;
            case '5' -> ERROR;
            case '6' -> FATAL;
            default -> NONE;
        };
    }

    /// One word in lower case for a number from 1 to 24: what [#of] reads back as the same.
    public static byte[] name(int number) {
        return NAMES[number];
    }
}
