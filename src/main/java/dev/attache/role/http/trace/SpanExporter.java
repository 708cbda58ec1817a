package dev.attache.role.http.trace;

import dev.attache.base.Ticker;
import dev.attache.config.TracingConfig;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Sends spans to a collector, in batches, on a virtual thread of its own.
///
/// A bounded number of spans waits; those beyond are dropped and counted, so a collector that is slow or away
/// costs spans and never an answer. A batch that the collector cannot take now is sent again after a random wait
/// up to a bound that doubles from one second to thirty, or after the wait that it asks for, five times in all.
final class SpanExporter implements AutoCloseable {
    static final int BATCH_SPANS_MAX = 512;
    static final int SENDINGS_MAX = 5;

    private static final long FIRST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);
    private static final long CLOSE_MILLIS_MAX = 1000;

    private final String service;
    private final Collector collector;
    private final Ticker ticker;
    private final long intervalNanos;
    private final ArrayBlockingQueue<Span> waiting;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;

    SpanExporter(TracingConfig config, InstantSource clock, Ticker ticker) {
        this.ticker = ticker;
        this.service = config.service();
        this.collector = new Collector(URI.create(config.export()), config.ca(), config.headers(), clock);
        this.intervalNanos = config.interval().toNanos();
        this.waiting = new ArrayBlockingQueue<>(config.queue());
        this.thread = Thread.ofVirtual().name("attache-spans").start(this::run);
    }

    /// Takes a span, or drops it. Never waits.
    void offer(Span span) {
        if (closing || !waiting.offer(span)) {
            dropped.incrementAndGet();
        }
    }

    long sent() {
        return sent.get();
    }

    long dropped() {
        return dropped.get();
    }

    private void run() {
        List<Span> batch = new ArrayList<>();
        try {
            while (!closing) {
                gather(batch);
                if (!batch.isEmpty()) {
                    send(batch);
                }
            }
        } catch (InterruptedException _) {
            // Closing; what is there is sent once more at most.
        }
        Thread.interrupted();
        waiting.drainTo(batch, BATCH_SPANS_MAX - Math.min(batch.size(), BATCH_SPANS_MAX));
        if (!batch.isEmpty()) {
            settle(batch, collector.send(OtlpJson.request(service, batch)));
        }
        dropped.addAndGet(waiting.size());
    }

    /// Waits for a first span, and then a while for others.
    private void gather(List<Span> batch) throws InterruptedException {
        batch.add(waiting.take());
        long end = ticker.nanos() + intervalNanos;
        while (batch.size() < BATCH_SPANS_MAX) {
            Span next = waiting.poll(end - ticker.nanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            waiting.drainTo(batch, BATCH_SPANS_MAX - batch.size());
        }
    }

    private void send(List<Span> batch) throws InterruptedException {
        String json = OtlpJson.request(service, batch);
        for (int sending = 1; true; sending++) {
            CollectorAnswer answer = collector.send(json);
            if (answer.isTaken() || !answer.mayBeTakenLater() || sending == SENDINGS_MAX) {
                settle(batch, answer);
                return;
            }
            TimeUnit.NANOSECONDS.sleep(waitNanos(sending, answer));
        }
    }

    private static long waitNanos(int sending, CollectorAnswer answer) {
        long bound = Math.min(FIRST_WAIT_NANOS << sending - 1, WAIT_NANOS_MAX);
        long random = ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
        return Math.min(Math.max(random, answer.retryAfterNanos()), TimeUnit.MINUTES.toNanos(5));
    }

    private void settle(List<Span> batch, CollectorAnswer answer) {
        long lost = answer.isTaken() ? Math.min(answer.rejected(), batch.size()) : batch.size();
        sent.addAndGet(batch.size() - lost);
        dropped.addAndGet(lost);
        batch.clear();
    }

    /// Sends what waits, for at most a second.
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
