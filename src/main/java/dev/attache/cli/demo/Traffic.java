package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An app under load: a few connections that write and read all keys in turn, over and over, and count what they are
/// told for the keys of each shard.
final class Traffic implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int PIPELINE = 32;
    private static final long END_PATIENCE_SECONDS = 5;

    private final HostPort address;
    private final List<String> keys;
    private final int[] owners;
    private final AtomicLongArray answers;
    private final AtomicLongArray errors;
    private final Consumer<Counts> onEnd;
    private final CountDownLatch ended = new CountDownLatch(CONNECTIONS);
    private volatile boolean stopping;
    private volatile @Nullable IOException failure;

    private Traffic(
            HostPort address, List<String> keys, Map<String, Integer> ownerOf, int shards, Consumer<Counts> onEnd) {
        this.onEnd = onEnd;
        this.address = address;
        this.keys = List.copyOf(keys);
        this.owners =
                keys.stream().mapToInt(key -> ownerOf.getOrDefault(key, 0)).toArray();
        this.answers = new AtomicLongArray(shards);
        this.errors = new AtomicLongArray(shards);
    }

    /// @param ownerOf the shard that holds each key
    /// @param onEnd is given what was counted to the end
    static Traffic start(
            HostPort address, List<String> keys, Map<String, Integer> ownerOf, int shards, Consumer<Counts> onEnd) {
        var traffic = new Traffic(address, keys, ownerOf, shards, onEnd);
        for (int i = 0; i < CONNECTIONS; i++) {
            int first = i;
            Thread.ofVirtual().start(() -> traffic.drive(first));
        }
        return traffic;
    }

    private void drive(int first) {
        try (DemoClient client = DemoClient.connect(address)) {
            boolean write = false;
            int at = first;
            while (!stopping) {
                List<Integer> batch = new ArrayList<>(PIPELINE);
                for (int i = 0; i < PIPELINE; i++) {
                    client.send(
                            write
                                    ? List.of("SET", keys.get(at), DemoStory.valueOf(keys.get(at)))
                                    : List.of("GET", keys.get(at)));
                    batch.add(owners[at]);
                    at += CONNECTIONS;
                    if (at >= keys.size()) {
                        at = first;
                        write = !write;
                    }
                }
                for (int owner : batch) {
                    boolean failed = client.receive() instanceof Reply.Failure;
                    (failed ? errors : answers).incrementAndGet(owner);
                }
            }
        } catch (IOException e) {
            failure = e;
        } finally {
            ended.countDown();
        }
    }

    /// What has been counted so far, by shard.
    Counts counts() {
        return new Counts(Ticker.SYSTEM.nanos(), list(answers), list(errors));
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
    record Counts(long atNanos, List<Long> answers, List<Long> errors) {
        long total() {
            return sum(answers) + sum(errors);
        }

        long errorsOf(int shard) {
            return errors.get(shard);
        }

        long allErrors() {
            return sum(errors);
        }

        /// Commands a second since an earlier count.
        long rateSince(Counts earlier) {
            long nanos = Math.max(atNanos - earlier.atNanos, 1);
            return (total() - earlier.total()) * TimeUnit.SECONDS.toNanos(1) / nanos;
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
