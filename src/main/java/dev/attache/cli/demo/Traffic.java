package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An app at work: a few connections that read and write all keys in turn, at a steady pace, and count what they are
/// told for the keys of each shard.
final class Traffic implements AutoCloseable {
    /// What all connections send together, where the machine can.
    static final int COMMANDS_A_SECOND = 20_000;

    private static final int CONNECTIONS = 4;
    private static final int BATCH = 25;
    private static final long BATCH_NANOS = TimeUnit.SECONDS.toNanos(1) * BATCH * CONNECTIONS / COMMANDS_A_SECOND;
    private static final long END_PATIENCE_SECONDS = 5;

    private final HostPort address;
    private final List<String> keys;
    private final int[] owners;
    private final AtomicLongArray answers;
    private final AtomicLongArray errors;
    private final AtomicLongArray firstErrorNanos;
    private final AtomicLongArray lastErrorNanos;
    private final Consumer<Counts> onEnd;
    private final CountDownLatch ended = new CountDownLatch(CONNECTIONS);
    private volatile boolean stopping;
    private volatile @Nullable IOException failure;

    private Traffic(HostPort address, DemoKeys keys, int shards, Consumer<Counts> onEnd) throws DemoException {
        this.onEnd = onEnd;
        this.address = address;
        this.keys = List.copyOf(keys.names());
        this.owners = keys.owners();
        this.answers = new AtomicLongArray(shards);
        this.errors = new AtomicLongArray(shards);
        this.firstErrorNanos = new AtomicLongArray(shards);
        this.lastErrorNanos = new AtomicLongArray(shards);
    }

    /// @param keys whose owners are known
    /// @param onEnd is given what was counted to the end
    /// @throws DemoException where one of the keys has no owner
    static Traffic start(HostPort address, DemoKeys keys, int shards, Consumer<Counts> onEnd) throws DemoException {
        var traffic = new Traffic(address, keys, shards, onEnd);
        for (int i = 0; i < CONNECTIONS; i++) {
            int first = i;
            Thread.ofVirtual().start(() -> traffic.drive(first));
        }
        return traffic;
    }

    /// Each connection has its own keys, every fourth, and turns from reading to writing and back at their end.
    private void drive(int first) {
        try (DemoClient client = DemoClient.connect(address)) {
            int[] batch = new int[BATCH];
            boolean write = false;
            int at = first;
            long dueNanos = Ticker.SYSTEM.nanos();
            while (!stopping) {
                for (int i = 0; i < BATCH; i++) {
                    String key = keys.get(at);
                    client.send(write ? List.of("SET", key, DemoKeys.valueOf(key)) : List.of("GET", key));
                    batch[i] = owners[at];
                    at += CONNECTIONS;
                    if (at >= keys.size()) {
                        at = first;
                        write = !write;
                    }
                }
                for (int owner : batch) {
                    count(owner, client.receive() instanceof Reply.Failure);
                }
                dueNanos += BATCH_NANOS;
                dueNanos = pauseUntil(dueNanos);
            }
        } catch (IOException e) {
            failure = e;
        } finally {
            ended.countDown();
        }
    }

    private void count(int owner, boolean failed) {
        if (failed) {
            long now = Ticker.SYSTEM.nanos();
            firstErrorNanos.compareAndSet(owner, 0, now);
            lastErrorNanos.set(owner, now);
        }
        (failed ? errors : answers).incrementAndGet(owner);
    }

    /// When that was; what was missed is not made up for.
    private long pauseUntil(long dueNanos) {
        long now = Ticker.SYSTEM.nanos();
        while (now - dueNanos < 0 && !stopping) {
            LockSupport.parkNanos(dueNanos - now);
            now = Ticker.SYSTEM.nanos();
        }
        return now - dueNanos > BATCH_NANOS ? now : dueNanos;
    }

    /// What has been counted so far, by shard.
    Counts counts() {
        return new Counts(list(answers), list(errors));
    }

    /// When the first error for a key of the shard came, and the last one so far; 0 where none has.
    long firstErrorNanos(int shard) {
        return firstErrorNanos.get(shard);
    }

    long lastErrorNanos(int shard) {
        return lastErrorNanos.get(shard);
    }

    private static List<Long> list(AtomicLongArray array) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) {
            values.add(array.get(i));
        }
        return values;
    }

    /// @param answers replies that are no errors, by shard
    /// @param errors error replies, by shard
    record Counts(List<Long> answers, List<Long> errors) {
        long allAnswers() {
            return sum(answers);
        }

        long allErrors() {
            return sum(errors);
        }

        Counts since(Counts earlier) {
            return new Counts(minus(answers, earlier.answers), minus(errors, earlier.errors));
        }

        private static List<Long> minus(List<Long> all, List<Long> less) {
            List<Long> left = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                left.add(all.get(i) - less.get(i));
            }
            return left;
        }

        private static long sum(List<Long> values) {
            return values.stream().mapToLong(Long::longValue).sum();
        }
    }

    /// Ends the load and waits for its last replies.
    ///
    /// @throws IOException where a connection broke
    void finish() throws IOException {
        close();
        IOException broken = failure;
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        try {
            if (!ended.await(END_PATIENCE_SECONDS, TimeUnit.SECONDS) && failure == null) {
                failure = new IOException("the load has not ended in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        onEnd.accept(counts());
    }
}
