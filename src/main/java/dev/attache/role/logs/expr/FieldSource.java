package dev.attache.role.logs.expr;

import dev.attache.base.expr.Expression;
import dev.attache.wire.log.JsonMembers;
import dev.attache.wire.log.LogField;
import dev.attache.wire.log.LogField.Kind;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Severity;
import dev.attache.wire.log.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A field of the record, by its whole name or the way into one that is nested: of `a.b.c` the field of that name, then
/// `c` in the field `a.b`, then `b.c` in `a`.
final class FieldSource implements Source {
    private static final double SECOND = 1e9;

    private final byte[][] names;
    private final byte[][] ways;
    private final Known known;
    private final JsonMembers members = new JsonMembers();
    private final LogField found = new LogField();
    private final Slice object = new Slice();
    private int hint;

    /// What every record has a place for.
    private enum Known {
        NONE,
        MESSAGE,
        LEVEL,
        TIME,
        TRACE_ID,
        SPAN_ID,
        LINE
    }

    FieldSource(Expression.Field field) {
        List<String> path = field.path();
        names = new byte[path.size()][];
        ways = new byte[path.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = bytes(String.join(".", path.subList(0, i + 1)));
            ways[i] = bytes(path.get(i));
        }
        known = field.bare() ? known(path.getFirst()) : Known.NONE;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Known known(String name) {
        return switch (name) {
            case "message", "body" -> Known.MESSAGE;
            case "level", "severity" -> Known.LEVEL;
            case "time" -> Known.TIME;
            case "trace_id" -> Known.TRACE_ID;
            case "span_id" -> Known.SPAN_ID;
            case "line" -> Known.LINE;
            default -> Known.NONE;
        };
    }

    @Override
    public void read(LogRecord record, Value into) {
        find(record, into);
    }

    /// @return whether it is there, and be it null
    boolean find(LogRecord record, Value into) {
        into.setNull();
        if (names.length == 1 && known != Known.NONE) {
            return findKnown(record, into);
        }
        for (int depth = names.length; depth > 0; depth--) {
            int index = record.find(names[depth - 1], hint);
            if (index < 0) {
                continue;
            }
            hint = index;
            LogField field = record.field(index);
            if (findBelow(field.kind(), field.value(), depth, into)) {
                return true;
            }
        }
        return known == Known.MESSAGE && findBelow(record.bodyKind(), record.body(), 1, into);
    }

    /// Goes the rest of the way, into what is nested.
    private boolean findBelow(Kind kind, Slice value, int depth, Value into) {
        if (depth == names.length) {
            into.set(kind, value);
            return true;
        }
        if (kind != Kind.JSON) {
            return false;
        }
        object.set(value);
        for (int i = depth; i < ways.length; i++) {
            if (!members.find(object, ways[i], found)) {
                return false;
            }
            object.set(found.value());
        }
        into.set(found.kind(), found.value());
        return true;
    }

    private boolean findKnown(LogRecord record, Value into) {
        switch (known) {
            case MESSAGE -> setUnlessEmpty(record.bodyKind(), record.body(), into);
            case LEVEL -> {
                if (record.severity() != Severity.NONE) {
                    into.setLevel(record.severity(), record.level());
                }
            }
            case TIME -> {
                if (record.timeNanos() != LogRecord.NO_TIME) {
                    into.set(record.timeNanos() / SECOND);
                }
            }
            case TRACE_ID -> setUnlessEmpty(Kind.TEXT, record.traceId(), into);
            case SPAN_ID -> setUnlessEmpty(Kind.TEXT, record.spanId(), into);
            case LINE -> setUnlessEmpty(Kind.TEXT, record.line(), into);
            case NONE -> {}
        }
        return !into.isNull();
    }

    private static void setUnlessEmpty(Kind kind, Slice value, Value into) {
        if (!value.isEmpty()) {
            into.set(kind, value);
        }
    }
}
