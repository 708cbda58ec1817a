package dev.attache.net;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/// Addresses of the house as addresses of the socket library.
final class SocketAddresses {
    private SocketAddresses() {}

    /// May look a name up, and block while it does.
    static SocketAddress of(Transport transport, Address address) {
        return switch (address) {
            case HostPort tcp ->
                tcp.host().isEmpty()
                        ? new InetSocketAddress(tcp.port())
                        : new InetSocketAddress(tcp.host(), tcp.port());
            case UnixPath unix ->
                transport == Transport.NIO
                        ? UnixDomainSocketAddress.of(unix.path())
                        : new DomainSocketAddress(unix.path());
        };
    }
}
