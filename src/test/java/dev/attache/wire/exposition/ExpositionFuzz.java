package dev.attache.wire.exposition;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What servers expose: whatever is read is written so that it is read to the same again.
final class ExpositionFuzz {
    @FuzzTest
    void whatIsReadIsWrittenSoThatItIsReadAgain(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean openMetrics = (input[0] & 1) == 1;
        String text = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
        ExpositionReader.Reading first = ExpositionReader.read(text, openMetrics);
        String again = write(first.families());
        ExpositionReader.Reading second = ExpositionReader.read(again, false);
        if (second.faults() > 0) {
            throw new AssertionError("cannot read what was written: " + second.firstFault());
        }
        if (!write(second.families()).equals(again)) {
            throw new AssertionError("reads something else than was written: " + again);
        }
    }

    private static String write(List<MetricFamily> families) {
        return new String(ExpositionEncoder.encode(families, false), StandardCharsets.UTF_8);
    }
}
