package dev.attache.wire.resp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// What servers send: cut into values the same way wherever a read ends, and read to a tree where it is a value.
final class FrameScannerFuzz {
    private static final RespLimits SMALL = new RespLimits(100, 1_000, 40, 4);

    @FuzzTest
    void valuesAreTheSameWhereverTheyAreCut(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int first = Byte.toUnsignedInt(input[0]) * input.length / 256;
        int second = first + Byte.toUnsignedInt(input[1]) * (input.length - first) / 256;
        byte[] stream = Arrays.copyOfRange(input, 2, input.length);
        first = Math.min(first, stream.length);
        second = Math.min(second, stream.length);
        String whole = Transcript.ofFrames(SMALL, stream);
        String cut = Transcript.ofFrames(SMALL, stream, first, second);
        if (!cut.equals(whole)) {
            throw new AssertionError("cut at " + first + " and " + second + ": " + cut + "; whole: " + whole);
        }
        FrameScanner scanner = new FrameScanner(SMALL);
        scanner.scan(stream, 0, stream.length);
        if (scanner.isComplete()) {
            RespTree.parse(stream, 0);
        }
    }
}
