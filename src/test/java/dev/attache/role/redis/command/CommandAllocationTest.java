package dev.attache.role.redis.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandAllocationTest {
    private static final int CALLS = 2_000;

    private final CommandTable table = CommandTable.builtIn();
    private final KeyPositions positions = new KeyPositions();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET a",
                "georadiusbymember_ro a m 1 km",
                "XGROUP CREATE a g $",
                "ZUNIONSTORE d 2 a b",
                "XREADGROUP GROUP g c COUNT 1 STREAMS a b 1 1",
                "SORT a BY b STORE d"
            })
    void lookingUpACommandAndItsKeysAllocatesNothing(String text) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CutCommand command = CutCommand.of(text.split(" "));
        callOften(command);
        long before = threads.getCurrentThreadAllocatedBytes();
        callOften(command);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes in %d calls", CALLS)
                .isLessThan(CALLS);
    }

    private void callOften(CutCommand cut) {
        for (int i = 0; i < CALLS; i++) {
            Command command = cut.in(table);
            command.takesArguments(cut.arguments().count());
            command.blocks(cut.bytes(), cut.base(), cut.arguments());
            command.findKeys(cut.bytes(), cut.base(), cut.arguments(), positions);
        }
    }
}
