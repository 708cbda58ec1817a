package dev.attache.role.http.experiment;

import dev.attache.base.Ticker;
import dev.attache.config.HttpConfig;
import dev.attache.config.RouteConfig;
import dev.attache.config.SplitConfig;
import dev.attache.observe.MetricSink;
import dev.attache.observe.Observer;
import dev.attache.role.http.route.Weights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The experiments of one role, by name. Changed by one thread at a time, which the role sees to; read from any.
public final class Experiments implements Weights {
    private final String role;
    private final Ticker ticker;
    private final Observer observer;
    private volatile Map<String, LiveExperiment> byName = Map.of();

    /// @param role whose name experiments without one have
    public Experiments(String role, Ticker ticker, Observer observer) {
        this.role = role;
        this.ticker = ticker;
        this.observer = observer;
    }

    /// Takes in what the file says now. An experiment whose settings stayed the same goes on counting, and an arm of it
    /// that was taken out stays out; what an operator has set by hand is forgotten.
    public void use(HttpConfig config) {
        Map<String, LiveExperiment> next = new LinkedHashMap<>();
        for (RouteConfig route : config.routes()) {
            SplitConfig split = route.split();
            if (!split.arms().isEmpty()) {
                String name = split.name().isEmpty() ? role : split.name();
                next.computeIfAbsent(name, _ -> kept(name, split));
            }
        }
        byName = next;
        forgetHand();
    }

    private LiveExperiment kept(String name, SplitConfig split) {
        LiveExperiment known = byName.get(name);
        return known != null && known.config().equals(split)
                ? known
                : new LiveExperiment(role, name, split, ticker, observer);
    }

    /// Goes back to the weights of the file where an operator has set others.
    ///
    /// @return whether anything has changed
    public boolean forgetHand() {
        boolean changed = false;
        for (LiveExperiment each : byName.values()) {
            changed |= each.forgetHand();
        }
        return changed;
    }

    /// Takes weights from an operator.
    ///
    /// @return whether anything has changed
    /// @throws IllegalArgumentException saying what is wrong with them; nothing has changed then
    public boolean reweigh(String experiment, Map<String, Integer> weights) {
        LiveExperiment known = byName.get(experiment);
        if (known != null) {
            known.reweigh(weights);
        }
        return known != null;
    }

    /// Looks whether an arm has to go, and takes it out.
    ///
    /// @return whether anything has changed
    public boolean look() {
        boolean changed = false;
        for (LiveExperiment each : byName.values()) {
            changed |= each.isGuarded() && each.look();
        }
        return changed;
    }

    /// Whether there is anything to look at.
    public boolean areGuarded() {
        return byName.values().stream().anyMatch(LiveExperiment::isGuarded);
    }

    /// In the file's order.
    public Collection<LiveExperiment> all() {
        return byName.values();
    }

    @Override
    public int of(String experiment, String arm, int inFile) {
        LiveExperiment known = byName.get(experiment);
        return known == null
                ? inFile
                : Objects.requireNonNull(known.run().weights().getOrDefault(arm, inFile));
    }

    /// The counts of each experiment that goes on now, by name.
    public Map<String, Run> runs() {
        Map<String, Run> runs = new LinkedHashMap<>();
        byName.forEach((name, each) -> runs.put(name, each.run()));
        return runs;
    }

    /// The weights in force, by experiment and arm.
    public Map<String, Object> weights() {
        Map<String, Object> weights = new LinkedHashMap<>();
        byName.forEach((name, each) -> weights.put(name, each.run().weights()));
        return weights;
    }

    /// One line for `/readyz?verbose`; empty where all is well.
    public String note() {
        List<String> notes = new ArrayList<>();
        for (LiveExperiment each : byName.values()) {
            String note = each.note();
            if (note != null) {
                notes.add(note);
            }
        }
        return String.join("; ", notes);
    }

    /// Tells the weights in force and the goals that were reached.
    public void collect(MetricSink sink) {
        for (LiveExperiment each : byName.values()) {
            Run run = each.run();
            List<String> arms = new ArrayList<>(run.weights().keySet());
            for (int i = 0; i < arms.size(); i++) {
                String arm = arms.get(i);
                sink.gauge(
                        "experiment_arm_weight",
                        "Weight of an arm that is in force.",
                        run.weights().getOrDefault(arm, 0),
                        "role",
                        role,
                        "experiment",
                        each.name(),
                        "arm",
                        arm);
                collectGoals(sink, each, run, i, arm);
            }
        }
    }

    private void collectGoals(MetricSink sink, LiveExperiment experiment, Run run, int index, String arm) {
        for (int i = 0; i < experiment.goals().size(); i++) {
            sink.gauge(
                    "experiment_goals_reached",
                    "How often a goal was reached since the weights changed last.",
                    run.goalEvents(index, i),
                    "role",
                    role,
                    "experiment",
                    experiment.name(),
                    "arm",
                    arm,
                    "goal",
                    experiment.goals().get(i));
        }
    }
}
