package dev.attache.base;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON (RFC 8259) strictly: one value and nothing behind it, no name twice in an object, no nesting beyond
/// [#DEPTH_MAX]. The caller bounds the text.
///
/// Objects become maps in the text's order, arrays lists, texts [String]. Whole numbers of at most 18 digits become
/// [Long], others [BigDecimal]; truth values [Boolean], and null [#NULL].
public final class JsonReader {
    /// Deepest nesting that is read.
    public static final int DEPTH_MAX = 32;

    /// Stands for JSON's null.
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final int LONG_DIGITS_MAX = 18;
    private static final int NUMBER_CHARS_MAX = 100;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /// The value of a text.
    ///
    /// @throws IllegalArgumentException where it is no JSON, naming the place
    public static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.fault("something behind the value");
        }
        return value;
    }

    private Object value(int depth) {
        skipBlanks();
        if (depth > DEPTH_MAX) {
            throw fault("nested deeper than " + DEPTH_MAX);
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        skipBlanks();
        boolean more = peek() != '}';
        while (more) {
            skipBlanks();
            if (peek() != '"') {
                throw fault("a name in quotes should stand here");
            }
            String name = string();
            skipBlanks();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw fault("a name comes twice");
            }
            more = isMore('}');
        }
        expect('}');
        return Collections.unmodifiableMap(members);
    }

    private List<Object> array(int depth) {
        List<Object> elements = new ArrayList<>();
        at++;
        skipBlanks();
        boolean more = peek() != ']';
        while (more) {
            elements.add(value(depth + 1));
            more = isMore(']');
        }
        expect(']');
        return Collections.unmodifiableList(elements);
    }

    private boolean isMore(char end) {
        skipBlanks();
        if (peek() == ',') {
            at++;
            return true;
        }
        if (peek() != end) {
            throw fault("a comma or " + end + " should stand here");
        }
        return false;
    }

    private String string() {
        at++;
        int plain = at;
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (peek() == '"') {
            return text.substring(plain, at++);
        }
        StringBuilder out = new StringBuilder(text.substring(plain, at));
        while (peek() != '"') {
            char letter = text.charAt(at++);
            if (letter < ' ') {
                throw fault("a control character in a text");
            }
            out.append(letter == '\\' ? escaped() : letter);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char letter = peek();
        at++;
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("no such escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw fault("four hexadecimal digits should stand here");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw fault("no value");
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        if (isAt('-')) {
            at++;
        }
        int firstDigit = at;
        digits();
        boolean whole = true;
        if (text.charAt(firstDigit) == '0' && at > firstDigit + 1) {
            throw fault("a number with a 0 in front");
        }
        int wholeEnd = at;
        if (isAt('.')) {
            whole = false;
            at++;
            digits();
        }
        if (isAt('e') || isAt('E')) {
            whole = false;
            at++;
            if (isAt('+') || isAt('-')) {
                at++;
            }
            digits();
        }
        String number = text.substring(start, at);
        if (whole && wholeEnd - firstDigit <= LONG_DIGITS_MAX) {
            return Long.valueOf(number);
        }
        return decimal(number);
    }

    private BigDecimal decimal(String number) {
        if (number.length() > NUMBER_CHARS_MAX) {
            throw fault("a number of more than " + NUMBER_CHARS_MAX + " characters");
        }
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException _) {
            throw fault("a number with an exponent that is too large");
        }
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw fault(start < text.length() ? "no value" : "the text ends too early");
        }
    }

    private boolean isAt(char letter) {
        return at < text.length() && text.charAt(at) == letter;
    }

    private void expect(char letter) {
        if (peek() != letter) {
            throw fault(letter + " should stand here");
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw fault("the text ends too early");
        }
        return text.charAt(at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("no JSON at character " + (at + 1) + ": " + what);
    }
}
