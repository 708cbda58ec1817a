package dev.attache.base.expr;

import dev.attache.base.expr.Expression.Operator;
import dev.attache.base.expr.Expression.Relation;
import dev.attache.base.expr.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads expressions.
///
/// ```
/// expression  = either [ "?" expression ":" expression ]
/// either      = both { "||" both }
/// both        = relation { "&&" relation }
/// relation    = sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum | "in" "[" [ expression { "," expression } ] "]" ]
/// sum         = product { ("+" | "-") product }
/// product     = unary { ("*" | "/" | "%") unary }
/// unary       = ("!" | "-") unary | member
/// member      = primary { "." function "(" [ expression ] ")" }
/// primary     = "(" expression ")" | text | number | "true" | "false" | "null" | field
///             | "has" "(" field ")" | function "(" expression { "," expression } ")"
/// field       = ( name | "fields" "[" text "]" ) { "." name | "[" text "]" }
/// ```
///
/// A text is at most [#CHARS_MAX] characters long and nested at most [#DEPTH_MAX] deep.
public final class ExpressionParser {
    /// Longest expression.
    public static final int CHARS_MAX = 4096;

    /// Deepest nesting.
    public static final int DEPTH_MAX = 50;

    private static final String ROOT = "fields";

    private final Lexer lexer;
    private int depth;

    private ExpressionParser(Lexer lexer) {
        this.lexer = lexer;
    }

    /// What the text says.
    ///
    /// @throws ExpressionException naming the first character that is wrong
    public static Expression parse(String text) {
        return parse(text, 0, text.length());
    }

    /// What a part of the text says; places are told within the whole.
    static Expression parse(String text, int from, int to) {
        if (to - from > CHARS_MAX) {
            throw new ExpressionException(from + CHARS_MAX, "an expression has at most " + CHARS_MAX + " characters");
        }
        var parser = new ExpressionParser(new Lexer(text, from, to));
        Expression whole = parser.expression();
        if (parser.lexer.kind() != Kind.END) {
            throw new ExpressionException(parser.lexer.at(), "the expression should end here");
        }
        return whole;
    }

    private Expression expression() {
        if (++depth > DEPTH_MAX) {
            throw new ExpressionException(lexer.at(), "nested deeper than " + DEPTH_MAX);
        }
        Expression condition = either();
        if (lexer.take("?")) {
            Expression then = expression();
            lexer.expect(":");
            condition = new Expression.Choice(condition, then, expression());
        }
        depth--;
        return condition;
    }

    private Expression either() {
        Expression left = both();
        while (lexer.take("||")) {
            left = new Expression.Junction(false, left, both());
        }
        return left;
    }

    private Expression both() {
        Expression left = relation();
        while (lexer.take("&&")) {
            left = new Expression.Junction(true, left, relation());
        }
        return left;
    }

    private Expression relation() {
        Expression left = sum();
        if (lexer.isWord("in")) {
            lexer.advance();
            return new Expression.Membership(left, list());
        }
        Relation relation = relationHere();
        if (relation == null) {
            return left;
        }
        lexer.advance();
        var comparison = new Expression.Comparison(relation, left, sum());
        if (relationHere() != null) {
            throw new ExpressionException(lexer.at(), "comparisons do not follow each other: join two with &&");
        }
        return comparison;
    }

    private @Nullable Relation relationHere() {
        return lexer.kind() != Kind.SIGN
                ? null
                : switch (lexer.value()) {
                    case "==" -> Relation.EQUAL;
                    case "!=" -> Relation.UNEQUAL;
                    case "<" -> Relation.BELOW;
                    case "<=" -> Relation.AT_MOST;
                    case ">" -> Relation.ABOVE;
                    case ">=" -> Relation.AT_LEAST;
                    default -> null;
                };
    }

    private List<Expression> list() {
        lexer.expect("[");
        List<Expression> elements = new ArrayList<>();
        if (!lexer.is("]")) {
            do {
                elements.add(expression());
            } while (lexer.take(","));
        }
        lexer.expect("]");
        return elements;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (lexer.take("+")) {
                left = new Expression.Arithmetic(Operator.PLUS, left, product());
            } else if (lexer.take("-")) {
                left = new Expression.Arithmetic(Operator.MINUS, left, product());
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = unary();
        while (true) {
            if (lexer.take("*")) {
                left = new Expression.Arithmetic(Operator.TIMES, left, unary());
            } else if (lexer.take("/")) {
                left = new Expression.Arithmetic(Operator.DIVIDE, left, unary());
            } else if (lexer.take("%")) {
                left = new Expression.Arithmetic(Operator.REMAINDER, left, unary());
            } else {
                return left;
            }
        }
    }

    private Expression unary() {
        if (++depth > DEPTH_MAX) {
            throw new ExpressionException(lexer.at(), "nested deeper than " + DEPTH_MAX);
        }
        Expression found;
        if (lexer.take("!")) {
            found = new Expression.Not(unary());
        } else if (lexer.take("-")) {
            found = new Expression.Negative(unary());
        } else {
            found = member(primary());
        }
        depth--;
        return found;
    }

    private Expression member(Expression first) {
        Expression value = first;
        while (lexer.take(".")) {
            int at = lexer.at();
            Function function = function(word());
            lexer.expect("(");
            value = call(function, value, at);
        }
        return value;
    }

    private Function function(String word) {
        Function found = Function.of(word);
        if (found == null) {
            throw new ExpressionException(
                    lexer.at() - word.length(), word + " is no function; there are has, " + Function.words());
        }
        return found;
    }

    private Expression call(Function function, @Nullable Expression receiver, int at) {
        List<Expression> arguments = new ArrayList<>();
        if (receiver != null) {
            arguments.add(receiver);
        }
        if (!lexer.is(")")) {
            do {
                arguments.add(expression());
            } while (lexer.take(","));
        }
        lexer.expect(")");
        if (arguments.size() != function.arity()) {
            throw new ExpressionException(
                    at, function.word() + " takes " + function.arity() + " values, that before the point included");
        }
        boolean pattern = function == Function.MATCHES
                && !(arguments.get(1) instanceof Expression.Constant(Object constant) && constant instanceof String);
        if (pattern) {
            throw new ExpressionException(at, "what matches compares with is a text that stands there, as in r'a+'");
        }
        return new Expression.Call(function, arguments);
    }

    private Expression primary() {
        return switch (lexer.kind()) {
            case TEXT -> constant(lexer.value());
            case NUMBER -> constant(Double.valueOf(lexer.value()));
            case WORD -> word(lexer.value());
            case SIGN, END -> inParentheses();
        };
    }

    private Expression constant(Object value) {
        lexer.advance();
        return new Expression.Constant(value);
    }

    private Expression inParentheses() {
        if (!lexer.take("(")) {
            throw new ExpressionException(lexer.at(), "a value should stand here");
        }
        Expression inner = expression();
        lexer.expect(")");
        return inner;
    }

    private Expression word(String word) {
        int at = lexer.at();
        switch (word) {
            case "true", "false" -> {
                return constant(Boolean.valueOf(word));
            }
            case "null" -> {
                return constant(Expression.NULL);
            }
            case "in" -> throw new ExpressionException(at, "a value should stand here");
            default -> lexer.advance();
        }
        if (!lexer.is("(")) {
            return field(word, at);
        }
        if (!word.equals("has")) {
            Function function = Function.of(word);
            if (function == null) {
                throw new ExpressionException(at, word + " is no function; there are has, " + Function.words());
            }
            lexer.advance();
            return call(function, null, at);
        }
        lexer.advance();
        int inside = lexer.at();
        if (!(expression() instanceof Expression.Field field)) {
            throw new ExpressionException(inside, "has asks for a field");
        }
        lexer.expect(")");
        return new Expression.Has(field);
    }

    /// A name and the names below it; the one before a parenthesis is a function's.
    private Expression field(String first, int at) {
        List<String> path = new ArrayList<>();
        boolean bare = !(first.equals(ROOT) && lexer.is("["));
        if (bare) {
            path.add(first);
        }
        while (true) {
            if (lexer.take("[")) {
                if (lexer.kind() != Kind.TEXT) {
                    throw new ExpressionException(lexer.at(), "the name of a field in quotes should stand here");
                }
                path.add(lexer.value());
                lexer.advance();
                lexer.expect("]");
            } else if (lexer.is(".")) {
                lexer.advance();
                int nameAt = lexer.at();
                String name = word();
                if (lexer.is("(")) {
                    Function function = function(name);
                    lexer.advance();
                    return call(function, checked(path, bare, at), nameAt);
                }
                path.add(name);
            } else {
                return checked(path, bare, at);
            }
        }
    }

    private static Expression.Field checked(List<String> path, boolean bare, int at) {
        if (path.stream().anyMatch(String::isEmpty)) {
            throw new ExpressionException(at, "the name of a field is not empty");
        }
        return new Expression.Field(path, bare);
    }

    private String word() {
        if (lexer.kind() != Kind.WORD) {
            throw new ExpressionException(lexer.at(), "a name should stand here");
        }
        String word = lexer.value();
        lexer.advance();
        return word;
    }
}
