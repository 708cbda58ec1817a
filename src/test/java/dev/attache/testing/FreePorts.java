package dev.attache.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Loopback ports that nothing listens on, each given out once. Tests run in two JVMs side by side, one of which has
/// the
/// even ports.
///
/// They lie below Linux's range of ephemeral ports (from 32768), so no outgoing connection takes one away while its
/// server is down between two starts.
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_000;
    private static final int FORK = Integer.getInteger("fork.number", 0) % 2;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    /// A port that was free a moment ago and that no earlier call returned.
    public static synchronized int next() {
        for (int attempt = 0; attempt < BEYOND - LOWEST; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST / 2, BEYOND / 2) * 2 + FORK;
            if (!GIVEN.contains(port) && isFree(port)) {
                GIVEN.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + BEYOND);
    }

    /// Whether a listener could bind the port on loopback now.
    public static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
