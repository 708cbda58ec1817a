package dev.attache.role.logs;

import dev.attache.base.Ascii;
import dev.attache.role.logs.join.Joined;
import dev.attache.role.logs.join.Joined.Stream;
import dev.attache.role.logs.join.Joiner;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogFormat;
import dev.attache.wire.log.LogRecord;

/// How the lines of one file are read: which of them belong together, and what they look like. A container's standard
/// output and standard error have a format each.
final class Reading {
    private static final byte[] STREAM = Ascii.bytes("stream");
    /// Where the container's line has a field of that name itself.
    private static final byte[] RUNTIME_STREAM = Ascii.bytes("runtime.stream");

    private static final byte[] STDOUT = Ascii.bytes("stdout");
    private static final byte[] STDERR = Ascii.bytes("stderr");

    private final Joiner joiner;
    private final Formats formats;
    private final long waitNanos;

    /// @param plain for lines outside of containers
    record Formats(LogFormat plain, LogFormat stdout, LogFormat stderr) {}

    /// @param waitNanos how long a record that may go on is waited for
    Reading(Joiner joiner, Formats formats, long waitNanos) {
        this.joiner = joiner;
        this.formats = formats;
        this.waitNanos = waitNanos;
    }

    Joiner joiner() {
        return joiner;
    }

    /// What lines are read as, those outside of containers.
    String formatName() {
        return formats.plain().name();
    }

    long waitNanos() {
        return waitNanos;
    }

    /// Shows the format the first line of the file where it wants to see it.
    void readHeading(byte[] line) {
        if (formats.plain().wantsHeading() && line.length > 0) {
            LogRecord record = new LogRecord();
            record.begin(line, 0, line.length, 0);
            formats.plain().read(record);
        }
    }

    /// Reads lines into the record.
    ///
    /// @return whether they were of the format
    boolean read(Joined lines, LogRecord record, long nowNanos) {
        int readTo = lines.stream() == Stream.FILE && formats.plain().readsAllLines() ? lines.to() : lines.firstTo();
        record.begin(lines.array(), lines.from(), readTo, nowNanos);
        boolean fits = switch (lines.stream()) {
            case FILE -> formats.plain().read(record);
            case STDOUT -> formats.stdout().read(record);
            case STDERR -> formats.stderr().read(record);
            case ALIEN -> false;
        };
        if (lines.to() > readTo) {
            formatOf(lines.stream()).goOn(record, lines.to());
        }
        switch (lines.stream()) {
            case STDOUT -> frame(record, lines, STDOUT);
            case STDERR -> frame(record, lines, STDERR);
            case FILE, ALIEN -> {}
        }
        return fits;
    }

    private LogFormat formatOf(Stream stream) {
        return switch (stream) {
            case STDOUT -> formats.stdout();
            case STDERR -> formats.stderr();
            case FILE, ALIEN -> formats.plain();
        };
    }

    private static void frame(LogRecord record, Joined lines, byte[] stream) {
        if (record.timeNanos() == LogRecord.NO_TIME) {
            record.timeNanos(lines.timeNanos());
        }
        record.add(has(record, STREAM) ? RUNTIME_STREAM : STREAM).value(Kind.TEXT, stream);
    }

    private static boolean has(LogRecord record, byte[] name) {
        for (int i = 0; i < record.fieldCount(); i++) {
            if (record.field(i).name().is(name)) {
                return true;
            }
        }
        return false;
    }
}
