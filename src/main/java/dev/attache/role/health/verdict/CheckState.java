package dev.attache.role.health.verdict;

import java.time.Instant;

/// What is thought of one check.
///
/// ```
/// Pending ──first good answer──▶ Passing ──fall bad answers──▶ Failing
///    │                              ▲                             ▲ │
///    │                              └──────rise good answers──────┼─┘
///    └──────────────first bad answer──────────────────────────────┘
/// ```
/// The `to…` methods are the arrows; [CheckVerdict] decides which is taken.
public sealed interface CheckState {
    /// When the state was entered.
    Instant since();

    /// Why the check does not pass, for people; empty where it does.
    String why();

    /// The word for it on pages.
    String label();

    /// There was no answer yet.
    record Pending(Instant since) implements CheckState {
        @Override
        public String why() {
            return "not checked yet";
        }

        @Override
        public String label() {
            return "pending";
        }
    }

    /// All is well.
    record Passing(Instant since) implements CheckState {
        @Override
        public String why() {
            return "";
        }

        @Override
        public String label() {
            return "pass";
        }
    }

    /// Something is wrong.
    record Failing(Instant since, String why) implements CheckState {
        @Override
        public String label() {
            return "fail";
        }

        /// The same, for another reason.
        Failing because(String other) {
            return other.equals(why) ? this : new Failing(since, other);
        }
    }

    default Passing toPassing(Instant now) {
        return new Passing(now);
    }

    default Failing toFailing(Instant now, String why) {
        return new Failing(now, why);
    }
}
