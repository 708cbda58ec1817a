package dev.attache.observe;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes lines to a stream on a thread of its own, so that a slow terminal stops no event loop. At most
/// [#QUEUE_LINES_MAX] lines wait; those beyond are dropped and counted.
final class LineWriter {
    static final int QUEUE_LINES_MAX = 4096;

    private static final String NUDGE = "";
    private static final long CLOSE_MILLIS_MAX = 1000;

    private final PrintStream out;
    private final Supplier<List<String>> late;
    private final ArrayBlockingQueue<String> lines = new ArrayBlockingQueue<>(QUEUE_LINES_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean nudged;
    private volatile boolean closing;

    /// @param late lines to add about a second after a nudge, and at the end
    LineWriter(OutputStream out, Supplier<List<String>> late) {
        this.out = new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.UTF_8);
        this.late = late;
        this.thread = Thread.ofPlatform().daemon().name("attache-log").start(this::run);
    }

    /// Never blocks.
    void write(String line) {
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /// Has the late lines asked for, in about a second. Never blocks.
    void nudge() {
        if (!nudged) {
            nudged = true;
            lines.offer(NUDGE);
        }
    }

    long dropped() {
        return dropped.get();
    }

    private void run() {
        try {
            while (!closing || !lines.isEmpty()) {
                String line = next();
                if (line != null && !line.isEmpty()) {
                    out.println(line);
                }
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException _) {
            // Nobody interrupts this thread; should it be so, what is written so far is all there is.
        }
        late.get().forEach(out::println);
        out.flush();
    }

    /// The next line; null where it is time for the late ones.
    private @Nullable String next() throws InterruptedException {
        if (!nudged) {
            return lines.take();
        }
        String line = lines.poll(1, TimeUnit.SECONDS);
        if (line == null) {
            nudged = false;
            late.get().forEach(out::println);
        }
        return line;
    }

    /// Writes what waits, for at most a second; a stream that takes nothing does not hold up the end.
    void close() {
        closing = true;
        lines.offer(NUDGE);
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
