package dev.attache.wire.proxyprotocol;

import dev.attache.base.Ascii;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a header of version 1 (a line of text) or 2 (binary), told apart by their first bytes.
///
/// Strict: a header that two readers could read differently is none. What is more than [#BYTES_MAX] is none either, so
/// a caller holds at most so much. Additions of version 2 (TLVs) are looked at for their bounds alone and passed over.
public final class ProxyHeaderScanner {
    /// Longest header; one of version 1 has 107 bytes at most, and additions seldom reach a few hundred.
    public static final int BYTES_MAX = 4096;

    private static final int LINE_BYTES_MAX = 107;
    private static final byte[] TEXT = Ascii.bytes("PROXY ");
    private static final byte[] BINARY = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final int FIXED_BYTES = 16;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int UNSPECIFIED = 0x00;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;
    private static final int UNIX = 0x31;
    private static final int UNIX_BYTES = 216;

    private int length;
    private @Nullable InetSocketAddress source;
    private @Nullable InetSocketAddress destination;

    /// What became of a look at the bytes.
    public enum Outcome {
        /// There is a header; it ends where [#length] says.
        HEADER,
        /// So far there is nothing wrong with it.
        NEED_MORE,
        /// It is none, and more bytes change nothing.
        FAULT
    }

    /// Bytes of the header.
    public int length() {
        return length;
    }

    /// Where the connection that is passed on comes from; null where the header does not say, as for the proxy's own
    /// questions about health.
    public @Nullable InetSocketAddress source() {
        return source;
    }

    /// Where that connection went to; null where [#source] is.
    public @Nullable InetSocketAddress destination() {
        return destination;
    }

    /// Looks at the first bytes of a connection, always from the very first on.
    public Outcome scan(byte[] bytes, int available) {
        length = 0;
        source = null;
        destination = null;
        if (isBegun(bytes, available, TEXT)) {
            return available < TEXT.length ? Outcome.NEED_MORE : scanLine(bytes, available);
        }
        if (isBegun(bytes, available, BINARY)) {
            return available < FIXED_BYTES ? Outcome.NEED_MORE : scanBinary(bytes, available);
        }
        return Outcome.FAULT;
    }

    private static boolean isBegun(byte[] bytes, int available, byte[] signature) {
        int common = Math.min(available, signature.length);
        return Arrays.equals(bytes, 0, common, signature, 0, common);
    }

    private Outcome scanLine(byte[] bytes, int available) {
        int most = Math.min(available, LINE_BYTES_MAX);
        for (int i = TEXT.length; i < most; i++) {
            if (bytes[i] == '\r') {
                if (i + 1 == available) {
                    return i + 1 < LINE_BYTES_MAX ? Outcome.NEED_MORE : Outcome.FAULT;
                }
                length = i + 2;
                boolean sound = bytes[i + 1] == '\n' && length <= LINE_BYTES_MAX;
                return sound && takeLine(text(bytes, i)) ? Outcome.HEADER : Outcome.FAULT;
            }
            if (bytes[i] < ' ' || bytes[i] > '~') {
                return Outcome.FAULT;
            }
        }
        return available < LINE_BYTES_MAX ? Outcome.NEED_MORE : Outcome.FAULT;
    }

    private static String text(byte[] bytes, int end) {
        return new String(bytes, TEXT.length, end - TEXT.length, StandardCharsets.US_ASCII);
    }

    /// @param line without its signature and end, such as `TCP4 192.0.2.1 192.0.2.2 40000 80`
    private boolean takeLine(String line) {
        if (line.equals("UNKNOWN") || line.startsWith("UNKNOWN ")) {
            return true;
        }
        String[] words = line.split(" ", -1);
        if (words.length != 5 || !words[0].equals("TCP4") && !words[0].equals("TCP6")) {
            return false;
        }
        boolean six = words[0].equals("TCP6");
        source = NumericAddress.read(words[1], words[3], six);
        destination = NumericAddress.read(words[2], words[4], six);
        return source != null && destination != null;
    }

    private Outcome scanBinary(byte[] bytes, int available) {
        int command = bytes[12] & 0xFF;
        int family = bytes[13] & 0xFF;
        int rest = unsignedShort(bytes, 14);
        if (command != LOCAL && command != PROXY || FIXED_BYTES + rest > BYTES_MAX) {
            return Outcome.FAULT;
        }
        int addressBytes = addressBytes(family);
        if (command == PROXY && (addressBytes < 0 || addressBytes > rest)) {
            return Outcome.FAULT;
        }
        if (available < FIXED_BYTES + rest) {
            return Outcome.NEED_MORE;
        }
        length = FIXED_BYTES + rest;
        if (command == LOCAL) {
            return Outcome.HEADER;
        }
        if (!areAdditionsSound(bytes, FIXED_BYTES + addressBytes, length)) {
            return Outcome.FAULT;
        }
        if (family == TCP4 || family == TCP6) {
            takeAddresses(bytes, (addressBytes - 4) / 2);
        }
        return Outcome.HEADER;
    }

    /// Bytes of both addresses; -1 for a family that no stream has.
    private static int addressBytes(int family) {
        return switch (family) {
            case UNSPECIFIED -> 0;
            case TCP4 -> 12;
            case TCP6 -> 36;
            case UNIX -> UNIX_BYTES;
            default -> -1;
        };
    }

    private void takeAddresses(byte[] bytes, int each) {
        int ports = FIXED_BYTES + 2 * each;
        source = address(bytes, FIXED_BYTES, each, unsignedShort(bytes, ports));
        destination = address(bytes, FIXED_BYTES + each, each, unsignedShort(bytes, ports + 2));
    }

    private static InetSocketAddress address(byte[] bytes, int from, int length, int port) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + length)), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Whether type, length and value follow each other up to the very end.
    private static boolean areAdditionsSound(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            if (end - at < 3) {
                return false;
            }
            at += 3 + unsignedShort(bytes, at + 1);
        }
        return at == end;
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
