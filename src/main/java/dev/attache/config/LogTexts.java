package dev.attache.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.attache.base.expr.Expression;
import dev.attache.base.expr.ExpressionParser;
import dev.attache.base.expr.Function;
import dev.attache.base.expr.Template;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Expressions, templates and regular expressions of the log adapter, looked at while the file is read.
final class LogTexts {
    private static final List<String> LEVEL_FIELDS = List.of("level", "severity");
    private static final Set<String> LEVELS = Set.of(
            "trace",
            "finest",
            "finer",
            "verbose",
            "debug",
            "fine",
            "config",
            "info",
            "informational",
            "information",
            "notice",
            "note",
            "warn",
            "warning",
            "error",
            "err",
            "severe",
            "critical",
            "crit",
            "alert",
            "fatal",
            "panic",
            "emerg",
            "emergency");

    private LogTexts() {}

    /// @throws IllegalArgumentException where the text is no expression, naming the key and the place in the text
    static void checkExpression(String key, String text) {
        try {
            checkAll(ExpressionParser.parse(text));
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(key + ": " + refused.getMessage(), refused);
        }
    }

    /// As [#checkExpression], where the text may be absent.
    static void checkCondition(String key, String text) {
        if (!text.isEmpty()) {
            checkExpression(key, text);
        }
    }

    /// @throws IllegalArgumentException where an expression in the text is none
    static void checkTemplate(String key, String text) {
        try {
            Template.parse(text).parts().forEach(LogTexts::checkAll);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(key + ": " + refused.getMessage(), refused);
        }
    }

    /// @throws IllegalArgumentException where the text is no regular expression
    static void checkRegex(String key, String text) {
        try {
            Pattern.compile(text);
        } catch (PatternSyntaxException refused) {
            throw new IllegalArgumentException(
                    key + ": no regular expression: " + refused.getDescription() + ": " + refused.getPattern(),
                    refused);
        }
    }

    private static void checkAll(Expression expression) {
        switch (expression) {
            case Expression.Constant _, Expression.Field _, Expression.Has _ -> {}
            case Expression.Not(Expression inner) -> checkAll(inner);
            case Expression.Negative(Expression inner) -> checkAll(inner);
            case Expression.Junction(boolean _, Expression left, Expression right) -> {
                checkAll(left);
                checkAll(right);
            }
            case Expression.Comparison(Expression.Relation relation, Expression left, Expression right) -> {
                checkLevel(relation, left, right);
                checkLevel(relation, right, left);
                checkAll(left);
                checkAll(right);
            }
            case Expression.Membership(Expression element, List<Expression> choices) -> {
                checkAll(element);
                choices.forEach(LogTexts::checkAll);
            }
            case Expression.Arithmetic(Expression.Operator _, Expression left, Expression right) -> {
                checkAll(left);
                checkAll(right);
            }
            case Expression.Call call -> {
                call.arguments().forEach(LogTexts::checkAll);
                if (call.function() == Function.MATCHES
                        && call.arguments().get(1) instanceof Expression.Constant(Object pattern)) {
                    checkRegex("matches", String.valueOf(pattern));
                }
            }
            case Expression.Choice(Expression condition, Expression then, Expression otherwise) -> {
                checkAll(condition);
                checkAll(then);
                checkAll(otherwise);
            }
        }
    }

    /// A level has an order only beside a word for one.
    private static void checkLevel(Expression.Relation relation, Expression one, Expression other) {
        boolean ordered = relation != Expression.Relation.EQUAL && relation != Expression.Relation.UNEQUAL;
        if (ordered
                && one instanceof Expression.Field(List<String> path, boolean bare)
                && bare
                && path.size() == 1
                && LEVEL_FIELDS.contains(path.getFirst())
                && other instanceof Expression.Constant(Object value)
                && value instanceof String word
                && !LEVELS.contains(word.toLowerCase(Locale.ROOT))) {
            String nearest = Spelling.nearest(word, LEVELS);
            throw new IllegalArgumentException(Wording.quoted(word) + " is no level"
                    + (nearest.isEmpty()
                            ? "; there are trace, debug, info, notice, warn, error, critical, alert, fatal"
                            : "; did you mean " + nearest + "?"));
        }
    }
}
