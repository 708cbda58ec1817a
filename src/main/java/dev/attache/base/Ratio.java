package dev.attache.base;

import java.math.BigDecimal;

/// A share of a whole, written `5%` or `0.05`.
///
/// @param value 0 to 1
public record Ratio(double value) {
    public Ratio {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a share lies between 0% and 100%");
        }
    }

    /// Reads a written share.
    ///
    /// @throws IllegalArgumentException saying which forms are read
    public static Ratio parse(String text) {
        try {
            return text.endsWith("%")
                    ? new Ratio(Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
                    : new Ratio(Double.parseDouble(text));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("'" + text + "' is not a share, as in 5%");
        }
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
