package dev.attache.base.expr;

import java.util.ArrayList;
import java.util.List;

/// Text with expressions in it: `https://{{host}}/{{path}}`. One expression alone keeps its type.
///
/// @param parts in their order; what stands there as it is is a constant
public record Template(List<Expression> parts) {
    private static final String OPENING = "{{";
    private static final String CLOSING = "}}";

    public Template {
        parts = List.copyOf(parts);
    }

    /// What the text says.
    ///
    /// @throws ExpressionException naming the first character that is wrong
    public static Template parse(String text) {
        List<Expression> parts = new ArrayList<>();
        int at = 0;
        while (true) {
            int opening = text.indexOf(OPENING, at);
            if (opening < 0) {
                break;
            }
            if (opening > at) {
                parts.add(new Expression.Constant(text.substring(at, opening)));
            }
            int from = opening + OPENING.length();
            int to = closing(text, from);
            parts.add(ExpressionParser.parse(text, from, to));
            at = to + CLOSING.length();
        }
        if (at < text.length() || parts.isEmpty()) {
            parts.add(new Expression.Constant(text.substring(at)));
        }
        return new Template(parts);
    }

    /// Braces within quotes are text.
    private static int closing(String text, int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char each = text.charAt(i);
            if (quote != 0) {
                if (each == '\\') {
                    i++;
                } else if (each == quote) {
                    quote = 0;
                }
            } else if (each == '"' || each == '\'') {
                quote = each;
            } else if (text.startsWith(CLOSING, i)) {
                return i;
            }
        }
        throw new ExpressionException(from - OPENING.length(), "a {{ that is never closed by }}");
    }
}
