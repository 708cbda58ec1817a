package dev.attache.role.redis.shard;

import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.exchange.Asker;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.InFlight;
import dev.attache.role.redis.exchange.ReplyReceiver;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Which commands of a lost connection may be sent a second time: reads, once, where nothing of the reply went on yet.
///
/// A read is not sent again where its client has sent a write behind it: it could see what it was to come before.
final class Resends {
    private final Set<Asker> writersBehindReads;

    private Resends(Set<Asker> writersBehindReads) {
        this.writersBehindReads = writersBehindReads;
    }

    /// Looks over all that a connection owes a reply for.
    static Resends among(InFlight inFlight) {
        Set<Asker> readers = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Asker> writers = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Exchange next = inFlight.first(); next != null; next = next.nextInFlight()) {
            ReplyReceiver receiver = next.receiver();
            Asker asker = receiver == null ? null : receiver.asker();
            if (asker != null && isRepeatable(next)) {
                readers.add(asker);
            } else if (asker != null && readers.contains(asker)) {
                writers.add(asker);
            }
        }
        return new Resends(writers);
    }

    private static boolean isRepeatable(Exchange exchange) {
        Command command = exchange.command();
        return command != null
                && command.isResendable()
                && exchange.keptBytes() > 0
                && exchange.tries() == 0
                && !exchange.isBegun();
    }

    boolean allow(Exchange exchange) {
        ReplyReceiver receiver = exchange.receiver();
        return receiver != null && isRepeatable(exchange) && !writersBehindReads.contains(receiver.asker());
    }
}
