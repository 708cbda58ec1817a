package dev.attache.wire.exposition;

/// What metrics and labels may be called, and what becomes of names that other systems gave.
public final class MetricNames {
    private MetricNames() {}

    /// Whether a metric may have the name: letters, digits, `_` and `:`, no digit first.
    public static boolean isMetric(String name) {
        return isName(name, true);
    }

    /// Whether a label may have the name: letters, digits and `_`, no digit first.
    public static boolean isLabel(String name) {
        return isName(name, false);
    }

    private static boolean isName(String name, boolean colon) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPart(name.charAt(i), colon) || i == 0 && isDigit(name.charAt(0))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isPart(char letter, boolean colon) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter == '_'
                || isDigit(letter)
                || colon && letter == ':';
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /// A name in which `_` stands for whatever a metric's may not hold.
    public static String toMetric(String name) {
        return toName(name, true);
    }

    /// A name in which `_` stands for whatever a label's may not hold.
    public static String toLabel(String name) {
        return toName(name, false);
    }

    private static String toName(String name, boolean colon) {
        if (isName(name, colon)) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length() + 1);
        if (name.isEmpty() || isDigit(name.charAt(0))) {
            out.append('_');
        }
        for (int i = 0; i < name.length(); i++) {
            out.append(isPart(name.charAt(i), colon) ? name.charAt(i) : '_');
        }
        return out.toString();
    }
}
