package dev.attache.wire.log;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes at all as a time: they are one or they are none, and nothing beside them is looked at.
final class TimestampsFuzz {
    @FuzzTest
    void whateverTheBytesATimeIsReadOrNot(byte[] input) {
        long alone = Timestamps.any(input, 0, input.length, Lines.UTC, Lines.OBSERVED);
        byte[] embedded = new byte[input.length + 2];
        embedded[0] = '1';
        embedded[input.length + 1] = '1';
        System.arraycopy(input, 0, embedded, 1, input.length);
        if (Timestamps.any(embedded, 1, input.length + 1, Lines.UTC, Lines.OBSERVED) != alone) {
            throw new AssertionError("is another time between other bytes");
        }
        Timestamps.clf(input, 0, input.length);
    }
}
