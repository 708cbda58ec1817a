package dev.attache.role.logs;

import dev.attache.base.GrowingBytes;
import dev.attache.role.logs.output.Output;
import dev.attache.role.logs.output.OutputGoneException;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.wire.log.LogFormat;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Swar;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// What becomes of lines: each is read in its format and written in the form that every output wants.
final class RecordFlow {
    private static final int ENCODED_KEPT = 4 * 1024 * 1024;

    private final List<Lane> lanes;
    private final InstantSource clock;
    private final int lineMax;
    private final LogRecord record = new LogRecord();
    private long linesCut;
    private long bytesCut;

    /// @param lineMax bytes of a line without its end
    RecordFlow(List<Output> outputs, InstantSource clock, int lineMax) {
        this.lanes = outputs.stream().map(Lane::new).toList();
        this.clock = clock;
        this.lineMax = lineMax;
    }

    /// One output and what is encoded for it.
    private record Lane(Output output, GrowingBytes bytes) {
        Lane(Output output) {
            this(output, new GrowingBytes());
        }
    }

    /// Encodes the lines that the reader holds.
    ///
    /// @return how many there were
    int take(LineReader reader, LogInput input, LogFormat format) {
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

    /// Sends every output what was encoded for it.
    void send(long sequence) throws InterruptedException, OutputGoneException {
        for (Lane each : lanes) {
            each.output().send(each.bytes(), sequence);
            each.bytes().clear(ENCODED_KEPT);
        }
    }

    /// The last sequence that has arrived everywhere.
    long delivered() {
        long delivered = Long.MAX_VALUE;
        for (Lane each : lanes) {
            delivered = Math.min(delivered, each.output().delivered());
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
