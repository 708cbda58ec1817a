package dev.attache.role.metrics.push;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A message of protobuf that is being written, field by field. Fields that have their default may be left out.
final class ProtoMessage {
    /// Writes a field.
    private interface Field {
        void write(CodedOutputStream out) throws IOException;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, 512);

    ProtoMessage message(int number, ProtoMessage inner) {
        return write(stream -> stream.writeByteArray(number, inner.bytes()));
    }

    ProtoMessage text(int number, String text) {
        return write(stream -> stream.writeString(number, text));
    }

    ProtoMessage number(int number, long value) {
        return write(stream -> stream.writeInt64(number, value));
    }

    ProtoMessage fixed(int number, long value) {
        return write(stream -> stream.writeFixed64(number, value));
    }

    ProtoMessage real(int number, double value) {
        return write(stream -> stream.writeDouble(number, value));
    }

    ProtoMessage truth(int number, boolean value) {
        return write(stream -> stream.writeBool(number, value));
    }

    /// A packed field of small numbers.
    ProtoMessage packed(int number, int[] values) {
        return message(number, new ProtoMessage().write(stream -> {
                    for (int each : values) {
                        stream.writeUInt32NoTag(each);
                    }
                }));
    }

    /// A packed field of numbers of eight bytes each.
    ProtoMessage packedFixed(int number, long[] values) {
        return message(number, new ProtoMessage().write(stream -> {
                    for (long each : values) {
                        stream.writeFixed64NoTag(each);
                    }
                }));
    }

    private ProtoMessage write(Field field) {
        try {
            field.write(out);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    byte[] bytes() {
        write(CodedOutputStream::flush);
        return bytes.toByteArray();
    }
}
