package dev.attache.role.logs;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.observe.Observer;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.output.OutputGoneException;
import dev.attache.role.logs.state.Checkpoint;
import dev.attache.role.logs.tail.DirectoryWatch;
import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.role.logs.tail.Place;
import dev.attache.wire.log.LogFormat;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Swar;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Moves lines from files to outputs, on a thread of its own, until it is asked to end.
final class LogPump {
    private static final long SCAN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// Between two looks at files that are written all the time.
    private static final long REST_MILLIS = 10;

    private static final int ENCODED_KEPT = 4 * 1024 * 1024;

    private final String role;
    private final List<LogInput> inputs;
    private final List<Lane> lanes;
    private final Checkpoint checkpoint;
    private final DirectoryWatch watch;
    private final Observer observer;
    private final Ticker ticker;
    private final InstantSource clock;
    private final boolean once;
    private final int lineMax;
    private final LineReader reader;
    private final LogRecord record = new LogRecord();
    private final Ledger ledger = new Ledger();
    private final Set<Generation> passedOver = new HashSet<>();
    private volatile boolean draining;
    private long linesCut;
    private long bytesCut;
    private long sequence;
    private long scannedNanos;
    private long checkpointNanos;
    private boolean stateFails;

    LogPump(
            LogsSettings settings,
            List<LogInput> inputs,
            List<Output> outputs,
            Checkpoint checkpoint,
            DirectoryWatch watch) {
        this.role = settings.role();
        this.inputs = inputs;
        this.lanes = outputs.stream().map(Lane::new).toList();
        this.checkpoint = checkpoint;
        this.watch = watch;
        this.observer = settings.observer();
        this.ticker = settings.ticker();
        this.clock = settings.clock();
        this.once = settings.once();
        this.lineMax = settings.lineMax();
        this.reader = new LineReader(lineMax);
    }

    /// One output and what is encoded for it.
    private record Lane(Output output, GrowingBytes bytes) {
        Lane(Output output) {
            this(output, new GrowingBytes());
        }
    }

    /// Asks it to end when what it has read is delivered.
    void drain() {
        draining = true;
    }

    /// @return why it ended; empty where it was asked to
    String pump() throws InterruptedException {
        String why = "";
        try {
            scan();
            while (!draining) {
                boolean moved = move();
                if (!moved && once && !moveLast()) {
                    why = "everything is read";
                    break;
                }
                if (!moved) {
                    await();
                }
                keepState(false);
            }
        } catch (OutputGoneException e) {
            why = String.valueOf(e.getMessage());
        }
        keepState(true);
        return why;
    }

    /// What a last look brings, after which there is nothing more.
    private boolean moveLast() throws InterruptedException, OutputGoneException {
        scan();
        return move();
    }

    private void scan() {
        scannedNanos = ticker.nanos();
        inputs.forEach(each -> each.tailer().scan(scannedNanos));
    }

    private void await() throws InterruptedException {
        passedOver.clear();
        long left = scannedNanos + SCAN_NANOS - ticker.nanos();
        DirectoryWatch.Notice notice = left <= 0 ? DirectoryWatch.Notice.NONE : watch.await(left);
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
            same &= each.tailer().peek(now);
        }
        return same;
    }

    /// Sends one buffer of lines of each input that has some.
    ///
    /// @return whether there was any
    private boolean move() throws InterruptedException, OutputGoneException {
        boolean moved = false;
        for (LogInput each : inputs) {
            Generation generation = each.tailer().next(passedOver);
            if (generation != null) {
                moved = true;
                move(each, generation);
            }
        }
        if (ticker.nanos() - scannedNanos > SCAN_NANOS) {
            scan();
        }
        return moved;
    }

    private void move(LogInput input, Generation generation) throws InterruptedException, OutputGoneException {
        Place before = Place.of(generation);
        boolean last = once || input.tailer().isFinal(generation, ticker.nanos());
        try {
            if (!reader.read(generation, last)) {
                passedOver.add(generation);
                return;
            }
        } catch (IOException e) {
            input.tailer().giveUp(generation, e);
            return;
        }
        int lines = encode(input, input.format(generation));
        sequence++;
        ledger.sending(sequence, generation, before);
        for (Lane each : lanes) {
            each.output().send(each.bytes(), sequence);
            each.bytes().clear(ENCODED_KEPT);
        }
        reader.done(generation, lines);
        settle();
        while (ledger.isFull()) {
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            settle();
        }
    }

    private int encode(LogInput input, LogFormat format) {
        Instant instant = clock.instant();
        long now = instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
        byte[] bytes = reader.array();
        int lines = 0;
        int misfits = 0;
        for (int at = reader.from(); at < reader.to(); ) {
            int end = Swar.indexOf(bytes, at, reader.to(), (byte) '\n');
            int to = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
            boolean cut = to - at > lineMax || reader.isCut();
            if (cut) {
                beginCut(bytes, at, to, now);
            } else {
                record.begin(bytes, at, to, now);
                misfits += format.read(record) ? 0 : 1;
            }
            for (Lane each : lanes) {
                each.output().encoder().write(record, each.bytes());
            }
            lines++;
            at = end + 1;
        }
        input.read((long) reader.to() - reader.from(), lines, misfits);
        return lines;
    }

    /// A line that is not whole is of no format.
    private void beginCut(byte[] bytes, int from, int to, long now) {
        record.begin(bytes, from, from + lineMax, now);
        record.markCut();
        linesCut++;
        bytesCut += to - from - lineMax;
    }

    private void settle() {
        long delivered = Long.MAX_VALUE;
        for (Lane each : lanes) {
            delivered = Math.min(delivered, each.output().delivered());
        }
        ledger.delivered(delivered);
    }

    private void keepState(boolean now) {
        if (!now && ticker.nanos() - checkpointNanos < CHECKPOINT_NANOS) {
            return;
        }
        checkpointNanos = ticker.nanos();
        settle();
        Map<String, List<Place>> places = new LinkedHashMap<>();
        inputs.forEach(each -> places.put(each.pattern(), each.tailer().places(ledger::place)));
        try {
            checkpoint.write(places);
            stateFails = false;
        } catch (IOException e) {
            if (!stateFails) {
                observer.emit(new LogStateError(role, checkpoint.folder().toString(), String.valueOf(e.getMessage())));
            }
            stateFails = true;
        }
    }

    /// Lines of which only the beginning was delivered.
    long linesCut() {
        return linesCut;
    }

    /// Bytes that were passed over because their line was too long.
    long bytesCut() {
        return bytesCut + reader.bytesCut();
    }
}
