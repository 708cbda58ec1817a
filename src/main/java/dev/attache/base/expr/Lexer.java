package dev.attache.base.expr;

/// Cuts a text into the words, numbers, texts and signs of an expression, one at a time.
final class Lexer {
    private static final String[] SIGNS = {
        "==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", "[", "]", ",", ".", "?", ":", "+", "-", "*", "/",
        "%"
    };

    private final String text;
    private final int to;
    private int next;
    private int at;
    private Kind kind = Kind.END;
    private String value = "";

    /// What a token is.
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    /// @param from where the expression begins within the text
    /// @param to where it ends
    Lexer(String text, int from, int to) {
        this.text = text;
        this.next = from;
        this.to = to;
        advance();
    }

    /// Where the token begins that is looked at.
    int at() {
        return at;
    }

    Kind kind() {
        return kind;
    }

    /// The token; of a text what it says.
    String value() {
        return value;
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && value.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && value.equals(word);
    }

    /// Goes past the sign where it stands here.
    boolean take(String sign) {
        boolean here = is(sign);
        if (here) {
            advance();
        }
        return here;
    }

    void expect(String sign) {
        if (!take(sign)) {
            throw new ExpressionException(at, sign + " should stand here");
        }
    }

    /// Looks at the next token.
    void advance() {
        while (next < to && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        at = next;
        if (next == to) {
            kind = Kind.END;
            value = "";
            return;
        }
        char first = text.charAt(next);
        boolean raw = first == 'r' && next + 1 < to && isQuote(text.charAt(next + 1));
        if (isQuote(first) || raw) {
            readText(raw);
        } else if (isLetter(first)) {
            readWord();
        } else if (isDigit(first)) {
            readNumber();
        } else {
            readSign();
        }
    }

    private void readWord() {
        kind = Kind.WORD;
        while (next < to && (isLetter(text.charAt(next)) || isDigit(text.charAt(next)))) {
            next++;
        }
        value = text.substring(at, next);
    }

    private void readNumber() {
        kind = Kind.NUMBER;
        skipDigits();
        if (next + 1 < to && text.charAt(next) == '.' && isDigit(text.charAt(next + 1))) {
            next++;
            skipDigits();
        }
        if (next < to && (text.charAt(next) == 'e' || text.charAt(next) == 'E')) {
            next++;
            if (next < to && (text.charAt(next) == '+' || text.charAt(next) == '-')) {
                next++;
            }
            skipDigits();
        }
        boolean broken = next < to && isLetter(text.charAt(next)) || !isDigit(text.charAt(next - 1));
        if (broken) {
            throw new ExpressionException(at, "no number, and no name either: names begin with a letter");
        }
        value = text.substring(at, next);
    }

    private void skipDigits() {
        while (next < to && isDigit(text.charAt(next))) {
            next++;
        }
    }

    private void readSign() {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, next) && next + sign.length() <= to) {
                kind = Kind.SIGN;
                value = sign;
                next += sign.length();
                return;
            }
        }
        throw new ExpressionException(at, "'" + text.charAt(at) + "' means nothing here" + remedy(text.charAt(at)));
    }

    private static String remedy(char sign) {
        return switch (sign) {
            case '=' -> "; equality is ==";
            case '&' -> "; both is &&";
            case '|' -> "; either is ||";
            case '@', '$', '#' -> "; a field of such a name is fields[\"...\"]";
            default -> "";
        };
    }

    /// A text in quotes of either kind; behind `r` backslashes are nothing special.
    private void readText(boolean raw) {
        kind = Kind.TEXT;
        next += raw ? 1 : 0;
        char quote = text.charAt(next++);
        StringBuilder inside = new StringBuilder();
        while (next < to && text.charAt(next) != quote) {
            char each = text.charAt(next++);
            if (each == '\\' && !raw) {
                readEscape(inside);
            } else {
                inside.append(each);
            }
        }
        if (next == to) {
            throw new ExpressionException(at, "a text whose quote is never closed");
        }
        next++;
        value = inside.toString();
    }

    private void readEscape(StringBuilder inside) {
        int from = next - 1;
        char letter = next < to ? text.charAt(next++) : ' ';
        switch (letter) {
            case '\\', '\'', '"', '`', '?' -> inside.append(letter);
            case 'n' -> inside.append('\n');
            case 'r' -> inside.append('\r');
            case 't' -> inside.append('\t');
            case 'x' -> inside.append((char) hexadecimal(from, 2));
            case 'u' -> inside.append((char) hexadecimal(from, 4));
            default ->
                throw new ExpressionException(
                        from, "no such escape; write \\\\ for a backslash, or the whole text as r'...'");
        }
    }

    private int hexadecimal(int from, int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            int digit = next < to && text.charAt(next) < 128 ? Character.digit(text.charAt(next++), 16) : -1;
            if (digit < 0) {
                throw new ExpressionException(from, digits + " hexadecimal digits should follow");
            }
            number = number << 4 | digit;
        }
        return number;
    }

    private static boolean isQuote(char each) {
        return each == '"' || each == '\'';
    }

    private static boolean isLetter(char each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each == '_';
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }
}
