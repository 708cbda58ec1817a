package dev.attache.base.logic;

import java.util.ArrayList;
import java.util.List;

/// Reads one sentence by descent, a method for each rule:
///
/// ```
/// whole   = or END
/// or      = and { "||" and }
/// and     = factor { "&&" factor }
/// factor  = "!" factor | "(" or ")" | "atleast" "(" NUMBER { "," or } ")" | NAME
/// ```
final class ExpressionReader {
    /// Longest text that is read.
    static final int CHARS_MAX = 4096;

    /// Deepest nesting that is read.
    static final int DEPTH_MAX = 32;

    private static final String AT_LEAST = "atleast";

    private final String text;
    private int at;
    private int depth;

    ExpressionReader(String text) {
        this.text = text;
    }

    static List<Expression> names(Iterable<String> names) {
        List<Expression> all = new ArrayList<>();
        names.forEach(each -> all.add(new Expression.Name(each)));
        return all;
    }

    Expression whole() {
        if (text.length() > CHARS_MAX) {
            throw new IllegalArgumentException("has more than " + CHARS_MAX + " characters");
        }
        Expression read = or();
        skipBlanks();
        if (at < text.length()) {
            throw fault("&&, || or the end should stand here");
        }
        return read;
    }

    private Expression or() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (takes("||"));
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
    }

    private Expression and() {
        List<Expression> parts = new ArrayList<>();
        do {
            parts.add(factor());
        } while (takes("&&"));
        return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
    }

    private Expression factor() {
        if (++depth > DEPTH_MAX) {
            throw fault("nested deeper than " + DEPTH_MAX);
        }
        Expression read;
        if (takes("!")) {
            read = new Expression.Not(factor());
        } else if (takes("(")) {
            read = or();
            expect(")");
        } else {
            String name = word();
            read = name.equals(AT_LEAST) && takes("(") ? atLeast() : new Expression.Name(name);
        }
        depth--;
        return read;
    }

    private Expression atLeast() {
        int start = at;
        String number = word();
        if (number.length() > 4 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            at = start;
            throw fault("a number should stand here, as in atleast(2, a, b, c)");
        }
        int count = Integer.parseInt(number);
        List<Expression> parts = new ArrayList<>();
        while (takes(",")) {
            parts.add(or());
        }
        expect(")");
        if (count < 1 || count > parts.size()) {
            at = start;
            throw fault("atleast(" + count + ", …) names " + parts.size() + ", so it says nothing");
        }
        return new Expression.AtLeast(count, parts);
    }

    private String word() {
        skipBlanks();
        int start = at;
        while (at < text.length() && isPartOfName(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw fault(start < text.length() ? "a name should stand here" : "the text ends too early");
        }
        return text.substring(start, at);
    }

    private static boolean isPartOfName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ".-_".indexOf(c) >= 0;
    }

    private boolean takes(String sign) {
        skipBlanks();
        if (!text.startsWith(sign, at)) {
            return false;
        }
        at += sign.length();
        return true;
    }

    private void expect(String sign) {
        if (!takes(sign)) {
            throw fault(sign + " should stand here");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("at character " + (at + 1) + ": " + what);
    }
}
