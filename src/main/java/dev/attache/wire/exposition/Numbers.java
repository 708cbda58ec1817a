package dev.attache.wire.exposition;

/// Reads numbers as Prometheus writes them.
public final class Numbers {
    private static final int DIGITS_MAX = 15;

    private Numbers() {}

    /// The number in a range of a text; NaN where there is none.
    public static double parse(String text, int from, int end) {
        long whole = 0;
        int at = from;
        boolean negative = at < end && text.charAt(at) == '-';
        at += negative ? 1 : 0;
        int digits = at;
        while (at < end && at - digits < DIGITS_MAX && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            whole = whole * 10 + text.charAt(at++) - '0';
        }
        if (at == end && at > digits) {
            return negative ? -whole : whole;
        }
        return slow(text.substring(from, end));
    }

    /// The number of a text; NaN where it is none.
    public static double parse(String text) {
        return parse(text, 0, text.length());
    }

    private static double slow(String word) {
        if (word.isEmpty() || word.charAt(word.length() - 1) > '9') {
            return named(word);
        }
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    private static double named(String word) {
        boolean negative = word.startsWith("-");
        String name = negative || word.startsWith("+") ? word.substring(1) : word;
        if (name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("infinity")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.NaN;
    }
}
