package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MaglevTableTest {
    /// Table 1 of the paper: backends B0, B1, B2 with (offset, skip) of (3, 4), (0, 2), (3, 1) in a table of seven.
    @Test
    void aTableIsFilledAsInThePapersExample() {
        int[] before = MaglevTable.fill(7, new long[] {3, 0, 3}, new long[] {4, 2, 1}, new int[] {1, 1, 1});
        assertThat(before).containsExactly(1, 0, 1, 0, 2, 2, 0);
    }

    @Test
    void aTableIsFilledAsInThePapersExampleWhenB1IsGone() {
        int[] after = MaglevTable.fill(7, new long[] {3, 3}, new long[] {4, 1}, new int[] {1, 1});
        assertThat(after).containsExactly(0, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void membersOfEqualWeightDifferByOnePlaceAtMost() {
        int[] table = MaglevTable.of(List.of(new Member("a", 5), new Member("b", 5), new Member("c", 5)));
        assertThat(places(table, 3)).containsExactly(21_846, 21_846, 21_845);
    }

    @Test
    void placesFollowWeights() {
        int[] table = MaglevTable.of(List.of(new Member("a", 1), new Member("b", 3), new Member("c", 1000)));
        long[] places = places(table, 3);
        assertThat(places[0]).isBetween(65L, 67L);
        assertThat(places[1]).isBetween(195L, 197L);
        assertThat(Arrays.stream(places).sum()).isEqualTo(MaglevTable.SIZE);
    }

    private static long[] places(int[] table, int members) {
        long[] places = new long[members];
        for (int member : table) {
            places[member]++;
        }
        return places;
    }
}
