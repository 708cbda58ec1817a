package dev.attache.role.http;

import dev.attache.role.Experiment;
import dev.attache.role.http.experiment.ExperimentFacts;
import dev.attache.role.http.experiment.Experiments;
import dev.attache.role.http.experiment.LiveExperiment;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// An experiment as its operator sees it.
///
/// @param owner takes changes one after the other, and has the loops go over to them
record NamedExperiment(LiveExperiment live, Consumer<Predicate<Experiments>> owner) implements Experiment {
    @Override
    public String name() {
        return live.name();
    }

    @Override
    public Map<String, Object> facts() {
        return ExperimentFacts.of(live);
    }

    @Override
    public void reweigh(Map<String, Integer> weights) {
        owner.accept(all -> all.reweigh(live.name(), weights));
    }

    @Override
    public boolean onGoal(String goal, String visitor, String arm) {
        return live.onGoal(goal, visitor, arm);
    }

    @Override
    public Map<String, Object> differences() {
        throw new IllegalArgumentException("nothing is mirrored and compared here");
    }
}
