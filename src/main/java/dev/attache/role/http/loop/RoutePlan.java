package dev.attache.role.http.loop;

import dev.attache.config.HedgeConfig;
import dev.attache.config.HttpConfig;
import dev.attache.config.RouteConfig;
import dev.attache.role.http.limit.Slots;
import dev.attache.role.http.tries.HedgeRule;
import dev.attache.role.http.tries.RetryRules;
import java.time.Duration;

/// What a route says of time and tries, what the role says put in where it is silent. Immutable.
///
/// @param streamNanos [Long#MAX_VALUE] where there is no bound
/// @param requestsMax how many of its requests may be under way at once; 0 where there is no bound
/// @param requests those that are
/// @param isShed whether it gives way where a cluster has too much
public record RoutePlan(
        long requestNanos,
        long tryNanos,
        long stallNanos,
        long streamNanos,
        RetryRules retry,
        HedgeRule hedge,
        int requestsMax,
        Slots requests,
        boolean isShed) {

    /// What holds where no route says otherwise.
    static RoutePlan of(HttpConfig role) {
        var timeouts = role.timeouts();
        return new RoutePlan(
                timeouts.request().toNanos(),
                timeouts.eachTry().toNanos(),
                timeouts.stall().toNanos(),
                timeouts.stream().isZero() ? Long.MAX_VALUE : timeouts.stream().toNanos(),
                RetryRules.of(role.retry()),
                HedgeRule.of(new HedgeConfig("")),
                0,
                new Slots(),
                true);
    }

    /// What holds for tunnels of CONNECT, whose connection has a bound of its own.
    static RoutePlan ofTunnels(HttpConfig role) {
        RoutePlan general = of(role);
        return new RoutePlan(
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                role.connect().idle().toNanos(),
                general.streamNanos,
                general.retry,
                general.hedge,
                0,
                general.requests,
                true);
    }

    static RoutePlan of(HttpConfig role, RouteConfig route) {
        RoutePlan general = of(role);
        var own = route.timeouts();
        return new RoutePlan(
                or(own.request(), general.requestNanos),
                or(own.eachTry(), general.tryNanos),
                or(own.stall(), general.stallNanos),
                or(own.stream(), general.streamNanos),
                RetryRules.of(role.retry(), route.retry()),
                HedgeRule.of(route.hedge()),
                route.limit().requests(),
                new Slots(),
                route.limit().shed());
    }

    private static long or(Duration own, long general) {
        return own.isZero() ? general : own.toNanos();
    }

    long shortestNanos() {
        return Math.min(Math.min(requestNanos, tryNanos), Math.min(stallNanos, streamNanos));
    }
}
