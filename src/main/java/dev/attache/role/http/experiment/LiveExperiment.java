package dev.attache.role.http.experiment;

import dev.attache.base.Ticker;
import dev.attache.config.SplitConfig;
import dev.attache.observe.Observer;
import dev.attache.role.http.route.Goals;
import dev.attache.role.http.route.Split;
import dev.attache.role.http.route.VisitorHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An experiment at work: the weights in force, why they are other than those of the file, and the counts so far.
///
/// Weights are changed by one thread at a time, which the owner sees to; everything may be read from any.
public final class LiveExperiment {
    private static final int WEIGHT_MAX = 1_000_000;

    private final String role;
    private final String name;
    private final SplitConfig config;
    private final Goals goals;
    private final byte[] salt;
    private final Ticker ticker;
    private final Observer observer;
    private final ArmJudge judge;
    private volatile Map<String, String> takenOut = Map.of();
    private volatile boolean setByHand;
    private volatile Run run;

    LiveExperiment(String role, String name, SplitConfig config, Ticker ticker, Observer observer) {
        this.role = role;
        this.name = name;
        this.config = config;
        this.goals = Split.goalsOf(config);
        this.salt = Split.saltOf(name);
        this.ticker = ticker;
        this.observer = observer;
        this.judge = new ArmJudge(config.guard(), goals.names(), config.arms().size());
        this.run = runWith(weightsOfFile());
    }

    private Run runWith(Map<String, Integer> weights) {
        return new Run(weights, goals, ticker.nanos());
    }

    private Map<String, Integer> weightsOfFile() {
        Map<String, Integer> weights = new LinkedHashMap<>();
        config.arms().forEach((arm, each) -> weights.put(arm, each.weight()));
        return weights;
    }

    /// The name in the file, or that of the role.
    public String name() {
        return name;
    }

    String role() {
        return role;
    }

    SplitConfig config() {
        return config;
    }

    List<String> goals() {
        return goals.names();
    }

    /// The counts, and the weights that they were made with.
    public Run run() {
        return run;
    }

    /// Why arms were taken out, by arm.
    Map<String, String> takenOut() {
        return takenOut;
    }

    boolean isSetByHand() {
        return setByHand;
    }

    boolean isGuarded() {
        return config.guard().isOn();
    }

    long ageNanos() {
        return ticker.nanos() - run.startNanos();
    }

    /// Takes weights from an operator.
    ///
    /// @throws IllegalArgumentException saying what is wrong with them; nothing has changed then
    void reweigh(Map<String, Integer> wanted) {
        Map<String, Integer> weights = new LinkedHashMap<>(run.weights());
        wanted.forEach((arm, weight) -> {
            if (weights.replace(arm, weight) == null) {
                throw new IllegalArgumentException("there is no arm " + arm + "; there are " + weights.keySet());
            }
            if (weight < 0 || weight > WEIGHT_MAX) {
                throw new IllegalArgumentException("a weight lies between 0 and " + WEIGHT_MAX);
            }
        });
        if (weights.values().stream().allMatch(each -> each == 0)) {
            throw new IllegalArgumentException("one arm needs a weight above 0");
        }
        Map<String, String> out = new LinkedHashMap<>(takenOut);
        out.keySet().removeIf(arm -> weights.getOrDefault(arm, 0) > 0);
        takenOut = out;
        setByHand = true;
        run = runWith(weights);
        observer.emit(new ExperimentReweighed(role, name, weights.toString()));
    }

    /// Goes back to the weights of the file, save that arms which were taken out stay out.
    ///
    /// @return whether anything has changed
    boolean forgetHand() {
        if (!setByHand) {
            return false;
        }
        setByHand = false;
        Map<String, Integer> weights = weightsOfFile();
        takenOut.keySet().forEach(arm -> weights.put(arm, 0));
        run = runWith(weights);
        return true;
    }

    /// Looks whether an arm has to go, and takes it out.
    ///
    /// @return whether anything has changed
    boolean look() {
        Run now = run;
        Map<String, String> guilty = new LinkedHashMap<>();
        List<String> arms = new ArrayList<>(now.weights().keySet());
        Evidence control = now.evidence(0);
        for (int i = 1; i < arms.size(); i++) {
            String arm = arms.get(i);
            String why = now.weights().getOrDefault(arm, 0) == 0 ? null : judge.verdict(now.evidence(i), control);
            if (why != null) {
                guilty.put(arm, why);
            }
        }
        guilty.forEach(this::takeOut);
        return !guilty.isEmpty();
    }

    private void takeOut(String arm, String why) {
        Map<String, String> out = new LinkedHashMap<>(takenOut);
        out.put(arm, why);
        Map<String, Integer> weights = new LinkedHashMap<>(run.weights());
        weights.put(arm, 0);
        if (weights.values().stream().allMatch(each -> each == 0)) {
            weights.put(weights.keySet().iterator().next(), 1);
        }
        takenOut = out;
        run = runWith(weights);
        observer.emit(new ArmTakenOut(role, name, arm, why));
    }

    /// Takes in that a goal was reached, see [dev.attache.role.Experiment#onGoal].
    public boolean onGoal(String goal, String visitor, String arm) {
        int which = goals.names().indexOf(goal);
        if (which < 0) {
            throw new IllegalArgumentException("there is no goal " + goal + "; there are " + goals.names());
        }
        if (!visitor.isEmpty()) {
            return !run.reach(hash(visitor), which).isEmpty();
        }
        int index = new ArrayList<>(config.arms().keySet()).indexOf(arm);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "there is no arm " + arm + "; there are " + config.arms().keySet());
        }
        run.reach(index, which);
        return false;
    }

    /// Behind a dot stands the signature of a cookie that is signed.
    private long hash(String visitor) {
        int dot = config.cookie().key().isSet() ? visitor.indexOf('.') : -1;
        return VisitorHash.of(salt, dot < 0 ? visitor : visitor.substring(0, dot));
    }

    /// One line for `/readyz?verbose`; null where nothing is to be told.
    @Nullable String note() {
        if (takenOut.isEmpty()) {
            return null;
        }
        List<String> notes = new ArrayList<>();
        takenOut.forEach((arm, why) -> notes.add("experiment " + name + ": arm " + arm + " is taken out, " + why));
        return String.join("; ", notes);
    }
}
