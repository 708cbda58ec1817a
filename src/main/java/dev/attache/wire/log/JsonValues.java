package dev.attache.wire.log;

import dev.attache.base.GrowingBytes;

/// Names and values of a record as JSON: what comes out is JSON and UTF-8 whatever goes in.
public final class JsonValues {
    private JsonValues() {}

    /// The field's name, without quotes around it.
    static void writeName(LogField field, GrowingBytes to) {
        Slice name = field.name();
        switch (field.nameForm()) {
            case OWN -> to.append(name.array(), name.from(), name.length());
            case JSON_TEXT -> JsonBytes.writeSound(name.array(), name.from(), name.to(), to);
            case TEXT -> JsonBytes.writeText(name.array(), name.from(), name.to(), to);
        }
    }

    static void write(LogField.Kind kind, Slice value, GrowingBytes to) {
        switch (kind) {
            case NUMBER, LITERAL -> to.append(value.array(), value.from(), value.length());
            case JSON -> JsonBytes.writeSound(value.array(), value.from(), value.to(), to);
            case JSON_TEXT, TEXT -> {
                to.append('"');
                writeInside(kind, value, to);
                to.append('"');
            }
        }
    }

    /// The value as a JSON string, whatever it is.
    static void writeAsText(LogField.Kind kind, Slice value, GrowingBytes to) {
        to.append('"');
        writeInside(kind, value, to);
        to.append('"');
    }

    /// A single value, whatever its kind, as the inside of a JSON string.
    public static void writeInside(LogField.Kind kind, Slice value, GrowingBytes to) {
        if (kind == LogField.Kind.JSON_TEXT) {
            JsonBytes.writeSound(value.array(), value.from(), value.to(), to);
        } else {
            writeText(value.array(), value.from(), value.to(), to);
        }
    }

    /// Bytes of any kind as the inside of a JSON string.
    public static void writeText(byte[] bytes, int from, int to, GrowingBytes out) {
        JsonBytes.writeText(bytes, from, to, out);
    }
}
