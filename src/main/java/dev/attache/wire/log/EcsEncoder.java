package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;

/// One object a line in the Elastic Common Schema, with dotted names. What our formats find goes where the schema has a
/// place for it; fields of the program's own keep their names, after `field.` where the name is one of those written
/// here.
///
/// | ours | schema | | ours | schema |
/// |---|---|---|---|---|
/// | `client` | `source.address` | | `pid` | `process.pid` |
/// | `user` | `user.name` | | `tid` | `process.thread.id` |
/// | `method` | `http.request.method` | | `thread` | `process.thread.name` |
/// | `path` | `url.original` | | `logger` | `log.logger` |
/// | `version` | `http.version` | | `host` | `host.hostname` |
/// | `status` | `http.response.status_code` | | `app` | `service.name` |
/// | `bytes` | `http.response.body.bytes` | | `source` | `log.origin.file.name` |
/// | `referer` | `http.request.referrer` | | `agent` | `user_agent.original` |
///
/// Source: "Elastic Common Schema" 8.11, elastic.co/guide/en/ecs; the names that loggers need are those of
/// "ECS Logging", elastic.co/guide/en/ecs-logging.
public final class EcsEncoder implements LogEncoder {
    private static final byte[] TIME = Ascii.bytes("{\"@timestamp\":\"");
    private static final byte[] LEVEL = Ascii.bytes("\",\"log.level\":\"");
    private static final byte[] MESSAGE = Ascii.bytes("\",\"message\":");
    private static final byte[] VERSION = Ascii.bytes(",\"ecs.version\":\"8.11.0\"");
    private static final byte[] TRACE = Ascii.bytes(",\"trace.id\":\"");
    private static final byte[] SPAN = Ascii.bytes(",\"span.id\":\"");
    private static final byte[] CUT = Ascii.bytes(",\"log.truncated\":true");
    private static final byte[] RENAMED = Ascii.bytes("field.");
    private static final byte[][] RESERVED = Ascii.words(
            "@timestamp log.level message ecs.version trace.id span.id log.truncated log labels tags event");
    private static final byte[][] OURS = Ascii.words(
            "client user method path version status bytes referer agent pid tid" + " thread logger host app source");
    private static final byte[][] SCHEMA = Ascii.words(
            "source.address user.name http.request.method url.original http.version http.response.status_code"
                    + " http.response.body.bytes http.request.referrer user_agent.original process.pid"
                    + " process.thread.id process.thread.name log.logger host.hostname service.name"
                    + " log.origin.file.name");

    private final TimeWriter times = new TimeWriter();

    @Override
    public String name() {
        return "ecs";
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        to.append(TIME);
        times.write(record.timeNanos() == LogRecord.NO_TIME ? record.observedNanos() : record.timeNanos(), to);
        if (record.severity() != Severity.NONE) {
            to.append(LEVEL);
            to.append(Severity.name(record.severity()));
        }
        to.append(MESSAGE);
        JsonValues.writeAsText(record.bodyKind(), record.body(), to);
        to.append(VERSION);
        for (int i = 0; i < record.fieldCount(); i++) {
            write(record.field(i), to);
        }
        writeId(TRACE, record.traceId(), to);
        writeId(SPAN, record.spanId(), to);
        if (record.isCut()) {
            to.append(CUT);
        }
        to.append('}');
        to.append('\n');
    }

    private static void write(LogField field, GrowingBytes to) {
        to.append(',');
        to.append('"');
        int ours = field.nameForm() == LogField.NameForm.OWN ? indexOf(OURS, field.name()) : -1;
        if (ours >= 0) {
            to.append(SCHEMA[ours]);
        } else {
            if (indexOf(RESERVED, field.name()) >= 0) {
                to.append(RENAMED);
            }
            JsonValues.writeName(field, to);
        }
        to.append('"');
        to.append(':');
        JsonValues.write(field.kind(), field.value(), to);
    }

    private static int indexOf(byte[][] names, Slice name) {
        for (int i = 0; i < names.length; i++) {
            if (name.is(names[i])) {
                return i;
            }
        }
        return -1;
    }

    private static void writeId(byte[] name, Slice id, GrowingBytes to) {
        if (!id.isEmpty()) {
            to.append(name);
            to.append(id.array(), id.from(), id.length());
            to.append('"');
        }
    }
}
