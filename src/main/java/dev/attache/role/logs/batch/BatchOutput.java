package dev.attache.role.logs.batch;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.observe.Observer;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.output.OutputFigures;
import dev.attache.wire.log.LogEncoder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// An output that gathers records, and sends them in batches on a virtual thread of its own: one batch at a time, so
/// that they arrive in the order they were read.
///
/// At most two batches' worth of bytes wait beside the one that is under way; whoever sends more waits too.
public final class BatchOutput implements Output {
    private static final int BATCHES_WAITING = 2;
    private static final int BYTES_KEPT = 4 * 1024 * 1024;
    private static final long CLOSE_MILLIS_MAX = 2000;

    private final String name;
    private final Framed encoder;
    private final BatchLimits limits;
    private final Ticker ticker;
    private final Delivery delivery;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final GrowingBytes waiting = new GrowingBytes();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final Thread thread;
    private long waitingRecords;
    private long oldestNanos;
    private long appended;
    private long settled;
    private boolean hurry;
    private boolean closed;
    private volatile long delivered;
    private volatile long waitingBytes;

    /// Where the bytes of one send end, all of this output's bytes counted.
    private record Mark(long sequence, long end) {}

    /// What an output of this kind is made of.
    ///
    /// @param name in the file, in metrics and at `/roles`
    /// @param encoder also makes the frames that the sink reads
    /// @param firstPauseNanos longest pause after the first failure
    /// @param lastPauseNanos longest pause after any
    /// @param deadLetters file of what the receiver refuses for good
    /// @param deadLetterBytesMax bound on it and the one before it together
    public record Parts(
            String role,
            String name,
            Framed encoder,
            Sink sink,
            BatchLimits limits,
            long firstPauseNanos,
            long lastPauseNanos,
            Path deadLetters,
            long deadLetterBytesMax) {}

    /// Sends as soon as there is something to send.
    public BatchOutput(Parts parts, Observer observer, Ticker ticker) {
        this.name = parts.name();
        this.encoder = parts.encoder();
        this.limits = parts.limits();
        this.ticker = ticker;
        this.delivery = new Delivery(
                parts.role(),
                name,
                parts.sink(),
                new Patience(parts.firstPauseNanos(), parts.lastPauseNanos()),
                new DeadLetters(parts.deadLetters(), parts.deadLetterBytesMax()),
                observer);
        this.thread = Thread.ofVirtual().name("attache-output-" + name).start(this::run);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LogEncoder encoder() {
        return encoder;
    }

    @Override
    public void send(GrowingBytes records, long sequence) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long most = (long) limits.bytesMax() * BATCHES_WAITING;
            while (!closed && !waiting.isEmpty() && waiting.length() + (long) records.length() > most) {
                room.await();
            }
            if (closed) {
                throw new InterruptedException("closed");
            }
            append(records);
            marks.addLast(new Mark(sequence, appended));
            settle();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void append(GrowingBytes records) {
        if (waiting.isEmpty()) {
            oldestNanos = ticker.nanos();
        }
        for (int at = 0; at < records.length(); at += Framed.length(records.array(), at)) {
            waitingRecords++;
        }
        waiting.append(records.array(), 0, records.length());
        appended += records.length();
        waitingBytes = appended - settled;
    }

    private void settle() {
        while (!marks.isEmpty() && marks.getFirst().end() <= settled) {
            delivered = marks.removeFirst().sequence();
        }
    }

    @Override
    public void flush() {
        lock.lock();
        try {
            hurry = !waiting.isEmpty();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Batch batch = new Batch();
        try {
            while (gather(batch)) {
                delivery.deliver(batch);
                onSettled(batch);
            }
        } catch (InterruptedException _) {
            // Closed; what has not arrived is read again by the next attache.
        } finally {
            delivery.close();
        }
    }

    /// Waits for enough to send.
    ///
    /// @return false where nothing more is to be sent
    private boolean gather(Batch batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !isDue()) {
                if (waiting.isEmpty()) {
                    work.await();
                } else {
                    work.awaitNanos(oldestNanos + limits.waitNanos() - ticker.nanos());
                }
            }
            if (closed) {
                return false;
            }
            batch.fill(waiting, limits);
            waiting.removeFirst((int) batch.taken());
            waitingRecords -= batch.count();
            oldestNanos = ticker.nanos();
            if (waiting.isEmpty()) {
                hurry = false;
                waiting.clear(BYTES_KEPT);
            }
            room.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue() {
        return !waiting.isEmpty()
                && (hurry
                        || waiting.length() >= limits.bytesMax()
                        || waitingRecords >= limits.recordsMax()
                        || ticker.nanos() - oldestNanos >= limits.waitNanos());
    }

    private void onSettled(Batch batch) {
        lock.lock();
        try {
            settled += batch.taken();
            waitingBytes = appended - settled;
            settle();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long delivered() {
        return delivered;
    }

    @Override
    public OutputFigures figures() {
        return new OutputFigures(
                delivery.bytes(),
                delivery.failures(),
                delivery.records(),
                delivery.deadRecords(),
                delivery.unkept(),
                delivery.rejected(),
                waitingBytes,
                delivery.trouble());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            work.signal();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
