package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What several kinds of check ask of their settings.
final class CheckRules {
    private static final int PORT_MAX = 65_535;

    private CheckRules() {}

    /// @throws IllegalArgumentException where the address is one that nobody can connect to
    static void namePort(String key, Address address) {
        if (address instanceof HostPort tcp && (tcp.port() == 0 || tcp.host().isEmpty())) {
            throw new IllegalArgumentException(key + ": names a host and a port, as in 127.0.0.1:6379");
        }
    }

    /// @throws IllegalArgumentException where it is neither empty nor an address
    static void listen(String text) {
        try {
            if (!text.isEmpty()) {
                Address.parse(text);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("listen: " + e.getMessage(), e);
        }
    }

    /// @throws IllegalArgumentException where it is no URL of one of these schemes, holds a login, or has a port that
    ///     nobody can connect to
    static void url(String key, String text, List<String> schemes) {
        URI place = parse(text);
        if (place == null || place.getHost() == null || !schemes.contains(place.getScheme())) {
            throw new IllegalArgumentException(
                    key + ": is no address as in " + schemes.getFirst() + "://127.0.0.1:8080/ping");
        }
        if (place.getPort() == 0 || place.getPort() > PORT_MAX) {
            throw new IllegalArgumentException(
                    key + ": has the port " + place.getPort() + ", and ports go from 1 to " + PORT_MAX);
        }
        if (place.getUserInfo() != null) {
            throw new IllegalArgumentException(key + ": holds a login, which pages would show; a header may hold it");
        }
        if (place.getFragment() != null) {
            throw new IllegalArgumentException(key + ": holds a #, and what follows is never sent");
        }
    }

    private static @Nullable URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// @throws IllegalArgumentException where it is no name of a header, or its value would break a line
    static void header(String name, String value) {
        if (!name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_".indexOf(c) >= 0))) {
            throw new IllegalArgumentException("headers: '" + name + "' is no name of a header");
        }
        if (!value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7F && c <= 0xFF)) {
            throw new IllegalArgumentException("headers: the value of " + name + " holds what no header may");
        }
    }

    /// @throws IllegalArgumentException where a path is none of this machine from its root on
    static void path(String key, String path) {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(key + ": is no path from the root on, as in /data");
        }
    }
}
