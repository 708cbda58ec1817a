package dev.attache.boot;

import dev.attache.config.RoleConfig;
import dev.attache.observe.Observer;
import dev.attache.role.Role;
import dev.attache.role.RoleStartException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// The roles that run, by name, in the file's order. Changed by one thread; [#all] is safe from any.
final class RoleSet {
    /// Makes a role that is not started yet.
    @FunctionalInterface
    interface Maker {
        Role make(String name, RoleConfig config);
    }

    private final Maker maker;
    private final Observer observer;
    private volatile Map<String, Tenant> running = Map.of();

    RoleSet(Maker maker, Observer observer) {
        this.maker = maker;
        this.observer = observer;
    }

    /// In the file's order.
    List<Role> all() {
        return running.values().stream().map(Tenant::role).toList();
    }

    /// Starts the roles in order, each ready before the next.
    ///
    /// @throws RoleStartException where one cannot; those before it are stopped again
    void start(Map<String, RoleConfig> configs) throws RoleStartException {
        Map<String, Tenant> started = new LinkedHashMap<>();
        for (Map.Entry<String, RoleConfig> each : configs.entrySet()) {
            Role role = maker.make(each.getKey(), each.getValue());
            started.put(each.getKey(), new Tenant(each.getValue(), role));
            use(started);
            try {
                role.start();
                observer.emit(RoleReady.of(role));
            } catch (RoleStartException | RuntimeException e) {
                started.remove(each.getKey());
                use(started);
                stop();
                use(Map.of());
                throw e;
            }
        }
    }

    /// Goes over to new settings as a whole or not at all.
    ///
    /// @param retire is given each role that is no longer part of the set, to be drained; it may drain already
    /// @throws RoleStartException where a role cannot start; what ran before runs on
    void reload(Map<String, RoleConfig> next, Consumer<Role> retire) throws RoleStartException {
        Map<String, Tenant> before = running;
        var change = new RoleChange(maker, observer, before, next);
        try {
            change.apply();
        } finally {
            use(change.inForce());
            List<Role> kept = all();
            before.values().stream()
                    .map(Tenant::role)
                    .filter(role -> !kept.contains(role))
                    .forEach(retire);
        }
    }

    /// Drains all at once; completes when the last is done.
    CompletionStage<Void> drain() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Role role : all()) {
            ends.add(role.drain().toCompletableFuture());
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    /// Stops all, the last that started first.
    void stop() {
        all().reversed().forEach(Role::stop);
    }

    private void use(Map<String, Tenant> roles) {
        running = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }
}
