package dev.attache.wire.http2;

import dev.attache.base.GrowingBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Header blocks in the notation of RFC 7541's examples, and their fields as text.
final class Hex {
    static final List<String> MALFORMED = List.of("malformed");

    private Hex() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static String of(GrowingBytes bytes) {
        return HexFormat.of().formatHex(bytes.array(), 0, bytes.length());
    }

    /// The fields of a block, each `name: value`; [#MALFORMED] where it is none.
    static List<String> fields(HpackDecoder decoder, byte[] block) {
        List<String> fields = new ArrayList<>();
        return decoder.decode(block, 0, block.length, field -> fields.add(text(field))) ? fields : MALFORMED;
    }

    static String text(HeaderField field) {
        byte[] name = Arrays.copyOfRange(field.names(), field.nameStart(), field.nameStart() + field.nameLength());
        byte[] value = Arrays.copyOfRange(field.values(), field.valueStart(), field.valueStart() + field.valueLength());
        return new String(name, StandardCharsets.ISO_8859_1) + ": " + new String(value, StandardCharsets.ISO_8859_1);
    }
}
