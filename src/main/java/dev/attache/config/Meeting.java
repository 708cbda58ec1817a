package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;

/// Whether two listeners would meet on one address, as far as that shows without looking names up.
final class Meeting {
    private static final String EVERY_INTERFACE = "*";
    private static final String V4_LOOPBACK = "127.0.0.1";
    private static final String V6_LOOPBACK = "0:0:0:0:0:0:0:1";

    private Meeting() {}

    /// Every interface meets each single one; port 0, a free port, meets nothing.
    static boolean of(Address a, Address b) {
        return switch (a) {
            case HostPort first -> b instanceof HostPort second && meet(first, second);
            case UnixPath first -> b instanceof UnixPath second && meet(first, second);
        };
    }

    /// Whether who connects to an address would surely get to a listener of this machine.
    static boolean reaches(Address endpoint, Address listener) {
        if (endpoint instanceof HostPort to && to.port() != 0 && listener instanceof HostPort at) {
            String host = host(to.host());
            String bound = host(at.host());
            boolean everywhere = bound.equals(EVERY_INTERFACE) && (host.startsWith("127.") || host.equals(V6_LOOPBACK));
            return to.port() == at.port() && (host.equals(bound) || everywhere);
        }
        return endpoint instanceof UnixPath && of(endpoint, listener);
    }

    private static boolean meet(HostPort a, HostPort b) {
        if (a.port() != b.port() || a.port() == 0) {
            return false;
        }
        String first = host(a.host());
        String second = host(b.host());
        return first.equals(second) || first.equals(EVERY_INTERFACE) || second.equals(EVERY_INTERFACE);
    }

    private static boolean meet(UnixPath a, UnixPath b) {
        return Path.of(a.path()).normalize().equals(Path.of(b.path()).normalize());
    }

    private static String host(String host) {
        if (host.isEmpty()) {
            return EVERY_INTERFACE;
        }
        if (host.equalsIgnoreCase("localhost")) {
            return V4_LOOPBACK;
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(host);
            return literal.isAnyLocalAddress() ? EVERY_INTERFACE : String.valueOf(literal.getHostAddress());
        } catch (IllegalArgumentException _) {
            return host.toLowerCase(Locale.ROOT);
        }
    }
}
