package dev.attache.role.logs.join;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.attache.wire.log.CriFrame;
import dev.attache.wire.log.DockerFrame;
import dev.attache.wire.log.JsonFormat;
import dev.attache.wire.log.LocalZone;
import java.time.ZoneOffset;
import java.util.List;

/// Any bytes at all as the lines of a file: every line is handed on once, whatever the joiner makes of them, and what
/// is
/// not taken begins where a line does.
final class JoinerFuzz {
    private static final LocalZone UTC = new LocalZone(ZoneOffset.UTC);
    private static final JoinBounds BOUNDS = new JoinBounds(4, 64, 1_000_000);

    @FuzzTest
    void everyLineIsHandedOnOnce(byte[] input) {
        JoinRule traces = new TraceRule(new JsonFormat(UTC));
        for (Joiner each : List.of(
                new PlainJoiner(JoinRule.NONE, BOUNDS),
                new PlainJoiner(new TraceRule(new JsonFormat(UTC)), BOUNDS),
                new PlainJoiner(new QuoteRule(), BOUNDS),
                new PlainJoiner(PatternRule.start("^[^ ]"), BOUNDS),
                new ContainerJoiner(new CriFrame(UTC), traces, new TraceRule(new JsonFormat(UTC)), BOUNDS),
                new ContainerJoiner(new DockerFrame(UTC), JoinRule.NONE, JoinRule.NONE, BOUNDS))) {
            take(each, input);
        }
    }

    private static void take(Joiner joiner, byte[] input) {
        int[] lines = new int[1];
        int taken = joiner.take(input, 0, input.length, false, joined -> lines[0] += joined.lines());
        if (taken < 0 || taken > input.length || taken > 0 && taken < input.length && input[taken - 1] != '\n') {
            throw new AssertionError("takes up to " + taken + " of " + input.length);
        }
        joiner.take(input, taken, input.length, true, joined -> lines[0] += joined.lines());
        int expected = 0;
        for (int i = 0; i < input.length; i++) {
            expected += input[i] == '\n' || i == input.length - 1 ? 1 : 0;
        }
        if (lines[0] != expected) {
            throw new AssertionError(joiner.getClass().getSimpleName() + " hands on " + lines[0] + " of " + expected);
        }
    }
}
