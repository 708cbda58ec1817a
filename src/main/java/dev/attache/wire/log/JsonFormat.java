package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogField.NameForm;

/// One JSON object a line (RFC 8259), as most logging libraries write. What [KnownKeys] names becomes time, level,
/// message and trace context; everything else is a field, nested values as they stand. The level may also stand in an
/// object `log`, where the Elastic Common Schema has it.
public final class JsonFormat implements LogFormat {
    private static final byte[] LOG = Ascii.bytes("log");
    private static final byte[] LEVEL = Ascii.bytes("level");

    private final JsonCursor cursor = new JsonCursor();
    private final JsonMembers members = new JsonMembers();
    private final LogField nested = new LogField();
    private final KnownFields known;

    /// @param zone of times that tell none
    public JsonFormat(LocalZone zone) {
        this.known = new KnownFields(zone);
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean read(LogRecord record) {
        Slice line = record.line();
        cursor.begin(line.array(), line.from(), line.to());
        cursor.skipBlanks();
        if (!cursor.skip('{')) {
            return false;
        }
        record.body().clear();
        if (readFields(record)) {
            return true;
        }
        record.reset();
        return false;
    }

    @Override
    public boolean isWhole(byte[] bytes, int from, int to) {
        return to > from && bytes[from] == '{' && bytes[to - 1] == '}';
    }

    private boolean readFields(LogRecord record) {
        cursor.skipBlanks();
        if (!cursor.skip('}')) {
            do {
                cursor.skipBlanks();
                if (!readField(record)) {
                    return false;
                }
                cursor.skipBlanks();
            } while (cursor.skip(','));
            if (!cursor.skip('}')) {
                return false;
            }
        }
        cursor.skipBlanks();
        return cursor.isAtEnd();
    }

    private boolean readField(LogRecord record) {
        byte[] bytes = record.line().array();
        int nameFrom = cursor.at() + 1;
        if (!cursor.skipString()) {
            return false;
        }
        int nameTo = cursor.at() - 1;
        cursor.skipBlanks();
        if (!cursor.skip(':')) {
            return false;
        }
        cursor.skipBlanks();
        int from = cursor.at();
        Kind kind = cursor.skipValue();
        if (kind == null) {
            return false;
        }
        int to = cursor.at();
        if (kind == Kind.JSON_TEXT) {
            from++;
            to--;
        }
        if (!known.take(record, bytes, nameFrom, nameTo, kind, from, to)) {
            LogField field = record.add(bytes, nameFrom, nameTo, NameForm.JSON_TEXT);
            field.value(kind, bytes, from, to);
            if (kind == Kind.JSON && field.name().is(LOG) && members.find(field.value(), LEVEL, nested)) {
                known.take(record, LEVEL, 0, LEVEL.length, nested.kind(), nested.value());
            }
        }
        return true;
    }
}
