package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RingAllocationTest {
    private static final int CALLS = 2_000;
    private static final byte[] KEY = "session:{0123456789}".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void noRingAllocatesForAKey(RingKind kind) {
        List<Member> uneven = List.of(new Member("a", 1), new Member("b", 2), new Member("c", 3));
        expectNoAllocation(kind.build(uneven, KeyHash.FNV1A_64));
    }

    @ParameterizedTest
    @EnumSource
    void noHashAllocatesForAKey(KeyHash hash) {
        expectNoAllocation(Rings.ketama(RingFigures.members(3), hash, KeyTag.of("{}")));
    }

    private static void expectNoAllocation(Ring ring) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        callOften(ring);
        long before = threads.getCurrentThreadAllocatedBytes();
        callOften(ring);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes in %d calls", CALLS)
                .isLessThan(CALLS);
    }

    private static void callOften(Ring ring) {
        for (int i = 0; i < CALLS; i++) {
            ring.memberOf(KEY, i % 4, KEY.length - 4);
        }
    }
}
