package dev.attache.base.expr;

import java.util.List;

/// What an expression says, as a tree.
public sealed interface Expression {
    /// A value that stands in the text: a [String], a [Double], a [Boolean], or [#NULL].
    record Constant(Object value) implements Expression {}

    /// A field by its name; names below are the way into what is nested.
    ///
    /// @param bare whether it is written as a word, and so may be one of the names every record has
    record Field(List<String> path, boolean bare) implements Expression {
        public Field {
            path = List.copyOf(path);
        }
    }

    /// Whether the field is there.
    record Has(Field field) implements Expression {}

    record Not(Expression inner) implements Expression {}

    record Negative(Expression inner) implements Expression {}

    /// All of them, or any of them.
    record Junction(boolean all, Expression left, Expression right) implements Expression {}

    record Comparison(Relation relation, Expression left, Expression right) implements Expression {}

    /// Whether it equals one of the choices.
    record Membership(Expression element, List<Expression> choices) implements Expression {
        public Membership {
            choices = List.copyOf(choices);
        }
    }

    record Arithmetic(Operator operator, Expression left, Expression right) implements Expression {}

    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// `condition ? then : otherwise`.
    record Choice(Expression condition, Expression then, Expression otherwise) implements Expression {}

    /// Stands for null.
    Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    /// How two values may stand to each other.
    enum Relation {
        EQUAL,
        UNEQUAL,
        BELOW,
        AT_MOST,
        ABOVE,
        AT_LEAST
    }

    /// What is done with two numbers; the first joins texts too.
    enum Operator {
        PLUS,
        MINUS,
        TIMES,
        DIVIDE,
        REMAINDER
    }
}
