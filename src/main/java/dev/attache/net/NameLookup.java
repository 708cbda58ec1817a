package dev.attache.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Looks names up off the event loops, one lookup of a name at a time: whoever asks meanwhile gets the same answer, so
/// that a name service which hangs holds one thread a name and no more. The JDK keeps answers for a while itself.
final class NameLookup {
    private static final Map<String, CompletableFuture<InetAddress[]>> RUNNING = new ConcurrentHashMap<>();

    private NameLookup() {}

    /// The addresses, or [DialException]; completes on the looking thread.
    static CompletableFuture<InetAddress[]> of(String host) {
        CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> running = RUNNING.putIfAbsent(host, mine);
        if (running != null) {
            return running;
        }
        Thread.ofVirtual().name("attache-lookup").start(() -> look(host, mine));
        return mine;
    }

    private static void look(String host, CompletableFuture<InetAddress[]> result) {
        try {
            InetAddress[] found = InetAddress.getAllByName(host);
            RUNNING.remove(host);
            result.complete(found);
        } catch (UnknownHostException | SecurityException _) {
            RUNNING.remove(host);
            result.completeExceptionally(DialException.unknownHost(host));
        }
    }
}
