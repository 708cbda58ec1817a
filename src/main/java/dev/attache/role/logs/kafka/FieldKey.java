package dev.attache.role.logs.kafka;

import dev.attache.base.GrowingBytes;
import dev.attache.role.logs.batch.Framed;
import dev.attache.wire.log.JsonValues;
import dev.attache.wire.log.LogField;
import dev.attache.wire.log.LogRecord;
import java.nio.charset.StandardCharsets;

/// The value of one field tells records apart; a record without it has no key.
final class FieldKey implements Framed.Key {
    private final byte[] name;

    FieldKey(String field) {
        this.name = field.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void write(LogRecord record, GrowingBytes to) {
        for (int i = 0; i < record.fieldCount(); i++) {
            LogField field = record.field(i);
            if (field.name().is(name)) {
                JsonValues.writeInside(field.kind(), field.value(), to);
                return;
            }
        }
    }
}
