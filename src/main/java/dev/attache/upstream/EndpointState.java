package dev.attache.upstream;

/// Whether an endpoint is used, and if not, why.
///
/// ```
/// Healthy ──failures in a row──▶ Ejected ──time is over──▶ Trial ──success──▶ Healthy
///    │                              ▲                         │
///    │                              └───────failure───────────┘
///    └──checks fail──▶ Unhealthy ──checks succeed, or are switched off──▶ Healthy
/// ```
/// A success rate far below the others' leads from Healthy to Ejected as well; failing checks lead from Ejected and
/// Trial to Unhealthy. The `to…` methods are the arrows; [Endpoint] decides
/// which is taken.
public sealed interface EndpointState {
    /// Reading of the ticker when the state was entered.
    long sinceNanos();

    /// The word for it in status pages.
    String label();

    /// Failures of real traffic since the last success.
    int failuresInRow();

    /// Why the endpoint is left out, for people; empty where it is used.
    String why();

    /// Whether traffic may be sent to it.
    boolean used();

    /// In use.
    ///
    /// @param ejections how often it was ejected before, as of `sinceNanos`
    record Healthy(long sinceNanos, int failuresInRow, int ejections) implements EndpointState {
        @Override
        public String label() {
            return "healthy";
        }

        @Override
        public String why() {
            return "";
        }

        @Override
        public boolean used() {
            return true;
        }

        Healthy withFailures(int count) {
            return new Healthy(sinceNanos, count, ejections);
        }

        /// @param times how often it is ejected now, this time included
        Ejected toEjected(long now, long untilNanos, int failures, int times, String why) {
            return new Ejected(now, untilNanos, failures, times, why);
        }
    }

    /// Left out after failures of real traffic.
    ///
    /// @param untilNanos on the ticker's clock
    /// @param ejections how often it was ejected, this time included
    record Ejected(long sinceNanos, long untilNanos, int failuresInRow, int ejections, String why)
            implements EndpointState {
        @Override
        public String label() {
            return "ejected";
        }

        @Override
        public boolean used() {
            return false;
        }

        Trial toTrial(long now) {
            return new Trial(now, failuresInRow, ejections);
        }
    }

    /// The time out is over: in use, and out again at the next failure.
    ///
    /// @param ejections how often it was ejected
    record Trial(long sinceNanos, int failuresInRow, int ejections) implements EndpointState {
        @Override
        public String label() {
            return "trial";
        }

        @Override
        public String why() {
            return "";
        }

        @Override
        public boolean used() {
            return true;
        }

        Healthy toHealthy(long now) {
            return new Healthy(now, 0, ejections);
        }

        Ejected toEjected(long now, long untilNanos, String why) {
            return new Ejected(now, untilNanos, failuresInRow + 1, ejections + 1, why);
        }
    }

    /// Left out because its health checks fail.
    record Unhealthy(long sinceNanos, String why) implements EndpointState {
        @Override
        public String label() {
            return "unhealthy";
        }

        @Override
        public int failuresInRow() {
            return 0;
        }

        @Override
        public boolean used() {
            return false;
        }

        Healthy toHealthy(long now) {
            return new Healthy(now, 0, 0);
        }
    }
}
