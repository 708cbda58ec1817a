package dev.attache.role.http.loop;

import dev.attache.base.Cidr;
import dev.attache.config.HttpConfig;
import dev.attache.role.http.experiment.Experiments;
import dev.attache.role.http.experiment.Run;
import dev.attache.role.http.mirror.Mirrors;
import dev.attache.role.http.route.ConnectRules;
import dev.attache.role.http.route.RouteTable;
import dev.attache.wire.http.HttpLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of a role in the form in which its event loops read them: primitive and final.
///
/// @param plan what holds where no route says otherwise
/// @param tunnels what holds for those of CONNECT
/// @param connects where these may lead
/// @param plans what each route says, in their order
/// @param runs the counts of experiments, by name
/// @param mirrors the counts of mirrors
/// @param bodyBytesMax longest body of a request
/// @param poolRequestsMax requests of one connection to an upstream
/// @param proxies where connections have to come from that begin with a header of the PROXY protocol; empty for all
public record HttpSettings(
        HttpConfig config,
        RouteTable routes,
        Map<String, Run> runs,
        Mirrors mirrors,
        RoutePlan plan,
        RoutePlan tunnels,
        ConnectRules connects,
        List<RoutePlan> plans,
        HttpLimits limits,
        long bodyBytesMax,
        long bodyBytesPerSecond,
        long answerBytesPerSecond,
        long graceNanos,
        long headNanos,
        long keepAliveNanos,
        long poolIdleNanos,
        long poolFreshNanos,
        int poolConnectionsMax,
        int poolPendingMax,
        int poolRequestsMax,
        List<Cidr> proxies) {

    public static HttpSettings of(String role, HttpConfig config, Experiments experiments, Mirrors mirrors) {
        var limits = config.limits();
        var timeouts = config.timeouts();
        var pool = config.pool();
        return new HttpSettings(
                config,
                RouteTable.of(role, config, experiments),
                experiments.runs(),
                mirrors,
                RoutePlan.of(config),
                RoutePlan.ofTunnels(config),
                ConnectRules.of(config.connect()),
                config.routes().stream().map(each -> RoutePlan.of(config, each)).toList(),
                new HttpLimits(
                        limits.head().toIntSaturated(),
                        limits.headers(),
                        limits.target().toIntSaturated()),
                limits.body().bytes() == 0 ? Long.MAX_VALUE : limits.body().bytes(),
                limits.bodyRate().bytes(),
                limits.answerRate().bytes(),
                limits.rateGrace().toNanos(),
                timeouts.head().toNanos(),
                timeouts.keepAlive().toNanos(),
                pool.idle().toNanos(),
                pool.freshAfter().toNanos(),
                pool.connections(),
                pool.pending(),
                pool.requests() == 0 ? Integer.MAX_VALUE : pool.requests(),
                config.proxyProtocol().from().stream().map(Cidr::parse).toList());
    }

    /// Whether connections from there are taken. Unix sockets have rights of their own for that.
    public boolean takesFrom(@Nullable SocketAddress source) {
        if (proxies.isEmpty() || !(source instanceof InetSocketAddress tcp) || tcp.getAddress() == null) {
            return true;
        }
        InetAddress address = tcp.getAddress();
        return proxies.stream().anyMatch(each -> each.contains(address));
    }

    /// Whether a route has second tries beside first ones, so that latencies have to be measured.
    public boolean hasHedges() {
        return plans.stream().anyMatch(each -> each.hedge().isOn());
    }

    /// The shortest time that anything may take, by which the sweep's period goes.
    public long shortestNanos() {
        long shortest = Math.min(Math.min(headNanos, plan.shortestNanos()), tunnels.shortestNanos());
        for (RoutePlan each : plans) {
            shortest = Math.min(shortest, each.shortestNanos());
        }
        return shortest;
    }
}
