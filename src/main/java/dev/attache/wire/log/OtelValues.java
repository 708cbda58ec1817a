package dev.attache.wire.log;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;

/// Values as OTLP's `AnyValue` in JSON, with lists and objects turned into its own.
///
/// Objects within objects go down to a depth of [#DEPTH_MAX]; what lies deeper is a text of JSON.
final class OtelValues {
    static final int DEPTH_MAX = 16;

    private static final byte[] TEXT = Ascii.bytes("{\"stringValue\":\"");
    private static final byte[] TEXT_END = Ascii.bytes("\"}");
    private static final byte[] WHOLE = Ascii.bytes("{\"intValue\":\"");
    private static final byte[] FRACTION = Ascii.bytes("{\"doubleValue\":");
    private static final byte[] TRUTH = Ascii.bytes("{\"boolValue\":");
    private static final byte[] NOTHING = Ascii.bytes("{}");
    private static final byte[] LIST = Ascii.bytes("{\"arrayValue\":{\"values\":[");
    private static final byte[] OBJECT = Ascii.bytes("{\"kvlistValue\":{\"values\":[");
    private static final byte[] KEY = Ascii.bytes("{\"key\":\"");
    private static final byte[] VALUE = Ascii.bytes("\",\"value\":");
    private static final byte[] MANY_END = Ascii.bytes("]}}");
    private static final int DIGITS_SURE = 18;
    private static final int DOUBLE_DIGITS_SURE = 300;

    private final byte[] json;
    private final GrowingBytes out;
    private int at;

    private OtelValues(byte[] json, int from, GrowingBytes out) {
        this.json = json;
        this.at = from;
        this.out = out;
    }

    static void write(LogField.Kind kind, Slice value, GrowingBytes to) {
        switch (kind) {
            case TEXT, JSON_TEXT -> {
                to.append(TEXT);
                JsonValues.writeInside(kind, value, to);
                to.append(TEXT_END);
            }
            case NUMBER -> writeNumber(value.array(), value.from(), value.to(), to);
            case LITERAL -> writeLiteral(value.array(), value.from(), value.to(), to);
            case JSON -> new OtelValues(value.array(), value.from(), to).value(0);
        }
    }

    private static void writeNumber(byte[] bytes, int from, int to, GrowingBytes out) {
        boolean whole = true;
        for (int i = from; i < to; i++) {
            whole &= bytes[i] == '-' || bytes[i] >= '0' && bytes[i] <= '9';
        }
        if (whole && (to - from <= DIGITS_SURE || isLong(bytes, from, to))) {
            out.append(WHOLE);
            out.append(bytes, from, to - from);
            out.append(TEXT_END);
        } else if (isFinite(bytes, from, to)) {
            out.append(FRACTION);
            out.append(bytes, from, to - from);
            out.append('}');
        } else {
            out.append(TEXT);
            out.append(bytes, from, to - from);
            out.append(TEXT_END);
        }
    }

    private static boolean isLong(byte[] bytes, int from, int to) {
        try {
            Long.parseLong(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isFinite(byte[] bytes, int from, int to) {
        if (to - from > DOUBLE_DIGITS_SURE) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == 'e' || bytes[i] == 'E') {
                return Double.isFinite(
                        Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII)));
            }
        }
        return true;
    }

    private static void writeLiteral(byte[] bytes, int from, int to, GrowingBytes out) {
        if (bytes[from] == 'n') {
            out.append(NOTHING);
        } else {
            out.append(TRUTH);
            out.append(bytes, from, to - from);
            out.append('}');
        }
    }

    private void value(int depth) {
        skipBlanks();
        switch (json[at]) {
            case '"' -> {
                out.append(TEXT);
                text();
                out.append(TEXT_END);
            }
            case '[', '{' -> {
                if (depth == DEPTH_MAX) {
                    int from = at;
                    pass();
                    out.append(TEXT);
                    JsonBytes.writeText(json, from, at, out);
                    out.append(TEXT_END);
                } else {
                    many(json[at] == '{', depth + 1);
                }
            }
            default -> single();
        }
    }

    private void many(boolean object, int depth) {
        out.append(object ? OBJECT : LIST);
        byte end = (byte) (object ? '}' : ']');
        at++;
        skipBlanks();
        boolean first = true;
        while (json[at] != end) {
            if (!first) {
                out.append(',');
                at++;
                skipBlanks();
            }
            first = false;
            if (object) {
                out.append(KEY);
                text();
                out.append(VALUE);
                skipBlanks();
                at++;
                value(depth);
                out.append('}');
            } else {
                value(depth);
            }
            skipBlanks();
        }
        at++;
        out.append(MANY_END);
    }

    private void single() {
        int from = at;
        while (at < json.length && ",]} \t\r\n".indexOf(json[at]) < 0) {
            at++;
        }
        byte first = json[from];
        if (first == 't' || first == 'f' || first == 'n') {
            writeLiteral(json, from, at, out);
        } else {
            writeNumber(json, from, at, out);
        }
    }

    /// The inside of a string, whose opening quote is here.
    private void text() {
        int from = ++at;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        JsonBytes.writeSound(json, from, at, out);
        at++;
    }

    /// Passes over a list or an object.
    private void pass() {
        int open = 0;
        do {
            switch (json[at]) {
                case '[', '{' -> open++;
                case ']', '}' -> open--;
                case '"' -> {
                    at++;
                    while (json[at] != '"') {
                        at += json[at] == '\\' ? 2 : 1;
                    }
                }
                default -> {}
            }
            at++;
        } while (open > 0);
    }

    private void skipBlanks() {
        while (json[at] == ' ' || json[at] == '\t' || json[at] == '\r' || json[at] == '\n') {
            at++;
        }
    }
}
