package dev.attache.wire.statsd;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/// What apps send: read the same in one datagram as line by line, and never beyond its end.
final class StatsdFuzz {
    @FuzzTest
    void linesSayTheSameTogetherAndAlone(byte[] input) {
        List<String> alone = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= input.length; at++) {
            if (at == input.length || input[at] == '\n') {
                byte[] line = Arrays.copyOfRange(input, from, at);
                alone.addAll(StatsdScannerTest.scan(line, EnumSet.allOf(StatsdName.Dialect.class)));
                from = at + 1;
            }
        }
        List<String> together = StatsdScannerTest.scan(input, EnumSet.allOf(StatsdName.Dialect.class));
        if (!together.equals(alone)) {
            throw new AssertionError(together + " and alone " + alone);
        }
    }
}
