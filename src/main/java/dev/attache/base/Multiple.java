package dev.attache.base;

import java.math.BigDecimal;

/// A multiple of something, which may be more than the whole: written `125%` or `1.25`.
///
/// @param value 0 or more
public record Multiple(double value) {
    public Multiple {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a multiple is 0 or more");
        }
    }

    /// Reads a written multiple.
    ///
    /// @throws IllegalArgumentException saying which forms are read
    public static Multiple parse(String text) {
        try {
            return text.endsWith("%")
                    ? new Multiple(Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
                    : new Multiple(Double.parseDouble(text));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("'" + text + "' is not a multiple, as in 125%");
        }
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
