package dev.attache.role.http.endpoint;

import dev.attache.upstream.Cluster;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What all event loops of a role have under way, by cluster. Safe from any thread.
public final class Circuits {
    private final Map<Cluster, Circuit> known = new ConcurrentHashMap<>();

    Circuit of(Cluster cluster) {
        return known.computeIfAbsent(cluster, Circuit::new);
    }

    /// Forgets those of all other clusters.
    public void keep(Collection<Cluster> used) {
        known.keySet().retainAll(Set.copyOf(used));
    }

    /// One for each cluster whose circuit is bounded, or was.
    public Collection<Circuit> all() {
        return known.values();
    }
}
