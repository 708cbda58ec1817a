package dev.attache.boot;

import dev.attache.config.RoleConfig;
import dev.attache.observe.Observer;
import dev.attache.role.Role;
import dev.attache.role.RoleStartException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// One step from the roles that run to those of a new file. Whatever is done can be undone until all of it is done.
///
/// What may fail comes before what disturbs: first start the roles whose address nobody holds, then hand new settings
/// to
/// the roles that take them while running, and last replace those that do not, which have to give up their address
/// first.
final class RoleChange {
    private final RoleSet.Maker maker;
    private final Observer observer;
    private final Map<String, Tenant> before;
    private final Map<String, RoleConfig> wanted;
    private final Map<String, Tenant> inForce;
    private final Map<String, Tenant> after = new HashMap<>();
    private final Set<String> movedOut = new HashSet<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final List<String> losses = new ArrayList<>();

    RoleChange(RoleSet.Maker maker, Observer observer, Map<String, Tenant> before, Map<String, RoleConfig> wanted) {
        this.maker = maker;
        this.observer = observer;
        this.before = before;
        this.wanted = wanted;
        this.inForce = new LinkedHashMap<>(before);
    }

    /// @throws RoleStartException where a role cannot start; what was done is undone then
    void apply() throws RoleStartException {
        try {
            keepUnchanged();
            startWhereFree();
            reloadInPlace();
            makeWay();
            startWhereHeld();
        } catch (RoleStartException e) {
            undo.forEach(Runnable::run);
            losses.addFirst(e.getMessage());
            throw new RoleStartException(String.join("; ", losses));
        } catch (RuntimeException e) {
            undo.forEach(Runnable::run);
            throw e;
        }
        inForce.clear();
        wanted.keySet().forEach(name -> inForce.put(name, Objects.requireNonNull(after.get(name))));
    }

    /// What runs after [#apply], whether it was done or undone; in the file's order.
    Map<String, Tenant> inForce() {
        return inForce;
    }

    private void keepUnchanged() {
        wanted.forEach((name, config) -> {
            Tenant known = before.get(name);
            if (known != null && known.config().equals(config)) {
                after.put(name, known);
            }
        });
    }

    private void startWhereFree() throws RoleStartException {
        for (Map.Entry<String, RoleConfig> each : wanted.entrySet()) {
            boolean held = before.values().stream().anyMatch(known -> known.holdsAddressOf(each.getValue()));
            if (!after.containsKey(each.getKey()) && !held && !keepsAddress(each.getKey(), each.getValue())) {
                start(each.getKey(), each.getValue());
            }
        }
    }

    private boolean keepsAddress(String name, RoleConfig config) {
        Tenant known = before.get(name);
        return known != null && RoleFactory.listens(known.config()).equals(RoleFactory.listens(config));
    }

    private void reloadInPlace() {
        wanted.forEach((name, config) -> {
            Tenant known = before.get(name);
            if (known != null && !after.containsKey(name) && known.role().reload(config)) {
                undo.push(() -> known.role().reload(known.config()));
                after.put(name, new Tenant(config, known.role()));
            }
        });
    }

    /// Has the roles that are on their way out give up the addresses that others need.
    private void makeWay() {
        for (Map.Entry<String, RoleConfig> each : wanted.entrySet()) {
            if (!after.containsKey(each.getKey())) {
                before.forEach((name, known) -> {
                    if (known.holdsAddressOf(each.getValue()) && isLeaving(name, known) && movedOut.add(name)) {
                        known.role().makeWay();
                        undo.push(() -> bringBack(name, known.config()));
                    }
                });
            }
        }
    }

    private boolean isLeaving(String name, Tenant known) {
        Tenant kept = after.get(name);
        return kept == null || kept.role() != known.role();
    }

    /// A role that drains does not come back, but another with its settings takes its place.
    private void bringBack(String name, RoleConfig config) {
        Role role = maker.make(name, config);
        inForce.put(name, new Tenant(config, role));
        try {
            role.start();
        } catch (RoleStartException e) {
            losses.add("and what ran before is down: " + e.getMessage());
        }
    }

    private void startWhereHeld() throws RoleStartException {
        for (Map.Entry<String, RoleConfig> each : wanted.entrySet()) {
            if (!after.containsKey(each.getKey())) {
                start(each.getKey(), each.getValue());
            }
        }
    }

    private void start(String name, RoleConfig config) throws RoleStartException {
        Role role = maker.make(name, config);
        undo.push(role::stop);
        role.start();
        observer.emit(RoleReady.of(role));
        after.put(name, new Tenant(config, role));
    }
}
