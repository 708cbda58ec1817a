package dev.attache.role.logs.expr;

import dev.attache.base.expr.Expression;
import dev.attache.wire.log.LogRecord;
import java.nio.charset.StandardCharsets;

/// A part of an expression and the value it has. What is the same for every record is found once.
final class Operand {
    private final Source source;
    private final Value value = new Value();
    private final boolean constant;

    Operand(Source source, boolean constant) {
        this.source = source;
        this.constant = constant;
    }

    static Operand constant(Object meant) {
        var operand = new Operand((_, _) -> {}, true);
        Value value = operand.value;
        switch (meant) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                value.setText(bytes, 0, bytes.length);
            }
            case Double number -> value.set(number);
            case Boolean truth -> value.set((boolean) truth);
            default -> {
                if (meant != Expression.NULL) {
                    throw new IllegalArgumentException("no constant: " + meant);
                }
                value.setNull();
            }
        }
        return operand;
    }

    boolean isConstant() {
        return constant;
    }

    Value of(LogRecord record) {
        if (!constant) {
            source.read(record, value);
        }
        return value;
    }
}
