package dev.attache.role.http.experiment;

import dev.attache.role.http.route.VisitorHash;
import dev.attache.wire.http.HeaderLines;
import org.jspecify.annotations.Nullable;

/// What has to be remembered of one request until it is known how it went for its arm. Costs a branch where the request
/// takes part in no experiment. An exchange has one and uses it for every request.
public final class Visit {
    private static final int FAILED_FROM = 500;
    private static final int NOT_REACHED_FROM = 400;

    private @Nullable ArmTally tally;
    private long visitor;
    private int goals;

    /// Forgets the request before.
    public void clear() {
        tally = null;
    }

    /// Takes in whose request it is.
    ///
    /// @param whose by [VisitorHash]; requests of nobody do not count
    /// @param reached bits of the goals that it reaches if it is answered well
    public void begin(@Nullable ArmTally arm, long whose, int reached) {
        tally = whose == VisitorHash.NOBODY ? null : arm;
        visitor = whose;
        goals = reached;
    }

    /// The head of the answer came.
    public void onHead(int status, HeaderLines lines) {
        ArmTally arm = tally;
        if (arm != null) {
            goals = status >= NOT_REACHED_FROM ? 0 : goals | arm.goals().saidBy(lines);
        }
    }

    /// The answer was passed on whole.
    public void onAnswered(int status, long nanos) {
        ArmTally arm = tally;
        if (arm == null) {
            return;
        }
        tally = null;
        if (status >= FAILED_FROM) {
            arm.onFailed(visitor);
        } else {
            arm.onAnswered(visitor, status >= NOT_REACHED_FROM ? 0 : goals, nanos);
        }
    }

    /// There is no answer, or only a part of it.
    ///
    /// @param status that the client was told; below 500 the client itself is to blame, which does not count
    public void onFailed(int status) {
        ArmTally arm = tally;
        tally = null;
        if (arm != null && status >= FAILED_FROM) {
            arm.onFailed(visitor);
        }
    }
}
