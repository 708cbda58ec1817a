package dev.attache.role.redis;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Which commands of a lost connection may be sent a second time: reads, once, where nothing of the reply went on yet.
///
/// A read is not sent again where its client has sent a write behind it: it could see what it was to come before.
final class Resends {
    private final Set<ClientSession> writersBehindReads;

    private Resends(Set<ClientSession> writersBehindReads) {
        this.writersBehindReads = writersBehindReads;
    }

    /// Looks over all that a connection owes a reply for.
    static Resends among(InFlight inFlight) {
        Set<ClientSession> readers = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<ClientSession> writers = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Exchange next = inFlight.first(); next != null; next = next.nextInFlight) {
            ReplyReceiver receiver = next.receiver;
            ClientSession client = receiver == null ? null : receiver.client();
            if (client != null && isRepeatable(next)) {
                readers.add(client);
            } else if (client != null && readers.contains(client)) {
                writers.add(client);
            }
        }
        return new Resends(writers);
    }

    private static boolean isRepeatable(Exchange exchange) {
        return exchange.command != null
                && exchange.command.isResendable()
                && exchange.keptBytes > 0
                && exchange.tries == 0
                && !exchange.begun;
    }

    boolean allow(Exchange exchange) {
        ReplyReceiver receiver = exchange.receiver;
        return receiver != null && isRepeatable(exchange) && !writersBehindReads.contains(receiver.client());
    }
}
