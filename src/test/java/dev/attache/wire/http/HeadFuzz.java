package dev.attache.wire.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What peers send as heads: read the same way wherever a read ends, and never so that a line end hides in a part.
final class HeadFuzz {
    private static final HttpLimits SMALL = new HttpLimits(300, 8, 60);

    @FuzzTest
    void headsAreTheSameWhereverTheyAreCut(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 2, input.length);
        int first = Byte.toUnsignedInt(input[0]) * stream.length / 256;
        int second = first + Byte.toUnsignedInt(input[1]) * (stream.length - first) / 256;
        expectSame(Transcript.ofRequest(SMALL, stream), Transcript.ofRequest(SMALL, stream, first, second));
        expectSame(Transcript.ofResponse(SMALL, stream), Transcript.ofResponse(SMALL, stream, first, second));
    }

    private static void expectSame(String whole, String cut) {
        if (!cut.equals(whole)) {
            throw new AssertionError("cut: " + cut + "; whole: " + whole);
        }
        for (byte b : whole.getBytes(StandardCharsets.ISO_8859_1)) {
            if (b >= 0 && b < ' ' && b != '\t') {
                throw new AssertionError("a control character got through: " + whole);
            }
        }
    }
}
