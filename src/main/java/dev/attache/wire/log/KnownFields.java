package dev.attache.wire.log;

import dev.attache.wire.log.KnownKeys.Meaning;
import dev.attache.wire.log.LogField.Kind;

/// Puts what is known by its name where the record has a place for it.
final class KnownFields {
    private final LocalZone zone;

    /// @param zone of times that tell none
    KnownFields(LocalZone zone) {
        this.zone = zone;
    }

    /// @return false where the field is one of the program's own, or its value is not what its name says
    boolean take(LogRecord record, byte[] names, int nameFrom, int nameTo, Kind kind, Slice value) {
        return take(record, KnownKeys.of(names, nameFrom, nameTo), value.array(), kind, value.from(), value.to());
    }

    /// @return false where the field is one of the program's own, or its value is not what its name says
    boolean take(LogRecord record, byte[] bytes, int nameFrom, int nameTo, Kind kind, int from, int to) {
        return take(record, KnownKeys.of(bytes, nameFrom, nameTo), bytes, kind, from, to);
    }

    private boolean take(LogRecord record, Meaning meaning, byte[] bytes, Kind kind, int from, int to) {
        return switch (meaning) {
            case TIME -> takeTime(record, bytes, kind, from, to);
            case LEVEL -> takeLevel(record, bytes, from, to);
            case MESSAGE -> takeBody(record, bytes, kind, from, to);
            case TRACE_ID -> takeId(record.traceId(), LogRecord.TRACE_ID_DIGITS, bytes, from, to);
            case SPAN_ID -> takeId(record.spanId(), LogRecord.SPAN_ID_DIGITS, bytes, from, to);
            case OTHER -> false;
        };
    }

    private boolean takeTime(LogRecord record, byte[] bytes, Kind kind, int from, int to) {
        if (record.timeNanos() != LogRecord.NO_TIME) {
            return false;
        }
        long nanos = kind == Kind.NUMBER
                ? Timestamps.epoch(bytes, from, to)
                : Timestamps.any(bytes, from, to, zone, record.observedNanos());
        record.timeNanos(nanos);
        return nanos != LogRecord.NO_TIME;
    }

    private static boolean takeLevel(LogRecord record, byte[] bytes, int from, int to) {
        if (record.severity() != Severity.NONE) {
            return false;
        }
        int severity = Severity.of(bytes, from, to);
        if (severity == Severity.NONE) {
            severity = Severity.ofNumber(bytes, from, to);
        }
        if (severity == Severity.NONE) {
            return false;
        }
        record.level(severity, bytes, from, to);
        return true;
    }

    private static boolean takeBody(LogRecord record, byte[] bytes, Kind kind, int from, int to) {
        if (!record.body().isEmpty()) {
            return false;
        }
        record.body(kind, bytes, from, to);
        return true;
    }

    private static boolean takeId(Slice id, int digits, byte[] bytes, int from, int to) {
        return id.isEmpty() && setId(id, digits, bytes, from, to);
    }

    /// Sets an id where these are as many hexadecimal digits, not all of them 0.
    static boolean setId(Slice id, int digits, byte[] bytes, int from, int to) {
        if (to - from != digits) {
            return false;
        }
        boolean zero = true;
        for (int i = from; i < to; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return false;
            }
            zero &= bytes[i] == '0';
        }
        if (!zero) {
            id.set(bytes, from, to);
        }
        return !zero;
    }
}
