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
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("an address holds no login; keys of their own hold user and password");
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' has no port, as in 127.0.0.1:6379");
        }
        return new HostPort(parseHost(text.substring(0, colon)), parsePort(text.substring(colon + 1)));
    }

    private static String parseHost(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String host = bracketed ? text.substring(1, text.length() - 1) : text;
        if (host.indexOf('[') >= 0 || host.indexOf(']') >= 0 || bracketed != host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 host, and only that, stands in brackets, as in [::1]:6379");
        }
        return host;
    }

    private static int parsePort(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("'" + digits + "' is not a port number");
        }
        return Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
