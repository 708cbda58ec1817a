package dev.attache.role.http.experiment;

import dev.attache.base.Ratio;
import dev.attache.base.Secret;
import dev.attache.config.GoalConfig;
import dev.attache.config.GuardConfig;
import dev.attache.config.MatchConfig;
import dev.attache.config.SplitConfig;
import dev.attache.role.http.route.Goals;
import dev.attache.role.http.route.Split;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// One experiment with a control and an arm of known rates, looked at again and again as the guard does.
final class Simulation {
    /// How the visitors of one arm fare.
    interface Population {
        /// Takes in the requests of one visitor.
        void visit(ArmTally tally, long visitor, SplittableRandom random);
    }

    private static final Ratio UNWATCHED = new Ratio(1);

    private final Population control;
    private final Population arm;
    private final double share;
    private final SplittableRandom random;
    private final Run run;
    private final ArmTally controlTally;
    private final ArmTally armTally;

    /// @param share of the visitors who are on the arm
    Simulation(Population control, Population arm, double share, long seed) {
        this.control = control;
        this.arm = arm;
        this.share = share;
        this.random = new SplittableRandom(seed);
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put("control", 1);
        weights.put("arm", 1);
        this.run = new Run(weights, goals(), 0);
        this.controlTally = run.tally("control", this);
        this.armTally = run.tally("arm", this);
    }

    private static Goals goals() {
        var match = new MatchConfig("", "/*", List.of(), Map.of(), Map.of());
        var by = new SplitConfig.IdentityConfig(SplitConfig.IdentityConfig.From.RANDOM, "", "", "");
        var arms = Map.of("control", new SplitConfig.ArmConfig("c", 1, new SplitConfig.AllowConfig("", List.of())));
        var cookie = new SplitConfig.VisitorCookieConfig(
                Duration.ofHours(1), "/", "", SplitConfig.VisitorCookieConfig.SameSite.LAX, false, new Secret(""));
        return Split.goalsOf(new SplitConfig(
                "",
                by,
                arms,
                new SplitConfig.OverrideConfig(""),
                cookie,
                Map.of("goal", new GoalConfig(match, "")),
                guard("unwatched", 0)));
    }

    /// A guard that watches one thing, or nothing.
    static GuardConfig guard(String watched, double margin) {
        Ratio ratio = new Ratio(margin);
        return new GuardConfig(
                watched.equals("errors") ? ratio : UNWATCHED,
                watched.equals("latency") ? ratio : UNWATCHED,
                watched.equals("goals") ? ratio : UNWATCHED,
                new Ratio(0.95),
                1000);
    }

    /// Lets visitors come until the judge has a verdict.
    ///
    /// @param every how many visitors come between two looks
    /// @param visitors how many come at most
    /// @return requests of the arm at the verdict; -1 where there was none
    long requestsUntilVerdict(ArmJudge judge, int every, int visitors) {
        for (int i = 1; i <= visitors; i++) {
            long visitor = random.nextLong();
            boolean onArm = random.nextDouble() < share;
            (onArm ? arm : control).visit(onArm ? armTally : controlTally, visitor, random);
            if (i % every == 0) {
                Evidence found = run.evidence(1);
                if (judge.verdict(found, run.evidence(0)) != null) {
                    return found.total();
                }
            }
        }
        return -1;
    }

    /// Both arms' evidence so far.
    List<Evidence> evidence() {
        return List.of(run.evidence(0), run.evidence(1));
    }

    /// Visitors who send one request each, which fails at this rate.
    static Population single(double errorRate) {
        return (tally, visitor, random) -> {
            if (random.nextDouble() < errorRate) {
                tally.onFailed(visitor);
            } else {
                tally.onAnswered(visitor, 0, 1_000_000);
            }
        };
    }

    /// Visitors who send many requests each; a few of them meet all the errors, and those of one visitor are alike in
    /// how long they take.
    ///
    /// @param errorRate over all visitors
    /// @param factor by which answers are slower than those of the control
    static Population clustered(double errorRate, double factor) {
        return (tally, visitor, random) -> {
            double unlucky = 0.05;
            double own = random.nextDouble() < unlucky ? errorRate / unlucky : 0;
            double line = Math.exp(0.5 * random.nextGaussian());
            for (int left = 1 + random.nextInt(39); left > 0; left--) {
                if (random.nextDouble() < own) {
                    tally.onFailed(visitor);
                } else {
                    tally.onAnswered(visitor, 0, (long) (1e7 * factor * line * Math.exp(0.5 * random.nextGaussian())));
                }
            }
        };
    }

    /// Visitors of whom this share reaches the goal with the first of a few requests.
    static Population buying(double share) {
        return (tally, visitor, random) -> {
            int reached = random.nextDouble() < share ? 1 : 0;
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                tally.onAnswered(visitor, reached, 1_000_000);
            }
        };
    }
}
