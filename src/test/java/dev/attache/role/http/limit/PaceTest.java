package dev.attache.role.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Pace pace = new Pace();

    private boolean look(boolean peersTurn, long bytes, int second) {
        return pace.isTooSlow(peersTurn, bytes, 100, 10 * SECOND, second * SECOND);
    }

    @Test
    void bytesBringTimeOnTopOfTheGrace() {
        pace.begin(0);
        assertThat(look(true, 0, 10)).isFalse();
        assertThat(look(true, 1, 11)).isTrue();
        assertThat(look(true, 100, 11)).isFalse();
        assertThat(look(true, 1000, 20)).isFalse();
        assertThat(look(true, 1000, 21)).isTrue();
    }

    @Test
    void timeInWhichThePeerWasHeldUpIsNotCounted() {
        pace.begin(0);
        assertThat(look(false, 0, 1000)).isFalse();
        assertThat(look(true, 0, 1010)).isFalse();
        assertThat(look(true, 0, 1011)).isTrue();
    }

    @Test
    void withoutARateAnyPaceDoes() {
        pace.begin(0);
        assertThat(pace.isTooSlow(true, 0, 0, 0, 1_000_000 * SECOND)).isFalse();
    }
}
