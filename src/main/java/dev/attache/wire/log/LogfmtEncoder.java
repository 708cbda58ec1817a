package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;

/// Pairs of names and values with blanks between them: `time=… level=info msg="a b" n=1`.
///
/// A value stands in quotes, with the escapes of JSON, where it is empty or has anything in it but what shows in ASCII
/// without blanks, quotes, backslashes and equals signs. In names, whatever else becomes an underscore. A field that
/// has
/// one of the names written here is called `field.NAME`.
///
/// Source: brandur.org/logfmt; github.com/kr/logfmt.
public final class LogfmtEncoder implements LogEncoder {
    private static final byte[] TIME = Ascii.bytes("time=");
    private static final byte[] LEVEL = Ascii.bytes(" level=");
    private static final byte[] MESSAGE = Ascii.bytes(" msg=");
    private static final byte[] TRACE = Ascii.bytes(" trace_id=");
    private static final byte[] SPAN = Ascii.bytes(" span_id=");
    private static final byte[] CUT = Ascii.bytes(" cut=true");
    private static final byte[] RENAMED = Ascii.bytes("field.");
    private static final byte[][] RESERVED = Ascii.words("time level msg trace_id span_id cut");

    private final TimeWriter times = new TimeWriter();
    private final GrowingBytes plain = new GrowingBytes();
    private final Slice text = new Slice();

    @Override
    public String name() {
        return "logfmt";
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        to.append(TIME);
        times.write(record.timeNanos() == LogRecord.NO_TIME ? record.observedNanos() : record.timeNanos(), to);
        if (record.severity() != Severity.NONE) {
            to.append(LEVEL);
            to.append(Severity.name(record.severity()));
        }
        if (!record.body().isEmpty()) {
            to.append(MESSAGE);
            writeValue(record.bodyKind(), record.body(), to);
        }
        for (int i = 0; i < record.fieldCount(); i++) {
            LogField field = record.field(i);
            to.append(' ');
            writeName(field, to);
            to.append('=');
            writeValue(field.kind(), field.value(), to);
        }
        writeId(TRACE, record.traceId(), to);
        writeId(SPAN, record.spanId(), to);
        if (record.isCut()) {
            to.append(CUT);
        }
        to.append('\n');
    }

    private void writeName(LogField field, GrowingBytes to) {
        Slice name = plain(field.nameForm() == LogField.NameForm.JSON_TEXT, field.name());
        for (byte[] each : RESERVED) {
            if (name.is(each)) {
                to.append(RENAMED);
            }
        }
        if (name.isEmpty()) {
            to.append('_');
        }
        int at = to.reserve(name.length());
        for (int i = name.from(); i < name.to(); i++) {
            byte each = name.array()[i];
            to.array()[at++] = isBare(each) ? each : (byte) '_';
        }
    }

    private void writeValue(LogField.Kind kind, Slice value, GrowingBytes to) {
        Slice meant = plain(kind == LogField.Kind.JSON_TEXT, value);
        boolean bare = !meant.isEmpty();
        for (int i = meant.from(); bare && i < meant.to(); i++) {
            bare = isBare(meant.array()[i]);
        }
        if (bare) {
            to.append(meant.array(), meant.from(), meant.length());
        } else {
            to.append('"');
            JsonBytes.writeText(meant.array(), meant.from(), meant.to(), to);
            to.append('"');
        }
    }

    /// What the bytes say, without the escapes of a JSON string.
    private Slice plain(boolean escaped, Slice bytes) {
        text.set(bytes);
        if (escaped && Swar.indexOf(bytes.array(), bytes.from(), bytes.to(), (byte) '\\') < bytes.to()) {
            plain.clear();
            JsonBytes.unescape(bytes.array(), bytes.from(), bytes.to(), plain);
            text.set(plain.array(), 0, plain.length());
        }
        return text;
    }

    private static boolean isBare(byte each) {
        return each > ' ' && each < 0x7f && each != '"' && each != '\\' && each != '=';
    }

    private static void writeId(byte[] name, Slice id, GrowingBytes to) {
        if (!id.isEmpty()) {
            to.append(name);
            to.append(id.array(), id.from(), id.length());
        }
    }
}
