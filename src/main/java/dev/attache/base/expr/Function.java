package dev.attache.base.expr;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What can be called, as `value.name(other)` or `name(value, other)`.
public enum Function {
    STARTS_WITH("startsWith", 2),
    ENDS_WITH("endsWith", 2),
    CONTAINS("contains", 2),
    /// Whether a regular expression is found anywhere in a text; the expression is a constant.
    MATCHES("matches", 2),
    /// Characters of a text, or elements of an array or object.
    SIZE("size", 1),
    LOWER_ASCII("lowerAscii", 1),
    UPPER_ASCII("upperAscii", 1),
    /// A number, also from a text that is one.
    DOUBLE("double", 1),
    /// A number without what stands behind its point.
    INT("int", 1),
    STRING("string", 1),
    /// A duration such as `12.5ms` or `1m30s` as a number of seconds; a number stays what it is.
    SECONDS("seconds", 1);

    private final String word;
    private final int arity;

    Function(String word, int arity) {
        this.word = word;
        this.arity = arity;
    }

    /// How it is written.
    public String word() {
        return word;
    }

    /// How many values it takes, that before the point included.
    public int arity() {
        return arity;
    }

    static @Nullable Function of(String word) {
        for (Function each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        return null;
    }

    static String words() {
        return Arrays.stream(values()).map(Function::word).collect(Collectors.joining(", "));
    }
}
