package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SmoothTurnTest {
    private static String turns(SmoothTurn turn, int count, int... weights) {
        StringBuilder taken = new StringBuilder();
        for (int i = 0; i < count; i++) {
            taken.append((char) ('a' + turn.next(weights)));
        }
        return taken.toString();
    }

    @Test
    void aHeavyMembersTurnsAreSpreadOut() {
        assertThat(turns(new SmoothTurn(), 14, 5, 1, 1)).isEqualTo("aabacaaaabacaa");
    }

    @Test
    void equalMembersAlternate() {
        assertThat(turns(new SmoothTurn(), 6, 1, 1, 1)).isEqualTo("abcabc");
    }

    @Test
    void whoIsLeftOutGetsNoTurnAndCatchesNothingUp() {
        SmoothTurn turn = new SmoothTurn();
        assertThat(turns(turn, 4, 1, 0)).isEqualTo("aaaa");
        assertThat(turns(turn, 4, 1, 1)).isEqualTo("abab");
    }

    @Test
    void withNobodyInNobodyIsChosen() {
        assertThat(new SmoothTurn().next(new int[] {0, 0})).isEqualTo(-1);
        assertThat(new SmoothTurn().next(new int[0])).isEqualTo(-1);
    }
}
