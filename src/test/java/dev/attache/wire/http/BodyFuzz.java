package dev.attache.wire.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/// What peers send as chunks: the same body wherever a read ends.
final class BodyFuzz {
    private static final HttpLimits SMALL = new HttpLimits(100, 3, 60);

    @FuzzTest
    void chunksAreTheSameWhereverTheyAreCut(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 2, input.length);
        int first = Byte.toUnsignedInt(input[0]) * stream.length / 256;
        int second = Byte.toUnsignedInt(input[1]) * (stream.length - first) / 256;
        String whole = scan(stream);
        String cut = scan(stream, first, second);
        if (!cut.equals(whole)) {
            throw new AssertionError("cut: " + cut + "; whole: " + whole);
        }
    }

    private static String scan(byte[] stream, int... lengths) {
        BodyScanner scanner = new BodyScanner(SMALL);
        scanner.toChunked();
        return Transcript.ofBody(scanner, stream, lengths);
    }
}
