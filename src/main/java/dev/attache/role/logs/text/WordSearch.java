package dev.attache.role.logs.text;

import dev.attache.base.Ascii;
import java.util.Arrays;

/// Looks for one word in bytes, going past as many of them as the word is long wherever it cannot end there.
///
/// Source: Horspool, "Practical fast searching in strings" (1980).
public final class WordSearch {
    private final byte[] word;
    private final boolean anyCase;
    private final byte[] steps = new byte[256];

    private WordSearch(byte[] word, boolean anyCase) {
        this.word = word;
        this.anyCase = anyCase;
        Arrays.fill(steps, (byte) word.length);
        for (int i = 0; i < word.length - 1; i++) {
            byte step = (byte) (word.length - 1 - i);
            steps[word[i] & 0xff] = step;
            if (anyCase && isLetter(word[i])) {
                steps[word[i] ^ 0x20] = step;
            }
        }
    }

    /// @param word 1 to 100 bytes
    public static WordSearch exactly(byte[] word) {
        return new WordSearch(checked(word.clone()), false);
    }

    /// Letters in either case.
    ///
    /// @param smallLetters 1 to 100 characters of ASCII, in lower case
    public static WordSearch inAnyCase(String smallLetters) {
        return new WordSearch(checked(Ascii.bytes(smallLetters)), true);
    }

    private static byte[] checked(byte[] word) {
        if (word.length == 0 || word.length > 100) {
            throw new IllegalArgumentException("a word of 1 to 100 bytes");
        }
        return word;
    }

    private static boolean isLetter(byte each) {
        return each >= 'a' && each <= 'z';
    }

    /// Where the word begins first in `[from, to)`.
    ///
    /// @return below 0 where it does not stand there
    public int find(byte[] bytes, int from, int to) {
        int last = word.length - 1;
        int at = from + last;
        while (at < to) {
            int each = bytes[at];
            if (isSame(each, word[last]) && isAt(bytes, at - last)) {
                return at - last;
            }
            at += steps[each & 0xff];
        }
        return -1;
    }

    private boolean isAt(byte[] bytes, int at) {
        for (int i = 0; i < word.length; i++) {
            if (!isSame(bytes[at + i], word[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(int each, byte wanted) {
        return each == wanted || anyCase && isLetter(wanted) && (each ^ 0x20) == wanted;
    }

    /// Bytes of the word.
    public int length() {
        return word.length;
    }
}
