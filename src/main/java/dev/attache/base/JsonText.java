package dev.attache.base;

import java.util.Map;

/// JSON (RFC 8259) from maps, collections, strings, numbers and booleans; anything else is written as its text.
///
/// Control characters, line separators and `<` are escaped, so that the text is safe in a log line and in a page.
public final class JsonText {
    /// Deepest nesting that is written.
    public static final int DEPTH_MAX = 32;

    /// Longest text that is written.
    public static final int CHARS_MAX = 8 << 20;

    private final StringBuilder out = new StringBuilder();
    private final String step;

    private JsonText(String step) {
        this.step = step;
    }

    /// The value on one line.
    ///
    /// @throws IllegalArgumentException where the value is deeper than [#DEPTH_MAX] or longer than [#CHARS_MAX]
    public static String compact(Object value) {
        return new JsonText("").text(value);
    }

    /// The value on as many lines as it has elements, indented by two spaces a level.
    ///
    /// @throws IllegalArgumentException where the value is deeper than [#DEPTH_MAX] or longer than [#CHARS_MAX]
    public static String indented(Object value) {
        return new JsonText("  ").text(value) + "\n";
    }

    private String text(Object value) {
        write(value, 0);
        return out.toString();
    }

    private void write(Object value, int depth) {
        if (depth > DEPTH_MAX || out.length() > CHARS_MAX) {
            throw new IllegalArgumentException("the value is too deep or too long for a page");
        }
        switch (value) {
            case Map<?, ?> map -> writeObject(map, depth);
            case Iterable<?> list -> writeArray(list, depth);
            case Double number when !Double.isFinite(number) -> out.append("null");
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> quote(out, value.toString());
        }
    }

    private void writeObject(Map<?, ?> map, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            separate(first, depth + 1);
            first = false;
            quote(out, String.valueOf(entry.getKey()));
            out.append(step.isEmpty() ? ":" : ": ");
            write(entry.getValue(), depth + 1);
        }
        close(first, depth, '}');
    }

    private void writeArray(Iterable<?> list, int depth) {
        out.append('[');
        boolean first = true;
        for (Object element : list) {
            separate(first, depth + 1);
            first = false;
            write(element, depth + 1);
        }
        close(first, depth, ']');
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        breakLine(depth);
    }

    private void close(boolean empty, int depth, char bracket) {
        if (!empty) {
            breakLine(depth);
        }
        out.append(bracket);
    }

    private void breakLine(int depth) {
        if (!step.isEmpty()) {
            out.append('\n').repeat(step, depth);
        }
    }

    /// Appends the text as a JSON string, quotes included.
    public static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (needsEscape(letter)) {
                        out.append("\\u").append(Integer.toHexString(0x10000 | letter), 1, 5);
                    } else {
                        out.append(letter);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean needsEscape(char letter) {
        return letter < ' '
                || letter == '<'
                || (letter >= 127 && letter < 160)
                || letter == '\u2028'
                || letter == '\u2029'
                || Character.isSurrogate(letter);
    }
}
