package dev.attache.wire.resp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a complete reply into lists and texts, for the few replies that attache wants to understand.
///
/// Every string, number and error becomes a [String], every null the empty text, every aggregate a [List] (of a map:
/// keys and values in turn); attributes are passed over. The bytes must have passed a [FrameScanner].
public final class RespTree {
    private static final int DEPTH_MAX = 64;

    private final byte[] bytes;
    private int at;
    private int depth;

    private RespTree(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /// @throws IndexOutOfBoundsException where the reply is not complete, or nested deeper than [#DEPTH_MAX]
    public static Object parse(byte[] bytes, int from) {
        return new RespTree(bytes, from).value();
    }

    private Object value() {
        while (bytes[at] == '|') {
            list(2 * Integer.parseInt(line()));
        }
        byte type = bytes[at];
        String line = line();
        return switch (type) {
            case '$', '=', '!' -> string(Integer.parseInt(line));
            case '*', '~', '>' -> line.startsWith("-") ? "" : list(Integer.parseInt(line));
            case '%' -> list(2 * Integer.parseInt(line));
            default -> line;
        };
    }

    private String line() {
        int from = at + 1;
        while (bytes[at] != '\r') {
            at++;
        }
        String line = new String(bytes, from, at - from, StandardCharsets.UTF_8);
        at += 2;
        return line;
    }

    private String string(int length) {
        if (length < 0) {
            return "";
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length + 2;
        return text;
    }

    private List<Object> list(int size) {
        if (++depth > DEPTH_MAX) {
            throw new IndexOutOfBoundsException("a reply nested deeper than " + DEPTH_MAX);
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(value());
        }
        depth--;
        return list;
    }
}
