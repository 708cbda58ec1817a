package dev.attache.role.logs.sink;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Reads messages from JSON as OTLP has them, more strictly than any receiver: a key that the message lacks, a value of
/// another type and a number where a text is due are all refused.
///
/// Source: ProtoJSON, and OTLP's own "JSON Protobuf Encoding": bytes are hexadecimal, enumerations numbers.
final class ProtoJson {
    private ProtoJson() {}

    /// Fills the message.
    ///
    /// @param json as [dev.attache.base.JsonReader] reads it
    static <B extends Message.Builder> B read(Object json, B builder) {
        for (Map.Entry<?, ?> each : ((Map<?, ?>) json).entrySet()) {
            FieldDescriptor field = builder.getDescriptorForType().getFields().stream()
                    .filter(known -> known.getJsonName().equals(each.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            builder.getDescriptorForType().getName() + " has no " + each.getKey()));
            if (field.isRepeated()) {
                for (Object element : (List<?>) each.getValue()) {
                    builder.addRepeatedField(field, value(field, element, builder));
                }
            } else {
                builder.setField(field, value(field, each.getValue(), builder));
            }
        }
        return builder;
    }

    private static Object value(FieldDescriptor field, Object json, Message.Builder parent) {
        return switch (field.getType()) {
            case MESSAGE -> read(json, parent.newBuilderForField(field)).build();
            case STRING -> (String) json;
            case BOOL -> (Boolean) json;
            case DOUBLE -> ((Number) json).doubleValue();
            case INT64 -> Long.parseLong((String) json);
            case FIXED64, UINT64 -> Long.parseUnsignedLong((String) json);
            case UINT32, FIXED32, INT32 -> Math.toIntExact((Long) json);
            case BYTES -> ByteString.copyFrom(HexFormat.of().parseHex((String) json));
            case ENUM -> known(field.getEnumType().findValueByNumber(Math.toIntExact((Long) json)), json);
            default -> throw new IllegalArgumentException("no " + field.getType() + " is known here");
        };
    }

    private static EnumValueDescriptor known(EnumValueDescriptor found, Object number) {
        if (found == null) {
            throw new IllegalArgumentException("no value of the enumeration is " + number);
        }
        return found;
    }
}
