package dev.attache.role.http.tries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryBudgetTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.2, 1})
    void neverMoreThanTheShareAndWhatWasSavedUpIsSpent(double share) {
        RetryBudget budget = new RetryBudget(share);
        SplittableRandom random = new SplittableRandom(7);
        long requests = 0;
        long further = 0;
        for (int i = 0; i < 100_000; i++) {
            if (random.nextInt(3) == 0) {
                budget.onRequest();
                requests++;
            } else if (budget.take()) {
                further++;
            }
            assertThat(further).isLessThanOrEqualTo((long) Math.ceil(requests * share) + RetryBudget.SAVED_TRIES_MAX);
        }
        assertThat(further).isGreaterThan((long) (requests * share * 0.99));
    }

    @Test
    void whatIsSavedUpIsBounded() {
        RetryBudget budget = new RetryBudget(1);
        for (int i = 0; i < 1_000_000; i++) {
            budget.onRequest();
        }
        int spent = 0;
        while (budget.take()) {
            spent++;
        }
        assertThat(spent).isEqualTo(RetryBudget.SAVED_TRIES_MAX);
    }

    @Test
    void withoutAShareNothingIsEverSentAgain() {
        RetryBudget budget = new RetryBudget(0);
        budget.onRequest();
        assertThat(budget.take()).isFalse();
    }
}
