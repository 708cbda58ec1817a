package dev.attache.role.logs.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A regular expression that takes time in proportion to the text, whatever the text is. For one thread.
///
/// Where the expression has a word that every match has, texts without that word cost no more than to look for it.
/// Texts
/// are UTF-8; in one that has other characters than ASCII, it is copied to be looked at.
///
/// Source of the engine: github.com/google/re2j; the syntax is that of github.com/google/re2/wiki/Syntax.
public final class LinearPattern {
    private static final byte[] NOTHING = {};

    private final Matcher matcher;
    private final @Nullable WordSearch word;
    private final AsciiView view = new AsciiView();
    private int base;

    private LinearPattern(Pattern pattern) {
        this.matcher = pattern.matcher(NOTHING);
        String required = RequiredWord.of(pattern.pattern());
        this.word = required.isEmpty() ? null : WordSearch.exactly(required.getBytes(StandardCharsets.US_ASCII));
    }

    /// @throws IllegalArgumentException where it is no regular expression, saying why
    public static LinearPattern of(String regex) {
        try {
            return new LinearPattern(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("no regular expression: " + e.getDescription() + ": " + e.getPattern());
        }
    }

    /// Looks at `[from, to)`; [#find] finds one match after the other in it.
    ///
    /// @return false where there is certainly none
    public boolean begin(byte[] bytes, int from, int to) {
        if (word != null && word.find(bytes, from, to) < 0) {
            return false;
        }
        if (isAscii(bytes, from, to)) {
            base = from;
            matcher.reset(view.of(bytes, from, to));
        } else {
            base = from;
            matcher.reset(Arrays.copyOfRange(bytes, from, to));
        }
        return true;
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }

    /// The next match.
    ///
    /// @return false where there is no other
    public boolean find() {
        return matcher.find();
    }

    /// Groups besides the whole match.
    public int groups() {
        return matcher.groupCount();
    }

    /// Where a group of the match begins in the bytes, or the match itself, which is group 0; below 0 where the group
    /// has no part in it.
    public int start(int group) {
        int start = matcher.start(group);
        return start < 0 ? start : base + start;
    }

    /// Where it ends.
    public int end(int group) {
        int end = matcher.end(group);
        return end < 0 ? end : base + end;
    }

    /// Bytes of ASCII as characters, without a copy.
    private static final class AsciiView implements CharSequence {
        private byte[] bytes = NOTHING;
        private int from;
        private int to;

        AsciiView of(byte[] array, int first, int end) {
            bytes = array;
            from = first;
            to = end;
            return this;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            return (char) bytes[from + index];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new AsciiView().of(bytes, from + start, from + end);
        }

        @Override
        public String toString() {
            return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        }
    }
}
