package dev.attache.wire.dns;

import dev.attache.base.GrowingBytes;
import java.util.Arrays;
import java.util.List;

/// The answer to one question.
///
/// @param code 0 where all is well, 3 where there is no such name (RFC 1035, 4.1.1)
/// @param cut whether the server had more to say than fits
/// @param records those of the type that was asked for, as text: addresses, names without their last dot, and the
///     numbers of MX and SRV before their names
public record DnsMessage(int code, boolean cut, List<String> records) {
    /// There is no such name.
    public static final int NO_NAME = 3;

    private static final int RECURSION = 1;
    private static final int INTERNET = 1;
    private static final int LABEL_CHARS_MAX = 63;

    public DnsMessage {
        records = List.copyOf(records);
    }

    /// The bytes of a question that asks the server to find out what it does not know.
    ///
    /// @param id 0 to 65535, by which the answer is known
    /// @throws IllegalArgumentException where a part of the name is empty or longer than 63 characters
    public static byte[] question(int id, String name, DnsType type) {
        GrowingBytes out = new GrowingBytes();
        number(id, out);
        out.append(new byte[] {RECURSION, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        for (String label : bare.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > LABEL_CHARS_MAX) {
                throw new IllegalArgumentException("'" + name + "' is no name of a host");
            }
            out.append(label.length());
            out.append(label);
        }
        out.append(0);
        number(type.code(), out);
        number(INTERNET, out);
        return Arrays.copyOf(out.array(), out.length());
    }

    private static void number(int number, GrowingBytes out) {
        out.append(number >> 8);
        out.append(number & 0xFF);
    }

    /// Reads the answer to a question.
    ///
    /// @param length how many of the bytes belong to it
    /// @throws IllegalArgumentException where it is malformed, or the answer to another question
    public static DnsMessage read(byte[] bytes, int length, int id, DnsType type) {
        return new DnsReader(bytes, length).message(id, type);
    }
}
