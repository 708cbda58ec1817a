package dev.attache.config;

import dev.attache.base.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// HTTP ambassador: routes requests to clusters, and splits them between the arms of an experiment.
@Doc("HTTP ambassador: routes requests to clusters, and splits them between the arms of an experiment")
@Kind("http")
public record HttpConfig(
        @Doc("where clients connect") @Listens Address listen,

        @Doc("certificate of the listener; without one it speaks in the clear") @Default("{}")
        TlsConfig tls,

        @Doc("whether proxies in front say whose connection they pass on") @Default("off")
        ProxyProtocolConfig proxyProtocol,

        @Doc("tunnels that clients open by CONNECT; refused where nothing is allowed") @Default("{}")
        ConnectConfig connect,

        @Doc("which requests go where; the first route that matches wins, and 404 answers what no route takes")
        List<RouteConfig> routes,

        @Doc("what upstreams are told of the client") @Default("{}")
        ForwardConfig forward,

        @Doc("how long things may take") @Default("{}") HttpTimeoutsConfig timeouts,

        @Doc("what is sent once more, and how often") @Default("{}")
        RetryConfig retry,

        @Doc("bounds on what clients and upstreams may send") @Default("{}")
        HttpLimitsConfig limits,

        @Doc("connections to upstreams") @Default("{}") HttpPoolConfig pool,

        @Doc("tracing; without it traceparent and tracestate pass as they come") @Default("{}")
        TracingConfig tracing,

        @Doc("one JSON line for each request") @Default("{}")
        AccessLogConfig accessLog,

        @Doc("clients at once; a further one is told so and closed")
        @Default("10000")
        @Range(min = "1", max = "1000000")
        int maxClients)
        implements RoleConfig {

    public HttpConfig {
        routes = List.copyOf(routes);
        if (routes.isEmpty()) {
            throw new IllegalArgumentException("routes: a role needs at least one");
        }
        checkExperiments(routes);
    }

    private static void checkExperiments(List<RouteConfig> routes) {
        Map<String, SplitConfig> known = new HashMap<>();
        for (RouteConfig route : routes) {
            SplitConfig split = route.split();
            SplitConfig namesake = split.arms().isEmpty() ? null : known.putIfAbsent(split.name(), split);
            if (namesake != null && !namesake.agreesWith(split)) {
                throw new IllegalArgumentException("routes: two splits of one name"
                        + (split.name().isEmpty() ? "" : ", " + split.name() + ",")
                        + " are one experiment, and these differ in by, arms, weights, goals or guard: name"
                        + " them apart");
            }
        }
    }
}
