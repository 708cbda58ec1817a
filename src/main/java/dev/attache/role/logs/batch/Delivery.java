package dev.attache.role.logs.batch;

import dev.attache.observe.Observer;
import dev.attache.role.logs.output.OutputResumed;
import dev.attache.role.logs.output.OutputStalled;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// Sends batches until there is a last word on every record of theirs.
///
/// ```
///            ┌──Later, Held: pause──┐
/// range ──▶ send ◀──────────────────┘
///            ├──Taken───────────────────▶ arrived
///            ├──Parted──────────────────▶ arrived, save some: dead letters
///            └──Refused─┬─ of several ──▶ each half by itself, the first one first
///                       └─ of one ──────▶ dead letter
/// ```
/// Where the first [#SUSPECTS_MAX] records of a batch are all refused, one by one, the rest of it is not tried alone:
/// it takes that many more requests at most to learn that a receiver takes nothing of the kind. For one thread.
final class Delivery {
    static final int SUSPECTS_MAX = 32;

    private final String role;
    private final String output;
    private final Sink sink;
    private final Patience patience;
    private final DeadLetters dead;
    private final Observer observer;
    private final Deque<Range> open = new ArrayDeque<>();
    private volatile long bytes;
    private volatile long records;
    private volatile long failures;
    private volatile long deadRecords;
    private volatile long unkept;
    private volatile long pushedOut;
    private volatile long rejected;
    private volatile String trouble = "";

    /// Records of a batch.
    ///
    /// @param to behind the last one
    private record Range(int from, int to) {
        int count() {
            return to - from;
        }
    }

    Delivery(String role, String output, Sink sink, Patience patience, DeadLetters dead, Observer observer) {
        this.role = role;
        this.output = output;
        this.sink = sink;
        this.patience = patience;
        this.dead = dead;
        this.observer = observer;
    }

    /// Returns when there is a last word on every record.
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
    void deliver(Batch batch) throws InterruptedException {
        long takenBefore = records;
        long deadBefore = deadRecords;
        String why = "";
        open.clear();
        open.push(new Range(0, batch.count()));
        while (!open.isEmpty()) {
            Range range = open.pop();
            switch (lastWord(batch, range)) {
                case Verdict.Taken taken -> onTaken(batch, range, taken);
                case Verdict.Parted parted -> {
                    why = parted.why();
                    onParted(batch, range, parted);
                }
                case Verdict.Refused refused -> {
                    why = refused.why();
                    boolean hopeless = records == takenBefore && deadRecords - deadBefore >= SUSPECTS_MAX;
                    if (range.count() > 1 && !hopeless) {
                        int middle = (range.from + range.to) >>> 1;
                        open.push(new Range(middle, range.to));
                        open.push(new Range(range.from, middle));
                    } else {
                        bury(batch, range, range.count() > 1 ? why + " (not tried alone)" : why);
                    }
                }
                case Verdict.Later _, Verdict.Held _ -> throw new IllegalStateException("not a last word");
            }
        }
        if (deadRecords > deadBefore) {
            observer.emit(new RecordsRefused(
                    role, output, deadRecords - deadBefore, why, dead.path().toString()));
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
    private void onTaken(Batch batch, Range range, Verdict.Taken taken) {
        long left = Math.min(taken.rejected(), range.count());
        records += range.count() - left;
        bytes += batch.size(range.from, range.to);
        if (left > 0) {
            rejected += left;
            observer.emit(new RecordsRejected(role, output, left, taken.why()));
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
    private void onParted(Batch batch, Range range, Verdict.Parted parted) {
        records += range.count() - parted.refused().length;
        bytes += batch.size(range.from, range.to);
        for (int each : parted.refused()) {
            bytes -= batch.size(each, each + 1);
            bury(batch, new Range(each, each + 1), parted.why());
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
    private void bury(Batch batch, Range range, String why) {
        for (int i = range.from; i < range.to; i++) {
            deadRecords++;
            try {
                dead.keep(output, why, batch.array(), batch.from(i), batch.to(i));
            } catch (IOException e) {
                if (unkept == 0) {
                    observer.emit(new DeadLetterError(role, output, dead.path().toString(), e.toString()));
                }
                unkept++;
                dead.close();
            }
        }
        pushedOut = dead.pushedOut();
    }

    /// Sends until the receiver has decided.
    private Verdict lastWord(Batch batch, Range range) throws InterruptedException {
        int tries = 0;
        while (true) {
            switch (sink.deliver(batch, range.from, range.to)) {
                case Verdict.Later later -> {
                    tries++;
                    onFailure(later.why(), tries > 1);
                    TimeUnit.NANOSECONDS.sleep(patience.pauseNanos(tries, later.afterNanos()));
                }
                case Verdict.Held held -> {
                    tries++;
                    onHeld(held.why());
                    TimeUnit.NANOSECONDS.sleep(patience.longestNanos());
                }
                case Verdict.Taken taken -> {
                    patience.onArrival();
                    onAnswer();
                    return taken;
                }
                case Verdict.Parted parted -> {
                    patience.onArrival();
                    onAnswer();
                    return parted;
                }
                case Verdict.Refused refused -> {
                    onAnswer();
                    return refused;
                }
            }
        }
    }

    /// One failure alone is nothing to tell of.
    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
    private void onFailure(String why, boolean again) {
        failures++;
        if (again && trouble.isEmpty()) {
            observer.emit(new OutputStalled(role, output, why));
        }
        trouble = again ? why : trouble;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Written by this thread alone.
    private void onHeld(String why) {
        failures++;
        if (!why.equals(trouble)) {
            observer.emit(new OutputHeld(role, output, why));
        }
        trouble = why;
    }

    private void onAnswer() {
        if (!trouble.isEmpty()) {
            trouble = "";
            observer.emit(new OutputResumed(role, output));
        }
    }

    void close() {
        sink.close();
        dead.close();
    }

    long bytes() {
        return bytes;
    }

    long records() {
        return records;
    }

    long failures() {
        return failures;
    }

    long deadRecords() {
        return deadRecords;
    }

    long unkept() {
        return unkept + pushedOut;
    }

    long rejected() {
        return rejected;
    }

    String trouble() {
        return trouble;
    }
}
