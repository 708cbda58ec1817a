package dev.attache.wire.log;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;

/// A pattern of the user's, over bytes, in time that grows with the line's length and no faster (RE2). For one thread.
///
/// Source: Cox, "Regular Expression Matching in the Wild"; github.com/google/re2j.
public final class LinePattern {
    private final Matcher matcher;

    /// @throws IllegalArgumentException where RE2 refuses it
    public LinePattern(String pattern) {
        this(compile(pattern));
    }

    LinePattern(Pattern pattern) {
        this.matcher = pattern.matcher(new byte[0]);
    }

    static Pattern compile(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription() + ": " + e.getPattern(), e);
        }
    }

    /// Whether it matches somewhere in the bytes.
    public boolean isIn(byte[] bytes, int from, int to) {
        return over(bytes, from, to).find();
    }

    /// The matcher, over a copy of the bytes.
    Matcher over(byte[] bytes, int from, int to) {
        return matcher.reset(Arrays.copyOfRange(bytes, from, to));
    }
}
