package dev.attache.role.logs;

import dev.attache.base.Refusal;
import dev.attache.base.Ticker;
import dev.attache.observe.Observer;
import dev.attache.role.logs.metric.LogMetrics;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.output.OutputGoneException;
import dev.attache.role.logs.pod.PodInfo;
import dev.attache.role.logs.state.Checkpoint;
import dev.attache.role.logs.tail.DirectoryWatch;
import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.role.logs.tail.Place;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Moves lines from files to outputs, on a thread of its own, until it is asked to end.
final class LogPump {
    private static final long SCAN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /// Where nothing has happened for long, looks become rarer, down to this.
    private static final long SCAN_IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// Between two looks at what steps have to say of their own.
    private static final long DUE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// Between two looks at files that are written all the time.
    private static final long REST_MILLIS = 10;
    /// What the metrics keep is noted under this name.
    static final String METRICS = "metrics";

    private final String role;
    private final List<LogInput> inputs;
    private final RecordFlow flow;
    private final Checkpoint checkpoint;
    private final DirectoryWatch watch;
    private final Observer observer;
    private final Ticker ticker;
    private final LogMetrics metrics;
    private final LineReader reader;
    private final PodInfo pod;
    private final Progress progress;
    private final Ledger ledger = new Ledger();
    private volatile Ending ending = Ending.NONE;
    private long sequence;
    private long scannedNanos;
    private long pauseNanos = SCAN_NANOS;
    private long checkpointNanos;
    private long dueNanos;
    private boolean stateFails;

    LogPump(
            LogsSettings settings,
            List<LogInput> inputs,
            Rules rules,
            List<Output> outputs,
            Checkpoint checkpoint,
            DirectoryWatch watch) {
        this.role = settings.role();
        this.inputs = inputs;
        this.checkpoint = checkpoint;
        this.watch = watch;
        this.metrics = rules.metrics();
        this.observer = settings.observer();
        this.ticker = settings.ticker();
        this.flow = new RecordFlow(rules, outputs, settings);
        this.pod = settings.pod();
        this.progress = settings.progress();
        this.reader = new LineReader(settings.lineMax());
    }

    /// Whether and how it is to end.
    private enum Ending {
        NONE,
        /// Somebody goes on from where it stops.
        PAUSE,
        /// Nobody will keep what has been taken in and not been delivered.
        DRAIN
    }

    /// Asks it to end when what it has read is delivered, because somebody goes on from there.
    void pause() {
        end(Ending.PAUSE);
    }

    /// Asks it to end when what it has read, and what sources have taken in, is delivered.
    void drain() {
        end(Ending.DRAIN);
    }

    private void end(Ending how) {
        if (ending != Ending.DRAIN) {
            ending = how;
            watch.ring();
        }
    }

    /// @return why it ended; empty where it was asked to
    String pump() throws InterruptedException {
        String why = "";
        try {
            scan();
            while (ending == Ending.NONE) {
                boolean moved = move(inputs);
                if (!moved && isOver(inputs) && !moveLast()) {
                    why = "everything is read";
                    break;
                }
                if (!moved) {
                    await();
                }
                sendDue(false);
                keepState(false);
                showProgress();
            }
            deliverTheRest();
        } catch (OutputGoneException e) {
            why = String.valueOf(e.getMessage());
        } finally {
            progress.end();
            keepState(true);
        }
        return why;
    }

    private void showProgress() {
        long now = ticker.nanos();
        if (progress.isDue(now)) {
            long read = 0;
            long left = 0;
            for (LogInput input : inputs) {
                read += input.bytes();
                for (Generation each : input.source().generations()) {
                    left += each.lag();
                }
            }
            progress.draw(read, read + left, now);
        }
    }

    private void deliverTheRest() throws InterruptedException, OutputGoneException {
        if (ending == Ending.DRAIN) {
            List<LogInput> rest =
                    inputs.stream().filter(each -> each.source().drain()).toList();
            while (!isOver(rest)) {
                if (!move(rest)) {
                    await();
                }
                keepState(false);
            }
        }
        moveHeld();
        sendDue(true);
        while (flow.delivered() < sequence) {
            flow.flush();
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            keepState(false);
        }
    }

    private static boolean isOver(List<LogInput> inputs) {
        return inputs.stream().allMatch(each -> each.source().isOver());
    }

    /// What a last look brings, after which there is nothing more.
    private boolean moveLast() throws InterruptedException, OutputGoneException {
        scan();
        return move(inputs);
    }

    private void scan() {
        scannedNanos = ticker.nanos();
        pod.look(scannedNanos);
        inputs.forEach(each -> each.source().scan(scannedNanos));
    }

    private void await() throws InterruptedException {
        long left = scannedNanos + pauseNanos - ticker.nanos();
        DirectoryWatch.Notice notice = left <= 0 ? DirectoryWatch.Notice.NONE : watch.await(left);
        boolean idle = notice == DirectoryWatch.Notice.NONE;
        pauseNanos = idle ? Math.min(pauseNanos + pauseNanos / 4, SCAN_IDLE_NANOS) : SCAN_NANOS;
        if (notice == DirectoryWatch.Notice.WRITTEN) {
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            if (peek()) {
                return;
            }
        }
        scan();
    }

    private boolean peek() {
        boolean same = true;
        long now = ticker.nanos();
        for (LogInput each : inputs) {
            same &= each.source().peek(now);
        }
        return same;
    }

    /// Sends one buffer of lines of each of these inputs that has some.
    ///
    /// @return whether there was any
    private boolean move(List<LogInput> from) throws InterruptedException, OutputGoneException {
        boolean moved = false;
        for (LogInput each : from) {
            Generation generation = each.source().next(reader, ticker.nanos());
            if (generation != null) {
                moved = true;
                pauseNanos = SCAN_NANOS;
                send(each, generation);
            }
        }
        if (ticker.nanos() - scannedNanos > SCAN_NANOS) {
            scan();
        }
        return moved;
    }

    private void send(LogInput input, Generation generation) throws InterruptedException, OutputGoneException {
        Reading reading = input.reading(generation);
        int taken = take(input, generation, reading);
        if (taken == 0) {
            generation.hold(reader.readTo(generation), ticker.nanos() + reading.waitNanos());
            return;
        }
        sequence++;
        ledger.sending(sequence, generation, reader.before());
        metrics.seal(sequence);
        flow.send(sequence);
        reader.done(generation, taken, flow.lines());
        settle();
        while (ledger.isFull()) {
            flow.flush();
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            settle();
        }
    }

    /// Takes records off the reader; where none has ended yet, more is read as long as there is room for it.
    ///
    /// @return where the first byte stands that was not taken
    private int take(LogInput input, Generation generation, Reading reading) {
        boolean last = reader.isLast() || generation.isDue(reader.readTo(generation), ticker.nanos());
        int taken = flow.take(reader, input, reading, last);
        while (taken == reader.from() && taken < reader.to() && reader.isFull()) {
            taken = flow.take(reader, input, reading, !readMore(generation));
        }
        return taken;
    }

    private boolean readMore(Generation generation) {
        try {
            return reader.readMore(generation);
        } catch (IOException _) {
            return false;
        }
    }

    /// Takes what was held because more might have belonged to it: attache ends before it comes. What was not held yet
    /// is so by the first of two moves.
    private void moveHeld() throws InterruptedException, OutputGoneException {
        int tries = 0;
        for (LogInput each : inputs) {
            tries += 2 * each.source().generations().size();
        }
        do {
            inputs.forEach(each -> each.source().generations().forEach(held -> held.toDue(ticker.nanos())));
            tries--;
        } while (tries >= 0 && move(inputs));
    }

    /// Sends what steps have to say of their own, once a second and at the end.
    private void sendDue(boolean last) throws InterruptedException, OutputGoneException {
        long now = ticker.nanos();
        if (!last && now - dueNanos < DUE_NANOS) {
            return;
        }
        dueNanos = now;
        if (flow.takeDue(last)) {
            sequence++;
            flow.send(sequence);
        }
    }

    private void settle() {
        long delivered = flow.delivered();
        ledger.delivered(delivered);
        metrics.settle(delivered);
    }

    private void keepState(boolean now) {
        if (!now && ticker.nanos() - checkpointNanos < CHECKPOINT_NANOS) {
            return;
        }
        checkpointNanos = ticker.nanos();
        settle();
        Map<String, List<Place>> places = new LinkedHashMap<>();
        inputs.forEach(each -> places.put(each.name(), each.source().places(ledger::place)));
        try {
            checkpoint.write(places, Map.of(METRICS, metrics.kept()));
            stateFails = false;
        } catch (IOException e) {
            if (!stateFails) {
                observer.emit(new LogStateError(role, checkpoint.folder().toString(), Refusal.why(e)));
            }
            stateFails = true;
        }
    }

    /// Lines of which only the beginning was delivered.
    long linesCut() {
        return flow.linesCut();
    }

    /// Bytes that were passed over because their line was too long.
    long bytesCut() {
        return flow.bytesCut() + reader.bytesCut();
    }
}
