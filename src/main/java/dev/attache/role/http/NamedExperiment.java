package dev.attache.role.http;

import dev.attache.role.Experiment;
import dev.attache.role.http.experiment.ExperimentFacts;
import dev.attache.role.http.experiment.Experiments;
import dev.attache.role.http.experiment.LiveExperiment;
import dev.attache.role.http.mirror.DiffLedger;
import dev.attache.role.http.mirror.Mirrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A split, a mirror, or both of one name, as their operator sees them.
///
/// @param live null where there is no split
/// @param mirror null where nothing is mirrored
/// @param owner takes changes one after the other, and has the loops go over to them
record NamedExperiment(
        String role,
        String name,
        @Nullable LiveExperiment live,
        @Nullable DiffLedger mirror,
        Consumer<Predicate<Experiments>> owner)
        implements Experiment {

    static List<Experiment> all(
            String role, Experiments experiments, Mirrors mirrors, Consumer<Predicate<Experiments>> owner) {
        List<Experiment> all = new ArrayList<>();
        for (LiveExperiment each : experiments.all()) {
            all.add(new NamedExperiment(role, each.name(), each, mirrors.named(each.name()), owner));
        }
        for (DiffLedger each : mirrors.all()) {
            if (all.stream().noneMatch(known -> known.name().equals(each.name()))) {
                all.add(new NamedExperiment(role, each.name(), null, each, owner));
            }
        }
        return all;
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("role", role);
        if (live != null) {
            facts.putAll(ExperimentFacts.of(live));
        }
        if (mirror != null) {
            facts.put("mirror", mirror.counts());
        }
        return facts;
    }

    @Override
    public void reweigh(Map<String, Integer> weights) {
        owner.accept(all -> all.reweigh(split().name(), weights));
    }

    @Override
    public boolean onGoal(String goal, String visitor, String arm) {
        return split().onGoal(goal, visitor, arm);
    }

    private LiveExperiment split() {
        if (live == null) {
            throw new IllegalArgumentException("nothing is split here");
        }
        return live;
    }

    @Override
    public Map<String, Object> differences(boolean noise) {
        if (mirror == null || !mirror.compares()) {
            throw new IllegalArgumentException("nothing is mirrored and compared here");
        }
        return mirror.facts(noise);
    }
}
