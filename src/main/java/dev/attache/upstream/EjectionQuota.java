package dev.attache.upstream;

import dev.attache.config.EjectConfig;
import java.util.List;
import java.util.function.Supplier;

/// How many endpoints of a cluster may be ejected at once: a share of them, and one in any case. Whoever ejects asks
/// and
/// acts while it holds this object's lock, so that two loops together do not go beyond it.
final class EjectionQuota {
    private final Supplier<List<Endpoint>> endpoints;

    EjectionQuota(Supplier<List<Endpoint>> endpoints) {
        this.endpoints = endpoints;
    }

    /// Whether one more may be ejected.
    boolean hasRoom(EjectConfig config) {
        List<Endpoint> all = endpoints.get();
        int out = 0;
        for (Endpoint each : all) {
            out += each.state() instanceof EndpointState.Ejected ? 1 : 0;
        }
        return out < Math.max(1, (int) (all.size() * config.atMost().value()));
    }
}
