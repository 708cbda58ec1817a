package dev.attache.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.Test;

final class LeakGuardTest {
    @Test
    void theBuildWatchesEveryBuffer() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    @Test
    void aBufferThatIsNeverReleasedIsReportedWithItsOrigin() {
        loseABuffer();
        Eventually.passes(() -> assertThat(LeakGuard.takeLeaks()).anyMatch(leak -> leak.contains("loseABuffer")));
    }

    private static void loseABuffer() {
        ByteBufAllocator.DEFAULT.directBuffer(16).writeByte(1);
    }
}
