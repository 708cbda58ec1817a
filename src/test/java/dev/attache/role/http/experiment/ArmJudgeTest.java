package dev.attache.role.http.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.http.experiment.Simulation.Population;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Simulated arms of known rates: how often an arm is taken out in vain, and how soon one is that is worse. The figures
/// stand in `docs/experiments.md`.
///
/// Seeds are fixed, so a run that passes passes always.
final class ArmJudgeTest {
    private static final int EXPERIMENTS = 300;

    /// What the guard states: 5 % with a confidence of 95 %.
    private static final int IN_VAIN_MAX = EXPERIMENTS * 5 / 100;

    private static ArmJudge judge(String watched, double margin) {
        return new ArmJudge(Simulation.guard(watched, margin), List.of("goal"), 2);
    }

    /// @param every how many visitors come between two looks
    /// @param visitors how many come at most
    /// @return requests of the arm at each verdict, in order of size
    private static List<Long> verdicts(
            ArmJudge judge, Population control, Population arm, double share, int every, int visitors) {
        List<Long> verdicts = new ArrayList<>();
        for (int i = 0; i < EXPERIMENTS; i++) {
            long after = new Simulation(control, arm, share, 1000 + i).requestsUntilVerdict(judge, every, visitors);
            if (after >= 0) {
                verdicts.add(after);
            }
        }
        Collections.sort(verdicts);
        return verdicts;
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.01", "0.1, 0.01", "0.5, 0.001", "0.5, 0.2"})
    void anArmWithTheErrorsOfTheControlIsTakenOutLessOftenThanStated(double share, double rate) {
        Population same = Simulation.single(rate);

        List<Long> inVain = verdicts(judge("errors", 0), same, same, share, 100, 15_000);

        assertThat(inVain).hasSizeLessThanOrEqualTo(IN_VAIN_MAX);
    }

    @Test
    void anArmWorseByTheMarginAloneIsTakenOutLessOftenThanStated() {
        List<Long> inVain =
                verdicts(judge("errors", 0.02), Simulation.single(0.01), Simulation.single(0.03), 0.5, 100, 15_000);

        assertThat(inVain).hasSizeLessThanOrEqualTo(IN_VAIN_MAX);
    }

    @ParameterizedTest
    @CsvSource({"errors, 0.5", "errors, 0.1", "latency, 0.5", "latency, 0.1"})
    void visitorsWhoseRequestsFareAlikeRaiseNoMoreFalseAlarms(String watched, double share) {
        Population same = Simulation.clustered(0.01, 1);

        List<Long> inVain = verdicts(judge(watched, 0), same, same, share, 20, 1500);

        assertThat(inVain).hasSizeLessThanOrEqualTo(IN_VAIN_MAX);
    }

    @Test
    void anArmThatSellsAsWellIsTakenOutLessOftenThanStated() {
        Population same = Simulation.buying(0.05);

        List<Long> inVain = verdicts(judge("goals", 0), same, same, 0.5, 50, 6000);

        assertThat(inVain).hasSizeLessThanOrEqualTo(IN_VAIN_MAX);
    }

    /// Why the bounds have to be wide: the test for one look, looked at all the time, condemns one good arm in four.
    @Test
    void aTestThatIsMeantForOneLookCondemnsGoodArmsWhenItIsLookedAtAllTheTime() {
        int inVain = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            Simulation simulation = new Simulation(Simulation.single(0.05), Simulation.single(0.05), 0.5, 1000 + i);
            boolean condemned = false;
            for (int look = 0; look < 150 && !condemned; look++) {
                simulation.requestsUntilVerdict(judge("nothing", 0), 100, 100);
                List<Evidence> found = simulation.evidence();
                Estimate between = Comparison.between(Measure.ERRORS, 0, found.get(1), found.get(0));
                condemned = between.value() > 1.645 * Math.sqrt(between.variance());
            }
            inVain += condemned ? 1 : 0;
        }

        assertThat(inVain).isGreaterThan(EXPERIMENTS / 5);
    }

    @ParameterizedTest
    @CsvSource({"0.03, 7000", "0.05, 1200", "0.1, 1200"})
    void anArmWithMoreErrorsIsOutAfterSoManyRequestsInNineOfTenRuns(double rate, long requests) {
        List<Long> verdicts =
                verdicts(judge("errors", 0.01), Simulation.single(0.01), Simulation.single(rate), 0.5, 50, 20_000);

        assertInNineOfTen(verdicts, requests);
    }

    @ParameterizedTest
    @CsvSource({"1.3, 8000", "1.5, 2500", "2, 1400"})
    void aSlowerArmIsOutAfterSoManyRequestsInNineOfTenRuns(double factor, long requests) {
        Population control = Simulation.clustered(0.01, 1);

        List<Long> verdicts =
                verdicts(judge("latency", 0.1), control, Simulation.clustered(0.01, factor), 0.5, 10, 1500);

        assertInNineOfTen(verdicts, requests);
    }

    @Test
    void anArmThatSellsLessIsOutAfterSoManyRequestsInNineOfTenRuns() {
        List<Long> verdicts =
                verdicts(judge("goals", 0.01), Simulation.buying(0.05), Simulation.buying(0.02), 0.5, 50, 6000);

        assertInNineOfTen(verdicts, 6000);
    }

    private static void assertInNineOfTen(List<Long> verdicts, long requests) {
        assertThat(verdicts.stream().filter(each -> each <= requests)).hasSizeGreaterThan(EXPERIMENTS * 9 / 10);
    }

    @Test
    void nothingIsDecidedBeforeTheMinimumOfRequests() {
        Simulation simulation = new Simulation(Simulation.single(0), Simulation.single(1), 0.5, 1);

        assertThat(simulation.requestsUntilVerdict(judge("errors", 0), 1, 5000)).isBetween(1000L, 1100L);
    }

    @Test
    void theVerdictSaysWhatWasFound() {
        Simulation simulation = new Simulation(Simulation.single(0), Simulation.single(1), 0.5, 1);
        simulation.requestsUntilVerdict(judge("nothing", 0), 100, 4000);
        List<Evidence> found = simulation.evidence();

        assertThat(judge("errors", 0.01).verdict(found.get(1), found.get(0)))
                .isEqualTo("errors 100.00% against 0.00% of the control, margin 1%");
    }

    @Test
    void fewVisitorsProveNothingHoweverOftenTheyCome() {
        Population one = (tally, _, random) -> {
            tally.onFailed(1);
            tally.onFailed(random.nextInt(4));
        };
        Simulation simulation = new Simulation(Simulation.single(0), one, 0.5, 1);

        assertThat(simulation.requestsUntilVerdict(judge("errors", 0), 100, 10_000))
                .isEqualTo(-1);
    }

    @Test
    void moreArmsAndMeasuresShareOneChanceOfAnError() {
        Simulation simulation = new Simulation(Simulation.single(0.01), Simulation.single(0.03), 0.5, 7);
        var guard = Simulation.guard("errors", 0.01);
        long alone = simulation.requestsUntilVerdict(new ArmJudge(guard, List.of(), 2), 10, 20_000);
        long amongMany = new Simulation(Simulation.single(0.01), Simulation.single(0.03), 0.5, 7)
                .requestsUntilVerdict(new ArmJudge(guard, List.of(), 16), 10, 40_000);

        assertThat(amongMany).isGreaterThan(alone);
    }
}
