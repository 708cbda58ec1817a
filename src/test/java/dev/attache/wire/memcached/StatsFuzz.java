package dev.attache.wire.memcached;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// What memcached answers: read the same wherever it is cut.
final class StatsFuzz {
    @FuzzTest
    void anAnswerIsTheSameWhereverItIsCut(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int cut = 1 + Byte.toUnsignedInt(input[0]) * (input.length - 1) / 255;
        var whole = new StatsDecoder();
        int end = whole.feed(input, 1, input.length);
        var parts = new StatsDecoder();
        int reached = parts.feed(input, 1, cut);
        if (reached == cut) {
            reached = parts.feed(input, cut, input.length);
        }
        boolean same = reached == end
                && whole.isComplete() == parts.isComplete()
                && whole.fault().equals(parts.fault())
                && whole.figures().equals(parts.figures());
        if (!same) {
            throw new AssertionError("cut at " + cut + ": " + parts.figures() + "; whole: " + whole.figures());
        }
    }
}
