package dev.attache.role.http.mirror;

import dev.attache.config.HttpConfig;
import dev.attache.config.MirrorConfig;
import dev.attache.config.RouteConfig;
import dev.attache.observe.MetricSink;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The mirrors of one role, by name. Changed by one thread at a time; read from any.
public final class Mirrors {
    private final String role;
    private volatile Map<String, DiffLedger> byName = Map.of();

    /// @param role whose name mirrors have that have none, and no split beside them that has one
    public Mirrors(String role) {
        this.role = role;
    }

    /// Takes in what the file says now. A mirror whose settings stayed the same goes on counting.
    public void use(HttpConfig config) {
        Map<String, DiffLedger> next = new LinkedHashMap<>();
        for (RouteConfig route : config.routes()) {
            MirrorConfig mirror = route.mirror();
            if (mirror.isSet()) {
                next.computeIfAbsent(nameOf(route), name -> kept(name, mirror));
            }
        }
        byName = next;
    }

    private DiffLedger kept(String name, MirrorConfig mirror) {
        DiffLedger known = byName.get(name);
        return known != null && known.config().equals(mirror) ? known : new DiffLedger(name, mirror);
    }

    private String nameOf(RouteConfig route) {
        String own = route.mirror().name().isEmpty()
                ? route.split().name()
                : route.mirror().name();
        return own.isEmpty() ? role : own;
    }

    /// The counts of a route's mirror; null where it has none.
    public @Nullable DiffLedger of(RouteConfig route) {
        return route.mirror().isSet() ? byName.get(nameOf(route)) : null;
    }

    /// The counts of the mirror of that name; null where there is none.
    public @Nullable DiffLedger named(String name) {
        return byName.get(name);
    }

    /// In the file's order.
    public Collection<DiffLedger> all() {
        return byName.values();
    }

    /// Tells what became of mirrored requests.
    public void collect(MetricSink sink) {
        for (DiffLedger each : byName.values()) {
            each.collect((outcome, count) -> sink.counter(
                    "http_mirrored",
                    "Requests that were to be mirrored, by what became of them.",
                    count,
                    "role",
                    role,
                    "mirror",
                    each.name(),
                    "outcome",
                    outcome));
        }
    }
}
