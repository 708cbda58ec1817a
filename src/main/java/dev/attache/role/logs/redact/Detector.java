package dev.attache.role.logs.redact;

import dev.attache.base.Ascii;

/// Finds one kind of thing in a text, from left to right. For one thread.
abstract class Detector {
    private final byte[] mask;
    /// The text.
    byte[] bytes = {};
    /// Where it begins.
    int from;
    /// Where it ends.
    int to;
    /// Where what was found begins.
    int start;
    /// Where it ends; looking goes on from here.
    int end;

    /// @param what stands in brackets in place of what is hidden
    Detector(String what) {
        mask = Ascii.bytes("[" + what + "]");
    }

    /// What stands in place of what is hidden.
    byte[] mask() {
        return mask;
    }

    /// Begins with another text.
    ///
    /// @return false where nothing is to be found in it
    boolean begin(byte[] text, int first, int last) {
        bytes = text;
        from = first;
        to = last;
        start = first;
        end = first;
        return true;
    }

    /// Looks for the next one, between [#end] and [#to].
    ///
    /// @return false where there is no other
    abstract boolean next();

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean found(int first, int last) {
        start = first;
        end = last;
        return true;
    }

    static boolean isDigit(int each) {
        return each >= '0' && each <= '9';
    }

    static boolean isLetter(int each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z';
    }

    static boolean isWord(int each) {
        return isLetter(each) || isDigit(each);
    }

    /// Whether a letter or digit stands right before this place.
    boolean isWithinWord(int at) {
        return at > from && isWord(bytes[at - 1]);
    }
}
