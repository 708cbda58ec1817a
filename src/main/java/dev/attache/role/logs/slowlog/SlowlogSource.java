package dev.attache.role.logs.slowlog;

import dev.attache.config.CredentialsConfig;
import dev.attache.net.Dialer;
import dev.attache.net.EventLoops;
import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.role.logs.tail.Losses;
import dev.attache.role.logs.tail.Place;
import dev.attache.role.logs.tail.Source;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Asks each server of a cluster for its slow log, and takes what is new. A server that was started anew counts from 0
/// again, which is noticed by its last number being lower than the last that was seen.
public final class SlowlogSource implements Source {
    /// How long an answer may take.
    private static final long ANSWER_MILLIS = 5000;

    private final Cluster cluster;
    private final EventLoop loop;
    private final EventLoops loops;
    private final Losses losses;
    private final Told told;
    private final Map<String, Long> known = new HashMap<>();
    private final Map<String, SlowlogStream> streams = new ConcurrentHashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final long intervalMillis;
    private volatile boolean closed;

    /// What it tells of, on its event loop.
    ///
    /// @param onArrival run when something can be read
    /// @param onMissed takes how many entries were gone before they could be asked for
    public record Told(Runnable onArrival, LongConsumer onMissed) {}

    /// @param places what was delivered when attache ran last
    public SlowlogSource(
            Cluster cluster, EventLoops loops, Duration interval, Collection<Place> places, Losses losses, Told told) {
        this.cluster = cluster;
        this.loops = loops;
        this.loop = loops.all().getFirst();
        this.intervalMillis = interval.toMillis();
        this.losses = losses;
        this.told = told;
        places.forEach(each -> known.put(each.path(), each.inode()));
        loop.execute(this::askAll);
    }

    private void askAll() {
        if (closed) {
            return;
        }
        List<Endpoint> endpoints = cluster.endpoints();
        Set<String> names = new HashSet<>();
        for (Endpoint each : endpoints) {
            names.add(each.label());
            ask(each, streams.computeIfAbsent(each.label(), this::stream));
        }
        streams.keySet().retainAll(names);
        silent.retainAll(names);
        loop.schedule(this::askAll, intervalMillis, TimeUnit.MILLISECONDS);
    }

    private SlowlogStream stream(String name) {
        return new SlowlogStream(name, known.getOrDefault(name, -1L));
    }

    private void ask(Endpoint endpoint, SlowlogStream stream) {
        CredentialsConfig auth = cluster.config().auth();
        var handler = new SlowlogHandler(
                auth.password().isSet(),
                reply -> onReply(endpoint, stream, reply),
                why -> onFault(endpoint.label(), why));
        Dialer.dial(loop, loops.transport(), cluster.planFor(endpoint), handler)
                .addListener((Future<Channel> dialed) -> {
                    if (dialed.isSuccess()) {
                        handler.ask(auth);
                        loop.schedule(() -> handler.fail("it does not answer"), ANSWER_MILLIS, TimeUnit.MILLISECONDS);
                    } else {
                        onFault(endpoint.label(), String.valueOf(dialed.cause().getMessage()));
                    }
                });
    }

    private void onReply(Endpoint endpoint, SlowlogStream stream, Object reply) {
        try {
            long missed = stream.take(SlowlogEntry.of(reply, endpoint.label()));
            silent.remove(endpoint.label());
            if (missed > 0) {
                told.onMissed().accept(missed);
            }
            told.onArrival().run();
        } catch (IllegalArgumentException e) {
            onFault(endpoint.label(), String.valueOf(e.getMessage()));
        }
    }

    /// Told once, until it answers.
    private void onFault(String server, String why) {
        if (!closed && silent.add(server)) {
            losses.refused("the slow log of " + server, why);
        }
    }

    @Override
    public void scan(long nowNanos) {
        peek(nowNanos);
    }

    @Override
    public boolean peek(long nowNanos) {
        streams.values().forEach(each -> each.look(nowNanos));
        return true;
    }

    @Override
    public @Nullable Generation next(LineReader reader, long nowNanos) {
        for (SlowlogStream each : streams.values()) {
            each.release();
            each.look(nowNanos);
            try {
                if (each.generation().hasMore(nowNanos) && reader.read(each.generation(), false)) {
                    return each.generation();
                }
            } catch (IOException e) {
                throw new IllegalStateException("what is kept in memory cannot be read", e);
            }
        }
        return null;
    }

    @Override
    public List<Generation> generations() {
        return streams.values().stream().map(SlowlogStream::generation).toList();
    }

    @Override
    public List<Place> places(Function<Generation, Place> delivered) {
        return streams.values().stream()
                .map(each ->
                        each.place(delivered.apply(each.generation()).mark().offset()))
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        streams.values().forEach(SlowlogStream::close);
    }
}
