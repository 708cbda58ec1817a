package dev.attache.role.logs.join;

import dev.attache.wire.log.LinePattern;

/// Joins by a pattern of the user's: one of lines that begin a record, or one of lines that go on with it.
public final class PatternRule implements JoinRule {
    private final LinePattern pattern;
    private final boolean goesOnWhere;

    private PatternRule(String pattern, boolean goesOnWhere) {
        this.pattern = new LinePattern(pattern);
        this.goesOnWhere = goesOnWhere;
    }

    /// Lines with this in them begin a record, all others go on.
    public static PatternRule start(String pattern) {
        return new PatternRule(pattern, false);
    }

    /// Lines with this in them go on, all others begin a record.
    public static PatternRule continuation(String pattern) {
        return new PatternRule(pattern, true);
    }

    @Override
    public boolean endsAtOnce() {
        return false;
    }

    @Override
    public void begin(byte[] bytes, int from, int to) {
        // The pattern knows each line by itself.
    }

    @Override
    public boolean goesOn(byte[] bytes, int first, int firstTo, int from, int to) {
        return pattern.isIn(bytes, from, to) == goesOnWhere;
    }
}
