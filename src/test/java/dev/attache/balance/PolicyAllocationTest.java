package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class PolicyAllocationTest {
    private static final int CALLS = 2_000;
    private static final int[] WEIGHTS = {1, 2, 3, 0, 5};

    @Test
    void noPolicyAllocatesForARequest() {
        expectNoAllocation(new RoundRobinPolicy());
        expectNoAllocation(new LeastRequestsPolicy());
        expectNoAllocation(Crowd.peakEwma(1));
    }

    private static void expectNoAllocation(Policy policy) {
        Candidates crowd = Crowd.of(WEIGHTS);
        expectNoAllocation(() -> {
            for (int i = 0; i < CALLS; i++) {
                long now = i * 3_000_000L;
                Load load = crowd.load(policy.choose(crowd, i % 7 - 2 < 0 ? Candidates.NONE : i % 5, now));
                load.begin();
                load.onAnswer(i, i % 10 > 0, now, Crowd.DECAY);
                load.end(i % 10 > 0);
            }
        });
    }

    @Test
    void noKeyAllocatesWithABoundOnLoad() {
        Candidates crowd = Crowd.of(1, 1, 1);
        Ring ring = Rings.maglev(RingFigures.members(3), KeyHash.MURMUR, KeyTag.NONE);
        RingPolicy policy = new RingPolicy(ring, new int[] {0, 1, 2}, 1.25);
        expectNoAllocation(() -> {
            for (int i = 0; i < CALLS; i++) {
                crowd.load(policy.choose(crowd, i, Candidates.NONE)).begin();
            }
        });
    }

    private static void expectNoAllocation(Runnable calls) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        calls.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        calls.run();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes in %d calls", CALLS)
                .isLessThan(CALLS);
    }
}
