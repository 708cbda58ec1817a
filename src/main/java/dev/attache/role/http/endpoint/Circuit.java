package dev.attache.role.http.endpoint;

import dev.attache.config.CircuitConfig;
import dev.attache.role.http.limit.Slots;
import dev.attache.upstream.Cluster;

/// What is under way from a role to one cluster, counted over all event loops, and how much of it there may be.
/// Safe from any thread; bounds are those of the cluster's settings of the moment.
public final class Circuit {
    /// What is counted.
    public enum Kind {
        CONNECTIONS,
        PENDING,
        REQUESTS,
        RETRIES
    }

    private final Cluster cluster;
    private final Slots[] slots = new Slots[Kind.values().length];

    Circuit(Cluster cluster) {
        this.cluster = cluster;
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slots();
        }
    }

    public Cluster cluster() {
        return cluster;
    }

    /// Takes a place.
    ///
    /// @return false where all are taken
    public boolean enter(Kind kind) {
        int max = max(kind);
        return slots[kind.ordinal()].enter(max == 0 ? Integer.MAX_VALUE : max);
    }

    public void leave(Kind kind) {
        slots[kind.ordinal()].leave();
    }

    public int taken(Kind kind) {
        return slots[kind.ordinal()].taken();
    }

    private int max(Kind kind) {
        CircuitConfig config = cluster.config().circuit();
        return switch (kind) {
            case CONNECTIONS -> config.connections();
            case PENDING -> config.pending();
            case REQUESTS -> config.requests();
            case RETRIES -> config.retries();
        };
    }
}
