package dev.attache.wire.log;

/// The forms of times beside ISO 8601's usual one, told apart by how they begin.
final class OtherTimes {
    private static final int BASIC = "20261121T100000".length();
    private static final int SLASHED = "2026/11/21 10:00:00".length();
    private static final int DIGITS = 20;

    private OtherTimes() {}

    static long read(byte[] bytes, int from, int to, LocalZone zone, long observedNanos) {
        if (to - from < "Nov 1 10:00:00".length()) {
            return Timestamps.epoch(bytes, from, to);
        }
        int digits = 0;
        while (digits < DIGITS && from + digits < to && isDigit(bytes[from + digits])) {
            digits++;
        }
        if (digits == 8 && (bytes[from + 8] | 0x20) == 't' || digits == 4 && bytes[from + 4] == '/') {
            return respelled(bytes, from, to, zone, digits == 8);
        }
        int bracket = Swar.indexOf(bytes, from, to, (byte) '[');
        if (bracket < to && bytes[to - 1] == ']' && digits == 4) {
            return Timestamps.iso(bytes, from, bracket, zone);
        }
        if (digits > 8) {
            return Timestamps.epoch(bytes, from, to);
        }
        return digits > 2 ? LogRecord.NO_TIME : new WordyTime().read(bytes, from, to, zone, observedNanos);
    }

    private static boolean isDigit(byte each) {
        return each >= '0' && each <= '9';
    }

    /// The same with separators: `20261121T100000Z` and `2026/11/21 10:00:00.5` say what [Timestamps#iso] reads.
    private static long respelled(byte[] bytes, int from, int to, LocalZone zone, boolean basic) {
        int length = basic ? BASIC : SLASHED;
        if (to - from < length) {
            return LogRecord.NO_TIME;
        }
        byte[] text = new byte[SLASHED + to - from - length];
        int at = 0;
        for (int i = 0; i < to - from; i++) {
            if (basic && (i == 4 || i == 6)) {
                text[at++] = '-';
            } else if (basic && (i == 11 || i == 13)) {
                text[at++] = ':';
            }
            byte each = bytes[from + i];
            text[at++] = !basic && (i == 4 || i == 7) ? dash(each) : each;
        }
        return Timestamps.iso(text, 0, at, zone);
    }

    private static byte dash(byte each) {
        return each == '/' ? (byte) '-' : (byte) '?';
    }
}
