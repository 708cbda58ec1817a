package dev.attache.role.redis.gather;

/// What one owner has taken of the budget.
public final class Holding {
    private final HeldBudget budget;
    private long taken;

    public Holding(HeldBudget budget) {
        this.budget = budget;
    }

    /// Takes or gives back, so that the owner may hold so many bytes.
    ///
    /// @return false where the budget has not so much left; what was taken before stays
    public boolean resize(long bytes) {
        long wanted = bytes <= HeldBudget.FREE_BYTES ? 0 : bytes;
        if (wanted > taken && !budget.take(wanted - taken)) {
            return false;
        }
        if (wanted < taken) {
            budget.giveBack(taken - wanted);
        }
        taken = wanted;
        return true;
    }

    public void release() {
        resize(0);
    }
}
