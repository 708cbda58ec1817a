package dev.attache.boot;

import dev.attache.config.AttacheConfig;
import dev.attache.config.ClusterConfig;
import dev.attache.config.ConfigException;
import dev.attache.config.Loaded;
import dev.attache.config.Mistake;
import dev.attache.observe.Observer;
import dev.attache.role.Role;
import dev.attache.role.RoleStartException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Takes a new version of the file as a whole or not at all, and knows which one is in force. Used by one thread;
/// [#inForce] and [#warnings] are safe from any.
final class Reloader {
    private static final int MISTAKES_TOLD_MAX = 5;

    private final ConfigSource source;
    private final House house;
    private final Observer observer;
    private final Consumer<Role> retire;
    private AttacheConfig lastRead;
    private List<String> fileWarnings;
    private volatile AttacheConfig inForce;
    private volatile List<String> warnings;

    /// @param retire drains and stops a role that a new file does away with
    Reloader(ConfigSource source, Loaded loaded, House house, Observer observer, Consumer<Role> retire) {
        this.source = source;
        this.house = house;
        this.observer = observer;
        this.retire = retire;
        this.lastRead = loaded.config();
        this.inForce = loaded.config();
        this.fileWarnings = texts(loaded.warnings());
        this.warnings = fileWarnings;
    }

    AttacheConfig inForce() {
        return inForce;
    }

    /// What an operator should know of the file, one sentence each.
    List<String> warnings() {
        return warnings;
    }

    /// Reads the file and goes over to it; whatever comes of that is logged and counted.
    void reload() {
        try {
            Loaded next = source.read();
            boolean changed = !next.config().equals(lastRead);
            if (changed) {
                apply(next.config());
            }
            lastRead = next.config();
            house.roles().all().forEach(Role::onFileRead);
            fileWarnings = texts(next.warnings());
            List<String> waiting = waitingForRestart(next.config());
            warnings = concat(fileWarnings, waiting);
            observer.emit(changed ? ConfigReloaded.applied(waiting) : ConfigReloaded.unchanged());
        } catch (ConfigException e) {
            keep(ConfigReloaded.refused(first(e.mistakes())));
        } catch (RoleStartException | RuntimeException e) {
            keep(ConfigReloaded.failed(String.valueOf(e.getMessage())));
        }
    }

    /// New clusters come before the roles that need them, changed ones after: until then all of it can be undone.
    private void apply(AttacheConfig next) throws RoleStartException {
        Map<String, ClusterConfig> known = inForce.clusters();
        Map<String, ClusterConfig> widened = new LinkedHashMap<>(next.clusters());
        widened.putAll(known);
        house.clusters().reload(widened);
        try {
            house.roles().reload(next.roles(), retire);
        } catch (RoleStartException | RuntimeException e) {
            house.clusters().reload(known);
            throw e;
        }
        house.clusters().reload(next.clusters());
        inForce = new AttacheConfig(inForce.admin(), inForce.threads(), next.drain(), next.clusters(), next.roles());
    }

    private List<String> waitingForRestart(AttacheConfig next) {
        List<String> waiting = new ArrayList<>();
        if (!next.admin().equals(inForce.admin())) {
            waiting.add("admin has changed in the file, which takes a restart");
        }
        if (next.threads() != inForce.threads()) {
            waiting.add("threads has changed in the file, which takes a restart");
        }
        return waiting;
    }

    private void keep(ConfigReloaded outcome) {
        warnings = concat(fileWarnings, List.of(outcome.message()));
        observer.emit(outcome);
    }

    private static String first(List<Mistake> mistakes) {
        List<String> told = texts(mistakes.subList(0, Math.min(mistakes.size(), MISTAKES_TOLD_MAX)));
        int untold = mistakes.size() - told.size();
        return String.join("; ", told) + (untold == 0 ? "" : "; and " + untold + " more");
    }

    private static List<String> texts(List<Mistake> mistakes) {
        return mistakes.stream().map(Mistake::toString).toList();
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
