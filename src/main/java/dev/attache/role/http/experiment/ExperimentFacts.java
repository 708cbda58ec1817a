package dev.attache.role.http.experiment;

import dev.attache.base.HumanDuration;
import dev.attache.config.GuardConfig;
import dev.attache.observe.LatencyHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `/experiments` shows of an experiment.
public final class ExperimentFacts {
    private static final int NANOS_PER_MICRO = 1000;

    private final LiveExperiment experiment;
    private final Run run;
    private final double alpha;
    private final Evidence control;

    private ExperimentFacts(LiveExperiment experiment) {
        this.experiment = experiment;
        this.run = experiment.run();
        this.alpha = 1 - experiment.config().guard().confidence().value();
        this.control = run.evidence(0);
    }

    /// Arms, their counts, and how each differs from the control.
    public static Map<String, Object> of(LiveExperiment experiment) {
        return new ExperimentFacts(experiment).all();
    }

    private Map<String, Object> all() {
        GuardConfig guard = experiment.config().guard();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", experiment.name());
        facts.put("role", experiment.role());
        facts.put(
                "counting-for",
                HumanDuration.format(Duration.ofSeconds(
                        Duration.ofNanos(experiment.ageNanos()).toSeconds())));
        facts.put("weights-set-by-hand", experiment.isSetByHand());
        facts.put("confidence", guard.confidence().toString());
        facts.put("guarded", guard.isOn());
        List<Object> arms = new ArrayList<>();
        List<String> names = new ArrayList<>(run.weights().keySet());
        for (int i = 0; i < names.size(); i++) {
            arms.add(arm(i, names.get(i)));
        }
        facts.put("arms", arms);
        return facts;
    }

    private Map<String, Object> arm(int index, String name) {
        Evidence evidence = index == 0 ? control : run.evidence(index);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("arm", name);
        var arm = experiment.config().arms().get(name);
        facts.put("cluster", arm == null ? "" : arm.cluster());
        facts.put("weight", run.weights().getOrDefault(name, 0));
        facts.put("control", index == 0);
        facts.put("requests", evidence.total());
        facts.put("errors", evidence.failed());
        facts.put("duration-ms", durations(index, evidence));
        if (!experiment.goals().isEmpty()) {
            facts.put("visitors", evidence.visitors());
            facts.put("goals", goals(index, evidence));
        }
        if (index > 0) {
            facts.put("against-control", comparisons(evidence));
        }
        String why = experiment.takenOut().get(name);
        if (why != null) {
            facts.put("taken-out", why);
        }
        return facts;
    }

    private Map<String, Object> durations(int index, Evidence evidence) {
        LatencyHistogram histogram = run.latency(index);
        Map<String, Object> facts = new LinkedHashMap<>();
        boolean any = evidence.total() > evidence.failed();
        facts.put("typical", any ? millis(Math.exp(evidence.logDuration().value())) : 0);
        facts.put("p50", millis(histogram.quantileNanos(0.5)));
        facts.put("p90", millis(histogram.quantileNanos(0.9)));
        facts.put("p99", millis(histogram.quantileNanos(0.99)));
        return facts;
    }

    private Map<String, Object> goals(int index, Evidence evidence) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (int i = 0; i < experiment.goals().size(); i++) {
            Map<String, Object> goal = new LinkedHashMap<>();
            goal.put("events", run.goalEvents(index, i));
            goal.put("visitors", evidence.reached().get(i));
            facts.put(experiment.goals().get(i), goal);
        }
        return facts;
    }

    private Map<String, Object> comparisons(Evidence arm) {
        Map<String, Object> facts = new LinkedHashMap<>();
        compare(facts, "errors", Measure.ERRORS, 0, arm);
        compare(facts, "latency", Measure.LATENCY, 0, arm);
        for (int i = 0; i < experiment.goals().size(); i++) {
            compare(facts, "goal " + experiment.goals().get(i), Measure.GOAL, i, arm);
        }
        return facts;
    }

    private void compare(Map<String, Object> facts, String word, Measure measure, int goal, Evidence arm) {
        if (!Comparison.isPossible(measure, arm, control)) {
            facts.put(word, "too little to compare by");
            return;
        }
        Comparison found = Comparison.of(measure, goal, arm, control, alpha);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("difference", rounded(found.difference()));
        row.put("from", rounded(found.low()));
        row.put("to", rounded(found.high()));
        row.put("proved", found.low() > 0 ? "higher" : found.high() < 0 ? "lower" : "nothing");
        facts.put(word, row);
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e6) / 1e6;
    }

    private static double millis(double nanos) {
        return Math.rint(nanos / NANOS_PER_MICRO) / 1000;
    }
}
