package dev.attache.balance;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Requests that come at random moments, a policy that sends each to one of several servers, and the servers: a model
/// in virtual time, the same at every run.
final class Simulation {
    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    /// How a server behaves.
    interface Server {
        /// @param inFlight requests it has, this one included
        /// @param luck gives a number between 0 and 1
        /// @return what it does with a request that comes now
        Fate serve(long now, int inFlight, LongSupplier luck);
    }

    /// @param tookNanos until the answer
    /// @param good false for an error
    record Fate(long tookNanos, boolean good) {}

    private record Event(long at, int server, Fate fate) {}

    private final Candidates crowd;
    private final Policy policy;
    private final Server[] servers;
    private final SplittableRandom random;
    private final PriorityQueue<Event> open = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
    private long now;
    private int[] sent;

    private Simulation(Candidates crowd, Policy policy, long seed, Server... servers) {
        this.crowd = crowd;
        this.policy = policy;
        this.servers = servers;
        this.random = new SplittableRandom(seed);
        this.sent = new int[servers.length];
    }

    static Simulation of(Candidates crowd, long seed, Server... servers) {
        return new Simulation(crowd, Crowd.peakEwma(seed), seed, servers);
    }

    /// A server that takes about so long, exponentially distributed, however much it has to do.
    static Server taking(double millis) {
        return (_, _, luck) -> new Fate(exponential(millis * MS, luck), true);
    }

    private static long exponential(double mean, LongSupplier luck) {
        return (long) (-mean * Math.log(1 - (luck.getAsLong() >>> 11) * 0x1.0p-53));
    }

    /// Lets so many seconds pass with so many requests a second.
    ///
    /// @return the share of them that each server got
    double[] run(double seconds, double perSecond) {
        sent = new int[servers.length];
        long end = now + (long) (seconds * SECOND);
        long next = now + exponential(SECOND / perSecond, random::nextLong);
        while (next < end) {
            settle(next);
            now = next;
            send();
            next += exponential(SECOND / perSecond, random::nextLong);
        }
        settle(end);
        now = end;
        int all = Math.max(1, IntStream.of(sent).sum());
        return IntStream.of(sent).mapToDouble(count -> (double) count / all).toArray();
    }

    private void send() {
        int chosen = policy.choose(crowd, Candidates.NONE, now);
        Load load = crowd.load(chosen);
        load.begin();
        sent[chosen]++;
        Fate fate = servers[chosen].serve(now, load.inFlight(), random::nextLong);
        open.add(new Event(now + fate.tookNanos, chosen, fate));
    }

    private void settle(long until) {
        while (!open.isEmpty() && open.peek().at <= until) {
            Event done = open.poll();
            Load load = crowd.load(done.server);
            load.onAnswer(done.fate.tookNanos, done.fate.good, done.at, Crowd.DECAY);
            load.end(done.fate.good);
        }
    }

    long now() {
        return now;
    }

    int sentTo(int server) {
        return sent[server];
    }
}
