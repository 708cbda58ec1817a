package dev.attache.wire.log;

import dev.attache.base.Ascii;

/// Abbreviations of zones that programs write and that mean one thing. Those that mean several, such as CST for China
/// or
/// BST for Bangladesh, are taken for the place where most logs with them come from; IST is not taken at all.
///
/// Source: IANA time zone database, files europe, northamerica, asia and australasia.
final class ZoneNames {
    /// What [#offsetSeconds] returns for a word that is none of these.
    static final int UNKNOWN = Integer.MIN_VALUE;

    private static final int MINUTE = 60;
    private static final byte[][] NAMES =
            Ascii.words("UTC GMT UT WET WEST BST CET CEST MET MEST EET EEST MSK EST EDT CST"
                    + " CDT MST MDT PST PDT AKST AKDT HST JST KST HKT SGT AEST AEDT ACST ACDT AWST NZST NZDT");
    private static final int[] MINUTES = {
        0, 0, 0, 0, 60, 60, 60, 120, 60, 120, 120, 180, 180, -300, -240, -360, -300, -420, -360, -480, -420, -540, -480,
        -600, 540, 540, 480, 480, 600, 660, 570, 630, 480, 720, 780
    };

    private ZoneNames() {}

    static int offsetSeconds(byte[] bytes, int from, int to) {
        for (int i = 0; i < NAMES.length; i++) {
            if (is(NAMES[i], bytes, from, to)) {
                return MINUTES[i] * MINUTE;
            }
        }
        return UNKNOWN;
    }

    /// Whether it is one of these; most words are told by their last letter.
    static boolean isKnown(byte[] bytes, int from, int to) {
        byte last = bytes[to - 1];
        return (last == 'T' || last == 'C' || last == 'K') && offsetSeconds(bytes, from, to) != UNKNOWN;
    }

    private static boolean is(byte[] name, byte[] bytes, int from, int to) {
        if (name.length != to - from) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (bytes[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whether it looks like an abbreviation: two to five capital letters.
    static boolean isName(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 'A' || bytes[i] > 'Z') {
                return false;
            }
        }
        return to - from >= 2 && to - from <= 5;
    }
}
