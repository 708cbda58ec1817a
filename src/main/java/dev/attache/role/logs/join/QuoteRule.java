package dev.attache.role.logs.join;

import dev.attache.wire.log.Swar;

/// A line within quotes goes on: as long as a record has an odd number of `"`, the end of the line is part of a value.
/// So have it CSV (RFC 4180) and PostgreSQL's `csvlog`.
public final class QuoteRule implements JoinRule {
    private boolean open;

    @Override
    public boolean endsAtOnce() {
        return !open;
    }

    @Override
    public void begin(byte[] bytes, int from, int to) {
        open = isOdd(bytes, from, to);
    }

    @Override
    public boolean goesOn(byte[] bytes, int first, int firstTo, int from, int to) {
        open ^= isOdd(bytes, from, to);
        return true;
    }

    private static boolean isOdd(byte[] bytes, int from, int to) {
        boolean odd = false;
        for (int at = Swar.indexOf(bytes, from, to, (byte) '"'); at < to; ) {
            odd = !odd;
            at = Swar.indexOf(bytes, at + 1, to, (byte) '"');
        }
        return odd;
    }
}
