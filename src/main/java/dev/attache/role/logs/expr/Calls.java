package dev.attache.role.logs.expr;

import dev.attache.base.expr.Expression;
import dev.attache.base.expr.Expression.Call;
import dev.attache.base.expr.Expression.Constant;
import dev.attache.base.expr.Function;
import dev.attache.role.logs.text.LinearPattern;
import dev.attache.role.logs.text.WordSearch;
import dev.attache.wire.log.JsonMembers;
import dev.attache.wire.log.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What functions do.
final class Calls {
    private static final int WORD_MAX = 100;

    private Calls() {}

    static boolean isCondition(Function function) {
        return switch (function) {
            case STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES -> true;
            case SIZE, LOWER_ASCII, UPPER_ASCII, DOUBLE, INT, STRING, SECONDS -> false;
        };
    }

    /// Two texts.
    private interface TextTest {
        boolean test(Slice text, Slice part);
    }

    static Condition condition(Call call) {
        Operand text = Compiler.operand(call.arguments().getFirst());
        Expression second = call.arguments().get(1);
        return switch (call.function()) {
            case STARTS_WITH -> test(text, second, (whole, part) -> Texts.isAt(whole, whole.from(), part));
            case ENDS_WITH -> test(text, second, (whole, part) -> Texts.isAt(whole, whole.to() - part.length(), part));
            case CONTAINS -> {
                WordSearch word = word(second);
                yield word == null ? test(text, second, Texts::contains) : contains(text, word);
            }
            case MATCHES -> matches(text, LinearPattern.of((String) ((Constant) second).value()));
            case SIZE, LOWER_ASCII, UPPER_ASCII, DOUBLE, INT, STRING, SECONDS ->
                throw new IllegalArgumentException(call.function().word());
        };
    }

    private static @Nullable WordSearch word(Expression part) {
        if (!(part instanceof Constant(Object value) && value instanceof String text)) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == 0 || bytes.length > WORD_MAX ? null : WordSearch.exactly(bytes);
    }

    private static Condition test(Operand text, Expression second, TextTest test) {
        Operand part = Compiler.operand(second);
        return record -> {
            Value whole = text.of(record);
            Value piece = part.of(record);
            return Texts.isText(whole) && Texts.isText(piece)
                    ? Condition.of(test.test(whole.text(), piece.text()))
                    : Condition.NULL;
        };
    }

    private static Condition contains(Operand text, WordSearch word) {
        return record -> {
            Value whole = text.of(record);
            Slice bytes = whole.text();
            return Texts.isText(whole)
                    ? Condition.of(word.find(bytes.array(), bytes.from(), bytes.to()) >= 0)
                    : Condition.NULL;
        };
    }

    private static Condition matches(Operand text, LinearPattern pattern) {
        return record -> {
            Value whole = text.of(record);
            Slice bytes = whole.text();
            return Texts.isText(whole)
                    ? Condition.of(pattern.begin(bytes.array(), bytes.from(), bytes.to()) && pattern.find())
                    : Condition.NULL;
        };
    }

    static Source source(Call call) {
        Operand operand = Compiler.operand(call.arguments().getFirst());
        return switch (call.function()) {
            case SIZE -> {
                var members = new JsonMembers();
                yield (record, into) -> size(operand.of(record), members, into);
            }
            case LOWER_ASCII -> (record, into) -> turnCase(operand.of(record), 'A', into);
            case UPPER_ASCII -> (record, into) -> turnCase(operand.of(record), 'a', into);
            case DOUBLE -> (record, into) -> into.set(operand.of(record).number());
            case INT ->
                (record, into) -> {
                    double number = operand.of(record).number();
                    into.set(number < 0 ? Math.ceil(number) : Math.floor(number));
                };
            case STRING ->
                (record, into) -> {
                    Value value = operand.of(record);
                    Slice text = value.text();
                    if (value.isNull()) {
                        into.setNull();
                    } else {
                        into.setText(text.array(), text.from(), text.to());
                    }
                };
            case SECONDS -> (record, into) -> into.set(Durations.seconds(operand.of(record)));
            case STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES ->
                throw new IllegalArgumentException(call.function().word());
        };
    }

    private static void size(Value value, JsonMembers members, Value into) {
        if (value.type() == Value.Type.JSON) {
            into.set(members.size(value.text()));
        } else if (Texts.isText(value)) {
            into.set(Texts.characters(value.text()));
        } else {
            into.setNull();
        }
    }

    private static void turnCase(Value value, char first, Value into) {
        if (Texts.isText(value)) {
            Texts.turnCase(value.text(), first, into);
        } else {
            into.setNull();
        }
    }
}
