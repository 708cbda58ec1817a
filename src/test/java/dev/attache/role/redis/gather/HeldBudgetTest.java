package dev.attache.role.redis.gather;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HeldBudgetTest {
    private static final int LARGE = 2 * HeldBudget.FREE_BYTES;

    private final HeldBudget budget = new HeldBudget(3L * HeldBudget.FREE_BYTES);
    private final Holding one = new Holding(budget);
    private final Holding other = new Holding(budget);

    @Test
    void whatIsSmallIsNotCounted() {
        assertThat(one.resize(HeldBudget.FREE_BYTES)).isTrue();
        assertThat(budget.held()).isZero();
    }

    @Test
    void allOwnersTogetherHoldNoMoreThanThereIs() {
        assertThat(one.resize(LARGE)).isTrue();
        assertThat(other.resize(LARGE)).isFalse();
        assertThat(budget.held()).as("a refusal takes nothing").isEqualTo(LARGE);

        one.release();

        assertThat(other.resize(LARGE)).isTrue();
    }

    @Test
    void whatIsGivenBackIsThereForOthers() {
        assertThat(one.resize(LARGE)).isTrue();
        assertThat(one.resize(LARGE - 1)).isTrue();
        assertThat(budget.held()).isEqualTo(LARGE - 1);
        one.resize(1);
        one.release();
        assertThat(budget.held()).isZero();
    }
}
