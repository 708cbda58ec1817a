package dev.attache.cli.demo;

/// Patterns as `KEYS` and `SCAN … MATCH` take them: `*`, `?`, `[a-z]`, `[^x]` and `\` before a character that is meant
/// as it stands.
final class Glob {
    private Glob() {}

    /// Linear in the text for each star of the pattern: on a mismatch only the last star is tried again.
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int starPattern = -1;
        int starText = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starPattern = ++p;
                starText = t;
            } else if (p < pattern.length() && matchesOne(pattern, p, text.charAt(t))) {
                p = behind(pattern, p);
                t++;
            } else if (starPattern >= 0) {
                p = starPattern;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean matchesOne(String pattern, int at, char c) {
        return switch (pattern.charAt(at)) {
            case '?' -> true;
            case '[' -> inClass(pattern, at + 1, behind(pattern, at) - 1, c);
            case '\\' -> at + 1 < pattern.length() && pattern.charAt(at + 1) == c;
            default -> pattern.charAt(at) == c;
        };
    }

    /// Where the pattern goes on behind the element at `at`.
    private static int behind(String pattern, int at) {
        char first = pattern.charAt(at);
        if (first == '\\') {
            return Math.min(at + 2, pattern.length());
        }
        if (first != '[') {
            return at + 1;
        }
        int close = at + 1;
        while (close < pattern.length() && pattern.charAt(close) != ']') {
            close += pattern.charAt(close) == '\\' ? 2 : 1;
        }
        return Math.min(close + 1, pattern.length());
    }

    private static boolean inClass(String pattern, int from, int end, char c) {
        boolean negated = from < end && pattern.charAt(from) == '^';
        boolean found = false;
        int i = negated ? from + 1 : from;
        while (i < end) {
            if (pattern.charAt(i) == '\\' && i + 1 < end) {
                i++;
            }
            char low = pattern.charAt(i);
            boolean range = i + 2 < end && pattern.charAt(i + 1) == '-';
            char high = range ? pattern.charAt(i + 2) : low;
            found |= Math.min(low, high) <= c && c <= Math.max(low, high);
            i += range ? 3 : 1;
        }
        return found != negated;
    }
}
