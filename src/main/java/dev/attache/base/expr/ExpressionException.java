package dev.attache.base.expr;

/// What is wrong with an expression, and where: the message begins with the place.
public final class ExpressionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int at;

    ExpressionException(int at, String what) {
        super("character " + (at + 1) + ": " + what);
        this.at = at;
    }

    /// Index of the character, counted from 0.
    public int at() {
        return at;
    }
}
