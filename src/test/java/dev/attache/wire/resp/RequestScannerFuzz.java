package dev.attache.wire.resp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.attache.wire.resp.RequestScanner.Outcome;

/// What clients send: cut into commands the same way wherever a read ends, and never taken for a command that is no
/// array of strings.
final class RequestScannerFuzz {
    private static final RespLimits SMALL = new RespLimits(100, 1_000, 40, 4);

    @FuzzTest
    void commandsAreTheSameWhereverTheyAreCut(byte[] input) {
        if (input.length < 2) {
            return;
        }
        boolean trusted = input[0] % 2 == 0;
        int first = Byte.toUnsignedInt(input[0]) * input.length / 256;
        int second = first + Byte.toUnsignedInt(input[1]) * (input.length - first) / 256;
        String whole = Transcript.ofRequests(SMALL, trusted, input);
        String cut = Transcript.ofRequests(SMALL, trusted, input, first, second);
        if (!cut.equals(whole)) {
            throw new AssertionError("cut at " + first + " and " + second + ": " + cut + "; whole: " + whole);
        }
        aCommandIsAValueOfTheSameLength(input);
    }

    private static void aCommandIsAValueOfTheSameLength(byte[] input) {
        RequestScanner requests = new RequestScanner(SMALL);
        int base = 0;
        Outcome outcome = requests.scan(input, base, input.length, true);
        while (outcome != Outcome.NEED_MORE && outcome != Outcome.FAULT) {
            FrameScanner frames = new FrameScanner(SMALL);
            int end = base + requests.length();
            if (outcome == Outcome.COMMAND && (frames.scan(input, base, input.length) != end || !frames.isComplete())) {
                throw new AssertionError("not the same length, fault: " + frames.fault());
            }
            base = end;
            requests.reset();
            outcome = requests.scan(input, base, input.length, true);
        }
    }
}
