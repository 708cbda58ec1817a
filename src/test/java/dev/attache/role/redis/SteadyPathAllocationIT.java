package dev.attache.role.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.attache.testing.RawClient;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Garbage is what makes a proxy in Java slow; on the steady path there is none for each command.
@Tag("alone")
class SteadyPathAllocationIT {
    private static final int DEPTH = 64;
    private static final int WARM_UP_ROUNDS = 600;
    private static final int COUNTED_ROUNDS = 600;

    /// A round of 64 commands costs what its few reads and writes cost; an object a command would be 16 bytes at least.
    private static final double BYTES_PER_COMMAND_MAX = 16;

    private ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /// The leak detector, which all other tests have on, allocates for each touch of a buffer.
    @BeforeEach
    void switchTheLeakDetectorOff() {
        level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void switchTheLeakDetectorBackOn() {
        ResourceLeakDetector.setLevel(level);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"GET {k}", "SET {k} 0123456789", "MGET {k} a b c d e f g h i", "INCR n{k}", "DEL a b c"})
    void aCommandAllocatesNothingOnceItsPathIsWarm(String command) throws IOException {
        try (Ambassador attache = Ambassador.over(3).start();
                RawClient client = attache.client()) {
            String pipeline = pipelineOf(command);
            rounds(client, pipeline, WARM_UP_ROUNDS);
            long before = allocatedByLoops();
            rounds(client, pipeline, COUNTED_ROUNDS);
            double perCommand = (double) (allocatedByLoops() - before) / (COUNTED_ROUNDS * DEPTH);
            assertThat(perCommand)
                    .as("bytes that the event loop allocates for each %s", command)
                    .isLessThan(BYTES_PER_COMMAND_MAX);
        }
    }

    private static String pipelineOf(String command) {
        var pipeline = new StringBuilder();
        for (int i = 0; i < DEPTH; i++) {
            pipeline.append(RawClient.toResp(command.replace("{k}", "key:" + i).split(" ")));
        }
        return pipeline.toString();
    }

    private static void rounds(RawClient client, String pipeline, int rounds) throws IOException {
        for (int i = 0; i < rounds; i++) {
            client.send(pipeline).replies(DEPTH);
        }
    }

    private static long allocatedByLoops() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] loops = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("attache-loop"))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        assertThat(loops).as("threads called attache-loop").isNotEmpty();
        return Arrays.stream(threads.getThreadAllocatedBytes(loops)).sum();
    }
}
