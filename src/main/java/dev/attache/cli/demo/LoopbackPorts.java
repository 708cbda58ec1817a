package dev.attache.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Ports that are free on loopback.
final class LoopbackPorts {
    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_000;
    private static final int ATTEMPTS = 1000;

    private LoopbackPorts() {}

    /// The port that is wanted where it is free, else some other, below the range that outgoing connections are given
    /// on Linux, so that it stays free while its server is down.
    ///
    /// @param reserved ports that are spoken for, though nobody listens on them yet
    /// @throws DemoException where none is to be found
    static int freeOr(int wanted, Set<Integer> reserved) throws DemoException {
        if (!reserved.contains(wanted) && isFree(wanted)) {
            return wanted;
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (!reserved.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new DemoException(
                "no loopback port is free: neither " + wanted + " nor one of " + LOWEST + " to " + (BEYOND - 1));
    }

    /// Whether a listener could bind the port now.
    static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
