package dev.attache.base;

/// A TCP address.
///
/// @param host name or numeric address without brackets; empty means every interface
/// @param port 0 to 65535; 0 asks the system for a free port and makes sense only where something listens
public record HostPort(String host, int port) implements Address {
    public HostPort {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 0 to 65535");
        }
    }

    /// Reads `host:port`, `:port` or `[v6]:port`.
    ///
    /// @throws IllegalArgumentException saying what is wrong with the text
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' has no port, as in 127.0.0.1:6379");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 host stands in brackets, as in [::1]:6379");
        }
        return new HostPort(host, parsePort(text.substring(colon + 1)));
    }

    private static int parsePort(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("'" + digits + "' is not a port number");
        }
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
