package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where attache listens in the demo: where the reader asks for, else on the usual port, else on a free one.
///
/// @param redis for Redis clients
/// @param web for browsers
/// @param admin for the operator
record DemoPorts(HostPort redis, HostPort web, HostPort admin) {
    private static final int REDIS = 6379;
    private static final int WEB = 8080;
    private static final int ADMIN = 9900;

    /// @throws DemoException where no port is free
    static DemoPorts of(DemoOptions options) throws DemoException {
        Set<Integer> taken = new HashSet<>();
        return new DemoPorts(
                address(options.listen(), REDIS, taken),
                address(options.web(), WEB, taken),
                address(options.admin(), ADMIN, taken));
    }

    private static HostPort address(@Nullable HostPort wanted, int usual, Set<Integer> taken) throws DemoException {
        HostPort address = wanted != null ? wanted : new HostPort("127.0.0.1", LoopbackPorts.freeOr(usual, taken));
        taken.add(address.port());
        return address;
    }

    /// What servers of the demo must leave alone.
    Set<Integer> reserved() {
        return Set.of(redis.port(), web.port(), admin.port());
    }

    /// What to tell of each where it is not the usual one though nobody asked for another; empty where it is.
    private static String remark(@Nullable HostPort wanted, HostPort used, int usual) {
        return wanted == null && used.port() != usual ? " (port " + usual + " is taken)" : "";
    }

    String redisRemark(DemoOptions options) {
        return remark(options.listen(), redis, REDIS);
    }

    String webRemark(DemoOptions options) {
        return remark(options.web(), web, WEB);
    }

    String adminRemark(DemoOptions options) {
        return remark(options.admin(), admin, ADMIN);
    }
}
