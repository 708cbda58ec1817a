package dev.attache.role.logs.expr;

import dev.attache.base.expr.Expression.Comparison;
import dev.attache.base.expr.Expression.Relation;
import dev.attache.wire.log.LogRecord;

/// One value beside another. Values of different types are not the same, and have no order, which is null.
final class Comparing implements Condition {
    private final Relation relation;
    private final Operand left;
    private final Operand right;

    Comparing(Comparison comparison) {
        relation = comparison.relation();
        left = Compiler.operand(comparison.left());
        right = Compiler.operand(comparison.right());
    }

    @Override
    public int test(LogRecord record) {
        Value first = left.of(record);
        Value second = right.of(record);
        if (relation == Relation.EQUAL || relation == Relation.UNEQUAL) {
            return Condition.of(first.isSame(second) == (relation == Relation.EQUAL));
        }
        if (!first.isOrderedWith(second)) {
            return NULL;
        }
        int order = first.compare(second);
        return Condition.of(
                switch (relation) {
                    case BELOW -> order < 0;
                    case AT_MOST -> order <= 0;
                    case ABOVE -> order > 0;
                    case AT_LEAST -> order >= 0;
                    case EQUAL, UNEQUAL -> false;
                });
    }
}
