package dev.attache.role.logs.expr;

import dev.attache.base.expr.Expression;
import dev.attache.base.expr.Expression.Arithmetic;
import dev.attache.base.expr.Expression.Call;
import dev.attache.base.expr.Expression.Choice;
import dev.attache.base.expr.Expression.Comparison;
import dev.attache.base.expr.Expression.Constant;
import dev.attache.base.expr.Expression.Field;
import dev.attache.base.expr.Expression.Has;
import dev.attache.base.expr.Expression.Junction;
import dev.attache.base.expr.Expression.Membership;
import dev.attache.base.expr.Expression.Negative;
import dev.attache.base.expr.Expression.Not;
import dev.attache.base.expr.ExpressionParser;
import dev.attache.base.expr.Template;
import dev.attache.wire.log.LogRecord;

/// Makes what was read ready to be asked of records. What it makes is for one thread.
public final class Compiler {
    private Compiler() {}

    /// A condition as the file has it; an empty one is always met.
    ///
    /// @throws IllegalArgumentException where it is none, with the place
    public static Condition condition(String text) {
        return text.isEmpty() ? Condition.ALWAYS : condition(ExpressionParser.parse(text));
    }

    /// An expression with a value as the file has it.
    ///
    /// @throws IllegalArgumentException where it is none, with the place
    public static Source source(String text) {
        return source(ExpressionParser.parse(text));
    }

    /// A text with expressions in it as the file has it.
    ///
    /// @throws IllegalArgumentException where it is none, with the place
    public static Source template(String text) {
        Template template = Template.parse(text);
        if (template.parts().size() == 1) {
            return source(template.parts().getFirst());
        }
        Operand[] parts = template.parts().stream().map(Compiler::operand).toArray(Operand[]::new);
        return (record, into) -> Texts.join(parts, record, into);
    }

    static Condition condition(Expression expression) {
        return switch (expression) {
            case Has(Field field) -> has(new FieldSource(field));
            case Not(Expression inner) -> not(condition(inner));
            case Junction(boolean all, Expression left, Expression right) ->
                all ? both(condition(left), condition(right)) : either(condition(left), condition(right));
            case Comparison comparison -> new Comparing(comparison);
            case Membership(Expression element, var choices) ->
                membership(
                        operand(element),
                        choices.stream().map(Compiler::operand).toArray(Operand[]::new));
            case Call call when Calls.isCondition(call.function()) -> Calls.condition(call);
            case Constant _, Field _, Negative _, Arithmetic _, Call _, Choice _ -> truthOf(operand(expression));
        };
    }

    static Source source(Expression expression) {
        return switch (expression) {
            case Constant(Object value) -> {
                Operand constant = Operand.constant(value);
                yield (record, into) -> into.set(constant.of(record));
            }
            case Field field -> new FieldSource(field);
            case Negative(Expression inner) -> {
                Operand operand = operand(inner);
                yield (record, into) -> into.set(-operand.of(record).number());
            }
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case Choice(Expression condition, Expression then, Expression otherwise) ->
                choice(condition(condition), operand(then), operand(otherwise));
            case Call call when !Calls.isCondition(call.function()) -> Calls.source(call);
            case Call _, Has _, Not _, Junction _, Comparison _, Membership _ -> truth(condition(expression));
        };
    }

    static Operand operand(Expression expression) {
        return expression instanceof Constant(Object value)
                ? Operand.constant(value)
                : new Operand(source(expression), false);
    }

    private static Condition has(FieldSource field) {
        Value unused = new Value();
        return record -> Condition.of(field.find(record, unused));
    }

    private static Condition not(Condition inner) {
        return record -> {
            int truth = inner.test(record);
            return truth == Condition.NULL ? truth : 1 - truth;
        };
    }

    private static Condition both(Condition left, Condition right) {
        return record -> {
            int first = left.test(record);
            if (first == Condition.FALSE) {
                return first;
            }
            int second = right.test(record);
            return second == Condition.TRUE ? first : second;
        };
    }

    private static Condition either(Condition left, Condition right) {
        return record -> {
            int first = left.test(record);
            if (first == Condition.TRUE) {
                return first;
            }
            int second = right.test(record);
            return second == Condition.FALSE ? first : second;
        };
    }

    private static Condition membership(Operand element, Operand[] choices) {
        return record -> {
            Value value = element.of(record);
            for (Operand each : choices) {
                if (value.isSame(each.of(record))) {
                    return Condition.TRUE;
                }
            }
            return Condition.FALSE;
        };
    }

    private static Condition truthOf(Operand operand) {
        return record -> {
            Value value = operand.of(record);
            return value.type() == Value.Type.TRUTH ? Condition.of(value.isTrue()) : Condition.NULL;
        };
    }

    private static Source truth(Condition condition) {
        return (record, into) -> {
            int truth = condition.test(record);
            if (truth == Condition.NULL) {
                into.setNull();
            } else {
                into.set(truth == Condition.TRUE);
            }
        };
    }

    private static Source choice(Condition condition, Operand then, Operand otherwise) {
        return (record, into) -> {
            int truth = condition.test(record);
            if (truth == Condition.NULL) {
                into.setNull();
            } else {
                into.set((truth == Condition.TRUE ? then : otherwise).of(record));
            }
        };
    }

    private static Source arithmetic(Arithmetic arithmetic) {
        Operand left = operand(arithmetic.left());
        Operand right = operand(arithmetic.right());
        Operand[] both = {left, right};
        return switch (arithmetic.operator()) {
            case PLUS -> (record, into) -> add(both, record, into);
            case MINUS ->
                (record, into) ->
                        into.set(left.of(record).number() - right.of(record).number());
            case TIMES ->
                (record, into) ->
                        into.set(left.of(record).number() * right.of(record).number());
            case DIVIDE ->
                (record, into) ->
                        into.set(left.of(record).number() / right.of(record).number());
            case REMAINDER ->
                (record, into) ->
                        into.set(left.of(record).number() % right.of(record).number());
        };
    }

    /// Two texts are joined; anything else is a sum, or null.
    private static void add(Operand[] both, LogRecord record, Value into) {
        Value left = both[0].of(record);
        Value right = both[1].of(record);
        if (Texts.isText(left) && Texts.isText(right)) {
            Texts.join(both, record, into);
        } else {
            into.set(left.number() + right.number());
        }
    }
}
