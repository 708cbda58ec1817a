package dev.attache.role.http.tries;

/// What one event loop may spend on sending requests to a cluster once more.
///
/// Each request brings a share of a further try, each further try costs a whole one, and [#SAVED_TRIES_MAX] are
/// saved up at most, as there are at the start. So of any number of requests in a row at most the share is added,
/// and those saved up: a cluster that fails is not pushed over by retries. The idea is Finagle's retry budget.
///
/// For one thread.
public final class RetryBudget {
    /// Further tries that are saved up at most.
    public static final int SAVED_TRIES_MAX = 20;

    private static final long PRICE = 1_000_000;

    private final long income;
    private final long savedMax;
    private long saved;

    /// @param share of a further try that a request brings, 0 to 1; with 0 nothing is ever sent again
    public RetryBudget(double share) {
        this.income = Math.round(share * PRICE);
        this.savedMax = income == 0 ? 0 : SAVED_TRIES_MAX * PRICE;
        this.saved = savedMax;
    }

    /// A request came that is sent for the first time.
    public void onRequest() {
        saved = Math.min(saved + income, savedMax);
    }

    /// Pays for a further try.
    ///
    /// @return false where there is too little left
    public boolean take() {
        if (saved < PRICE) {
            return false;
        }
        saved -= PRICE;
        return true;
    }
}
