package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @Test
    void theBarSaysHowFarHowFastAndHowLong() {
        assertThat(Progress.text(30 << 20, 120 << 20, 2 * SECOND))
                .isEqualTo(" 25 % [#######.......................] 30.0 of 120.0 MiB, 15 MiB/s, 6s left");
    }

    @Test
    void theBarIsFullAtTheEndAndWhereThereIsNothing() {
        assertThat(Progress.text(1 << 20, 1 << 20, SECOND)).startsWith("100 % [##############################] 1.0 of");
        assertThat(Progress.text(0, 0, 0)).startsWith("100 %");
    }

    @Test
    void itIsDrawnFourTimesASecondAndWipedAtTheEnd() {
        Progress progress = Progress.on(new PrintStream(terminal, true, StandardCharsets.UTF_8), 0);
        assertThat(progress.isDue(SECOND / 5)).isFalse();
        assertThat(progress.isDue(SECOND / 4)).isTrue();
        progress.draw(1, 2, SECOND / 4);
        assertThat(progress.isDue(SECOND / 3)).isFalse();
        progress.end();

        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .startsWith("\r")
                .contains(" 50 % [")
                .endsWith("\r\u001b[K");
    }

    @Test
    void nothingIsDrawnWhereNobodyLooks() {
        Progress progress = Progress.none();
        assertThat(progress.isDue(SECOND)).isFalse();
        progress.end();

        assertThat(terminal.size()).isZero();
    }
}
