package dev.attache.net;

import java.util.Arrays;
import java.util.stream.Stream;

/// The transports that this machine allows; [TransportTest] sees to it that none is missing without reason.
final class UsableTransports {
    private UsableTransports() {}

    static Stream<Transport> all() {
        return Arrays.stream(Transport.values()).filter(Transport::isAvailable);
    }
}
