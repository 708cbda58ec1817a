package dev.attache.wire.http2;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// What peers send as frames: the same wherever a read ends.
final class FrameScannerFuzz {
    @FuzzTest
    void framesAreTheSameWhereverTheyAreCut(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 2, input.length);
        int first = Byte.toUnsignedInt(input[0]) * stream.length / 256;
        int second = Byte.toUnsignedInt(input[1]) * (stream.length - first) / 256;
        String whole = Frames.transcript(stream);
        String cut = Frames.transcript(stream, first, second);
        if (!cut.equals(whole)) {
            throw new AssertionError("cut: " + cut + "; whole: " + whole);
        }
    }
}
