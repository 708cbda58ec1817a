package dev.attache.role.http.destination;

import dev.attache.config.RouteConfig;
import dev.attache.role.http.endpoint.Circuits;
import dev.attache.role.http.endpoint.UpstreamCluster;
import dev.attache.role.http.experiment.Run;
import dev.attache.role.http.loop.HttpSettings;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.mirror.DiffLedger;
import dev.attache.role.http.mirror.MirrorSender;
import dev.attache.role.http.rewrite.Rewrite;
import dev.attache.role.http.route.Destination;
import dev.attache.upstream.Cluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the requests of one event loop may go: every destination that routes name, with the loop's own connections to
/// its cluster. Connections and counts outlast a change of routes as long as their cluster stays.
public final class Targets {
    private final LoopKit loop;
    private final Circuits circuits;
    private final Map<String, UpstreamCluster> clusters = new LinkedHashMap<>();
    private final Map<TargetKey, TargetStats> counted = new LinkedHashMap<>();
    private Target[] targets = new Target[0];

    /// There are none before the first [#use].
    ///
    /// @param circuits shared by all loops of the role
    public Targets(LoopKit loop, Circuits circuits) {
        this.loop = loop;
        this.circuits = circuits;
    }

    /// Goes over to the loop's new settings.
    ///
    /// @param named the clusters that routes name, by name
    public void use(HttpSettings next, Map<String, Cluster> named) {
        clusters.values().removeIf(each -> {
            boolean unused = named.get(each.name()) != each.cluster();
            if (unused) {
                each.leave();
            }
            return unused;
        });
        clusters.values().forEach(each -> each.use(next));
        named.forEach(
                (name, cluster) -> clusters.computeIfAbsent(name, _ -> new UpstreamCluster(loop, cluster, circuits)));
        leaveMirrors();
        targets = next.routes().destinations().stream()
                .map(to -> targetOf(to, next))
                .toArray(Target[]::new);
    }

    private Target targetOf(Destination to, HttpSettings settings) {
        UpstreamCluster cluster = clusters.get(to.cluster());
        if (cluster == null) {
            throw new IllegalStateException("no cluster " + to.cluster());
        }
        Run run = settings.runs().get(to.experiment());
        RouteConfig route = settings.routes().originOf(to);
        Rewrite rewrite = Rewrite.of(route.rewrite(), route.match());
        return new Target(
                to,
                cluster,
                counted.computeIfAbsent(TargetKey.of(to), _ -> new TargetStats()),
                run == null ? null : run.tally(to.arm(), loop),
                settings.mirrors().all().isEmpty() ? rewrite : rewrite.without(MirrorSender.MARK),
                mirrorOf(to, cluster.cluster(), route, settings));
    }

    /// Replies can be compared with those of the control alone, and dropped whoever has answered the client.
    private @Nullable MirrorSender mirrorOf(Destination to, Cluster from, RouteConfig route, HttpSettings settings) {
        DiffLedger ledger = settings.mirrors().of(route);
        UpstreamCluster copies = clusters.get(route.mirror().cluster());
        boolean comparable = to.arm().isEmpty()
                || to.arm().equals(route.split().arms().keySet().iterator().next());
        return ledger == null || copies == null || ledger.compares() && !comparable
                ? null
                : new MirrorSender(loop, loop.http2Buffers(), settings.limits(), ledger, copies.cluster(), from);
    }

    private void leaveMirrors() {
        for (Target each : targets) {
            MirrorSender mirror = each.mirror();
            if (mirror != null) {
                mirror.leave();
            }
        }
    }

    public Target of(Destination destination) {
        return targets[destination.index()];
    }

    /// What was answered from each destination that there is, or was since the role's start.
    public Map<TargetKey, TargetStats> counted() {
        return Map.copyOf(counted);
    }

    public List<UpstreamCluster> clusters() {
        return List.copyOf(clusters.values());
    }

    /// Takes in a change of a cluster's endpoints.
    public void onChange(Cluster changed) {
        UpstreamCluster known = clusters.get(changed.name());
        if (known != null && known.cluster() == changed) {
            loop.tick();
            known.update();
        }
    }

    /// Closes connections that have been idle for too long.
    public void sweep(long now) {
        for (UpstreamCluster cluster : clusters.values()) {
            cluster.sweep(now);
        }
    }

    /// Closes what is idle, now and from now on.
    public void leave() {
        leaveMirrors();
        clusters.values().forEach(UpstreamCluster::leave);
    }
}
