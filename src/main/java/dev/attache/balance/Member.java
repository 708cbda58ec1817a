package dev.attache.balance;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;

/// One member of a ring.
///
/// @param name stable name, from which its places on the ring are made; no two members of a ring share one
/// @param weight its share relative to the others, at least 1
public record Member(String name, int weight) {
    private static final int MEMCACHED_PORT = 11_211;

    public Member {
        if (weight < 1) {
            throw new IllegalArgumentException("a member's weight is at least 1");
        }
    }

    /// The name that twemproxy gives a server that has none of its own: host and port, the host alone where the port is
    /// 11211, an IPv6 host without brackets, a unix socket's path with a colon behind it.
    public static String nameOf(Address address) {
        return switch (address) {
            case HostPort(String host, int port) when port == MEMCACHED_PORT -> host;
            case HostPort(String host, int port) -> host + ":" + port;
            case UnixPath(String path) -> path + ":";
        };
    }
}
