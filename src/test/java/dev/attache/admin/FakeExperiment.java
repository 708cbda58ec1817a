package dev.attache.admin;

import dev.attache.role.Experiment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// An experiment that only notes what it is asked.
final class FakeExperiment implements Experiment {
    final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "checkout";
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("name", "checkout");
    }

    @Override
    public void reweigh(Map<String, Integer> weights) {
        if (weights.containsKey("gone")) {
            throw new IllegalArgumentException("there is no arm gone");
        }
        asked.add("weights " + weights);
    }

    @Override
    public boolean onGoal(String goal, String visitor, String arm) {
        asked.add("goal " + goal + " visitor " + visitor + " arm " + arm);
        return arm.isEmpty();
    }

    @Override
    public Map<String, Object> differences(boolean noise) {
        return Map.of("fields", List.of());
    }
}
