package dev.attache.role.logs.step;

import dev.attache.role.logs.expr.Compiler;
import dev.attache.role.logs.expr.Source;
import dev.attache.role.logs.expr.Value;
import dev.attache.wire.log.LogField;
import dev.attache.wire.log.LogField.NameForm;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Severity;
import dev.attache.wire.log.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Gives fields values, one after the other in the order of the file. A value that is null leaves its field as it is.
final class SetFields implements Step {
    private final Assignment[] assignments;

    /// @param value holds the bytes of the value until the next record
    private record Assignment(byte[] name, Target target, Source source, Value value) {}

    /// Where a value goes.
    private enum Target {
        FIELD,
        MESSAGE,
        LEVEL,
        TRACE_ID,
        SPAN_ID
    }

    /// @param templates by the name of the field
    SetFields(Map<String, String> templates) {
        assignments = templates.entrySet().stream()
                .map(each -> assignment(each.getKey(), each.getValue()))
                .toArray(Assignment[]::new);
    }

    private static Assignment assignment(String name, String template) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return new Assignment(bytes, target(name), Compiler.template(template), new Value());
    }

    private static Target target(String name) {
        return switch (name) {
            case "message", "body" -> Target.MESSAGE;
            case "level", "severity" -> Target.LEVEL;
            case "trace_id" -> Target.TRACE_ID;
            case "span_id" -> Target.SPAN_ID;
            default -> Target.FIELD;
        };
    }

    @Override
    public String name() {
        return "set";
    }

    @Override
    public boolean take(LogRecord record) {
        for (Assignment each : assignments) {
            each.source().read(record, each.value());
            if (!each.value().isNull()) {
                set(record, each);
            }
        }
        return true;
    }

    private static void set(LogRecord record, Assignment assignment) {
        Slice text = assignment.value().text();
        switch (assignment.target()) {
            case FIELD -> setField(record, assignment, text);
            case MESSAGE -> record.body(assignment.value().kind(), text.array(), text.from(), text.to());
            case LEVEL -> {
                int severity = Severity.of(text.array(), text.from(), text.to());
                if (severity != Severity.NONE) {
                    record.level(severity, text.array(), text.from(), text.to());
                }
            }
            case TRACE_ID -> record.setTraceId(text.array(), text.from(), text.to());
            case SPAN_ID -> record.setSpanId(text.array(), text.from(), text.to());
        }
    }

    private static void setField(LogRecord record, Assignment assignment, Slice text) {
        byte[] name = assignment.name();
        int index = record.find(name, 0);
        LogField field = index < 0 ? record.add(name, 0, name.length, NameForm.TEXT) : record.field(index);
        field.value(assignment.value().kind(), text.array(), text.from(), text.to());
    }
}
