package dev.attache.wire.resp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// What people type: no command, or an array that is read back whole.
final class InlineCommandFuzz {
    @FuzzTest
    void aLineBecomesACommandThatIsWhole(byte[] input) {
        byte[] command = InlineCommand.toArray(input, 0, input.length);
        if (command == null || command.length == 0) {
            return;
        }
        RequestScanner scanner = new RequestScanner(RespLimits.REDIS);
        RequestScanner.Outcome outcome = scanner.scan(command, 0, command.length, true);
        if (outcome != RequestScanner.Outcome.COMMAND || scanner.length() != command.length) {
            throw new AssertionError("not one whole command: " + outcome);
        }
    }
}
