package dev.attache.role.logs;

import dev.attache.base.GrowingBytes;
import dev.attache.role.LogTally;
import dev.attache.role.logs.join.JoinSink;
import dev.attache.role.logs.join.Joined;
import dev.attache.role.logs.metric.LogMetrics;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.output.OutputGoneException;
import dev.attache.role.logs.pod.PodInfo;
import dev.attache.role.logs.step.Steps;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.wire.log.LogEncoder;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.TraceFinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// What becomes of lines: each is read in its format, taken through the steps, and written in the form that every
/// output
/// wants.
final class RecordFlow {
    private static final int ENCODED_KEPT = 4 * 1024 * 1024;
    /// A batch that is longer is followed by another.
    private static final int BATCH_BYTES = 512 * 1024;

    private final List<Lane> lanes;
    private final Steps steps;
    private final LogMetrics metrics;
    private final InstantSource clock;
    private final int lineMax;
    private final PodInfo pod;
    private final LogTally tally;
    private final LogRecord record = new LogRecord();
    private long observedNanos;
    private boolean cut;
    private int lines;
    private int misfits;
    private int headings;
    private final TraceFinder traces = new TraceFinder();
    /// Whether steps or metrics ask for traces.
    private final boolean findsTracesFirst;
    /// Whether only what is written needs them.
    private final boolean findsTracesLast;
    private long linesCut;
    private long bytesCut;

    RecordFlow(Rules rules, List<Output> outputs, LogsSettings settings) {
        this.steps = rules.steps();
        this.metrics = rules.metrics();
        this.lanes = outputs.stream().map(Lane::new).toList();
        this.findsTracesFirst = rules.usesTraces();
        this.findsTracesLast = !findsTracesFirst
                && outputs.stream().anyMatch(each -> each.encoder().showsFields());
        this.clock = settings.clock();
        this.lineMax = settings.lineMax();
        this.pod = settings.pod();
        this.tally = settings.tally();
    }

    /// One output and what is encoded for it.
    private static final class Lane {
        private final Output output;
        private final LogEncoder encoder;
        private final GrowingBytes bytes = new GrowingBytes();
        private boolean inBatch;
        private int batchFrom;

        Lane(Output output) {
            this.output = output;
            this.encoder = output.encoder();
        }

        void write(LogRecord record) {
            if (inBatch) {
                bytes.append(encoder.separator());
            } else {
                inBatch = true;
                batchFrom = bytes.length();
                bytes.append(encoder.head());
            }
            encoder.write(record, bytes);
            if (bytes.length() - batchFrom > BATCH_BYTES) {
                endBatch();
            }
        }

        void endBatch() {
            if (inBatch) {
                inBatch = false;
                bytes.append(encoder.tail());
            }
        }

        void send(long sequence) throws InterruptedException, OutputGoneException {
            endBatch();
            output.send(bytes, sequence);
            bytes.clear(ENCODED_KEPT);
        }
    }

    /// Encodes the records that the reader's lines are.
    ///
    /// @param last whether nothing follows that the last of them would go on with
    /// @return where the first line stands that was not taken
    int take(LineReader reader, LogInput input, Reading reading, boolean last) {
        observedNanos = nowNanos();
        cut = reader.isCut();
        lines = 0;
        misfits = 0;
        headings = 0;
        long cutBefore = linesCut;
        JoinSink sink = joined -> take(joined, reading);
        int taken = reading.joiner().take(reader.array(), reader.from(), reader.to(), last, sink);
        takeDue(observedNanos, false);
        var counted = new LogInput.Counted(lines, misfits, headings, (int) (linesCut - cutBefore));
        input.read(reading.formatName(), (long) taken - reader.from(), counted);
        return taken;
    }

    private void take(Joined joined, Reading reading) {
        lines += joined.lines();
        if (cut || joined.to() - joined.from() > lineMax) {
            beginCut(joined);
        } else if (!reading.read(joined, record, observedNanos)) {
            misfits++;
        } else if (record.isHeading()) {
            headings++;
            return;
        }
        tally.onRecord(record.severity());
        if (joined.bytesLeftOut() > 0) {
            markCut(joined.bytesLeftOut());
        }
        if (findsTracesFirst) {
            traces.complete(record);
        }
        pod.addTo(record);
        boolean goesOn = steps.take(record);
        metrics.take(record);
        if (goesOn) {
            if (findsTracesLast) {
                traces.complete(record);
            }
            encode();
        }
    }

    /// Lines of the file that the last [#take] has taken.
    int lines() {
        return lines;
    }

    private long nowNanos() {
        Instant instant = clock.instant();
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }

    private void encode() {
        for (Lane each : lanes) {
            each.write(record);
        }
    }

    /// Encodes the records that steps have of their own by now.
    ///
    /// @param last whether no line follows, so that all of them are due
    /// @return whether there is anything to be sent
    boolean takeDue(boolean last) {
        return takeDue(nowNanos(), last);
    }

    private boolean takeDue(long now, boolean last) {
        boolean any = false;
        while (steps.next(record, now, last)) {
            encode();
            any = true;
        }
        return any;
    }

    /// A line that is not whole is of no format.
    private void beginCut(Joined joined) {
        int to = Math.min(joined.to(), joined.from() + lineMax);
        record.begin(joined.array(), joined.from(), to, observedNanos);
        markCut(joined.to() - to);
    }

    private void markCut(long leftOut) {
        record.markCut();
        linesCut++;
        bytesCut += leftOut;
    }

    /// Sends every output what was encoded for it.
    void send(long sequence) throws InterruptedException, OutputGoneException {
        for (Lane each : lanes) {
            each.send(sequence);
        }
    }

    /// Has what waits at the outputs for more to go with it sent now.
    void flush() {
        for (Lane each : lanes) {
            each.output.flush();
        }
    }

    /// The last sequence that has arrived everywhere.
    long delivered() {
        long delivered = Long.MAX_VALUE;
        for (Lane each : lanes) {
            delivered = Math.min(delivered, each.output.delivered());
        }
        return delivered;
    }

    /// Lines of which only the beginning was delivered.
    long linesCut() {
        return linesCut;
    }

    /// Bytes that were passed over because their line was too long.
    long bytesCut() {
        return bytesCut;
    }
}
