package dev.attache.role.logs.sink;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.role.logs.batch.Framed;
import dev.attache.wire.log.JsonValues;
import dev.attache.wire.log.LogField;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What tells Loki's streams apart: the level and some fields, as the inside of a JSON object whose values are texts.
final class StreamKey implements Framed.Key {
    private static final String LEVEL = "level";
    private static final byte[] LEVEL_LABEL = Ascii.bytes("\"level\":\"");

    private final boolean level;
    private final byte[][] names;
    private final byte[][] labels;

    /// @param fields names of fields, or `level`
    StreamKey(List<String> fields) {
        this.level = fields.contains(LEVEL);
        List<String> others =
                fields.stream().filter(each -> !each.equals(LEVEL)).toList();
        this.names = others.stream()
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.labels = others.stream()
                .map(each -> Ascii.bytes("\"" + labelOf(each) + "\":\""))
                .toArray(byte[][]::new);
    }

    /// Names of labels have letters, digits and underscores, as those of metrics have.
    static String labelOf(String field) {
        String plain = field.replaceAll("[^A-Za-z0-9_]", "_");
        return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        int start = to.length();
        if (level && record.severity() != Severity.NONE) {
            to.append(LEVEL_LABEL);
            to.append(Severity.name(record.severity()));
            to.append('"');
        }
        for (int i = 0; i < names.length; i++) {
            write(record, i, start, to);
        }
    }

    private void write(LogRecord record, int name, int start, GrowingBytes to) {
        for (int i = 0; i < record.fieldCount(); i++) {
            LogField field = record.field(i);
            boolean single =
                    field.kind() != LogField.Kind.JSON && !field.value().isEmpty();
            if (single && field.name().is(names[name])) {
                if (to.length() > start) {
                    to.append(',');
                }
                to.append(labels[name]);
                JsonValues.writeInside(field.kind(), field.value(), to);
                to.append('"');
                return;
            }
        }
    }
}
