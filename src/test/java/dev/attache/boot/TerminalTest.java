package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void theGroupInTheForegroundOfATerminalIsKnown() {
        assertThat(Terminal.inForeground("4711 (java) S 4000 4711 4000 34816 4711 4194304 1 2 3"))
                .isTrue();
    }

    @Test
    void aGroupInTheBackgroundOrWithoutATerminalIsNotInForeground() {
        assertThat(Terminal.inForeground("4711 (java) S 4000 4711 4000 34816 4000 4194304 1 2 3"))
                .isFalse();
        assertThat(Terminal.inForeground("1 (java) S 0 1 1 0 -1 4194304 1 2 3")).isFalse();
    }

    @Test
    void aNameWithBracketsAndBlanksDoesNotConfuse() {
        assertThat(Terminal.inForeground("7 (a) b (c) R 1 7 7 1 7 0")).isTrue();
    }
}
