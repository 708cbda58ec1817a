package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;

/// What an input may listen on: a port of its own. Port 0 stands for an input that is not there.
final class PortCheck {
    private static final HostPort ABSENT = new HostPort("", 0);

    private PortCheck() {}

    static boolean isGiven(Address listen) {
        return !listen.equals(ABSENT);
    }

    static void check(Address listen) {
        if (listen instanceof UnixPath) {
            throw new IllegalArgumentException("listen: is no host:port; the key unix is for sockets of that kind");
        }
    }
}
