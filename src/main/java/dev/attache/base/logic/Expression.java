package dev.attache.base.logic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// What is true when some names are: names, `&&`, `||`, `!`, parentheses, and `atleast(n, a, b, …)`.
///
/// `!` binds before `&&`, and `&&` before `||`.
public sealed interface Expression {
    /// Whether it is true.
    ///
    /// @param truth what each name is
    boolean holds(Predicate<String> truth);

    /// Shows every name that stands in it, in the order of the text.
    ///
    /// @param wanted whether the sentence as a whole is wanted to be true
    void visit(boolean wanted, Visitor visitor);

    /// Shown the names of a sentence.
    @FunctionalInterface
    interface Visitor {
        /// @param wanted whether the name has to be true rather than false for the sentence to be
        void on(String name, boolean wanted);
    }

    /// Reads a text of at most [ExpressionReader#CHARS_MAX] characters.
    ///
    /// @throws IllegalArgumentException where it is no such sentence, naming the place
    static Expression parse(String text) {
        return new ExpressionReader(text).whole();
    }

    /// Every name that stands in it, in the order of the text.
    default Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        visit(true, (name, _) -> names.add(name));
        return names;
    }

    /// The names that have to be false, behind an odd number of `!`.
    default Set<String> unwanted() {
        Set<String> names = new LinkedHashSet<>();
        visit(true, (name, wanted) -> {
            if (!wanted) {
                names.add(name);
            }
        });
        return names;
    }

    /// True when all of the names are; of no names, always.
    static Expression allOf(Iterable<String> names) {
        return new And(ExpressionReader.names(names));
    }

    /// As one name is.
    record Name(String name) implements Expression {
        @Override
        public boolean holds(Predicate<String> truth) {
            return truth.test(name);
        }

        @Override
        public void visit(boolean wanted, Visitor visitor) {
            visitor.on(name, wanted);
        }
    }

    /// As another is not.
    record Not(Expression inner) implements Expression {
        @Override
        public boolean holds(Predicate<String> truth) {
            return !inner.holds(truth);
        }

        @Override
        public void visit(boolean wanted, Visitor visitor) {
            inner.visit(!wanted, visitor);
        }
    }

    /// When all are; of none, always.
    record And(List<Expression> parts) implements Expression {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Predicate<String> truth) {
            return trueOnes(parts, truth) == parts.size();
        }

        @Override
        public void visit(boolean wanted, Visitor visitor) {
            parts.forEach(each -> each.visit(wanted, visitor));
        }
    }

    /// When one is; of none, never.
    record Or(List<Expression> parts) implements Expression {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Predicate<String> truth) {
            return trueOnes(parts, truth) > 0;
        }

        @Override
        public void visit(boolean wanted, Visitor visitor) {
            parts.forEach(each -> each.visit(wanted, visitor));
        }
    }

    /// When so many are.
    record AtLeast(int count, List<Expression> parts) implements Expression {
        public AtLeast {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Predicate<String> truth) {
            return trueOnes(parts, truth) >= count;
        }

        @Override
        public void visit(boolean wanted, Visitor visitor) {
            parts.forEach(each -> each.visit(wanted, visitor));
        }
    }

    private static int trueOnes(List<Expression> parts, Predicate<String> truth) {
        int count = 0;
        for (Expression each : parts) {
            count += each.holds(truth) ? 1 : 0;
        }
        return count;
    }
}
