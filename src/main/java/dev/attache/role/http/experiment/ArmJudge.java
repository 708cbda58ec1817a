package dev.attache.role.http.experiment;

import dev.attache.base.Ratio;
import dev.attache.config.GuardConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says when an arm is worse than the control by more than the margin. No clock, no state: it may be asked at any
/// moment and as often as one likes.
///
/// The chance of an error is divided among all arms and measures that are watched, so that the confidence is that of
/// the whole experiment: the chance that any of its arms is ever taken out though it is no worse than the margin.
final class ArmJudge {
    private final GuardConfig guard;
    private final List<String> goals;
    private final List<Question> questions;
    private final double alpha;

    /// One thing that is watched.
    ///
    /// @param margin as a difference that estimates can be compared with
    private record Question(Measure measure, int goal, double margin) {}

    /// @param goals names of the goals
    /// @param arms how many, the control included
    ArmJudge(GuardConfig guard, List<String> goals, int arms) {
        this.guard = guard;
        this.goals = goals;
        this.questions = questions(guard, goals.size());
        this.alpha = (1 - guard.confidence().value()) / Math.max(1, questions.size() * (arms - 1));
    }

    private static List<Question> questions(GuardConfig guard, int goals) {
        List<Question> questions = new ArrayList<>();
        if (GuardConfig.isWatched(guard.errors())) {
            questions.add(new Question(Measure.ERRORS, 0, guard.errors().value()));
        }
        if (GuardConfig.isWatched(guard.latency())) {
            questions.add(
                    new Question(Measure.LATENCY, 0, Math.log1p(guard.latency().value())));
        }
        for (int i = 0; GuardConfig.isWatched(guard.goals()) && i < goals; i++) {
            questions.add(new Question(Measure.GOAL, i, guard.goals().value()));
        }
        return questions;
    }

    /// Why the arm has to go; null where nothing is proved against it.
    @Nullable String verdict(Evidence arm, Evidence control) {
        if (arm.total() < guard.minimum() || control.total() < guard.minimum()) {
            return null;
        }
        for (Question each : questions) {
            if (Comparison.isPossible(each.measure, arm, control) && isWorse(each, arm, control)) {
                return reason(each, arm, control);
            }
        }
        return null;
    }

    private boolean isWorse(Question question, Evidence arm, Evidence control) {
        Estimate between = Comparison.between(question.measure, question.goal, arm, control);
        Estimate worse = question.measure == Measure.GOAL ? between.negated() : between;
        double doubt = SequentialBound.above(worse.variance(), question.measure.scale(), alpha);
        return worse.value() - question.margin > doubt;
    }

    private String reason(Question question, Evidence arm, Evidence control) {
        return switch (question.measure) {
            case ERRORS ->
                "errors " + percent(arm.errorRate().value()) + " against "
                        + percent(control.errorRate().value()) + " of the control, margin " + guard.errors();
            case LATENCY ->
                "typical duration " + millis(arm.logDuration()) + " against " + millis(control.logDuration())
                        + " of the control, margin " + guard.latency();
            case GOAL ->
                "goal " + goals.get(question.goal) + " reached by "
                        + percent(arm.goalRate(question.goal).value()) + " of the visitors against "
                        + percent(control.goalRate(question.goal).value()) + " of the control, margin "
                        + new Ratio(question.margin);
        };
    }

    private static String percent(double share) {
        return decimal(share * 100) + "%";
    }

    private static String millis(Estimate logNanos) {
        return decimal(Math.exp(logNanos.value()) / 1e6) + " ms";
    }

    private static String decimal(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
