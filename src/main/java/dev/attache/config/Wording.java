package dev.attache.config;

import java.util.Locale;

/// How names and values of the program are spelt in the file and in messages.
final class Wording {
    private static final int VALUE_SHOWN_MAX = 60;

    private Wording() {}

    /// `connectTimeout` as `connect-timeout`.
    static String kebab(String javaName) {
        StringBuilder key = new StringBuilder(javaName.length() + 4);
        for (int i = 0; i < javaName.length(); i++) {
            char c = javaName.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                key.append('-');
            }
            key.append(Character.toLowerCase(c));
        }
        return key.toString();
    }

    /// `FNV1A_64` as `fnv1a-64`.
    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A value of the file in quotes, cut where it is long.
    static String quoted(String value) {
        return "'" + shortened(value, VALUE_SHOWN_MAX) + "'";
    }

    /// The text, cut in the middle of nowhere to at most so many characters.
    static String shortened(String text, int charactersMax) {
        if (text.length() <= charactersMax) {
            return text;
        }
        int end = charactersMax - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /// The text on one line, with nothing in it that a terminal obeys.
    static String printable(String text) {
        if (text.codePoints().noneMatch(Wording::obeyed)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (obeyed(c)) {
                safe.append("\\u").append(String.format(Locale.ROOT, "%04X", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static boolean obeyed(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
