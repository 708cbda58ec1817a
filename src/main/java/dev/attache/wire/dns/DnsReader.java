package dev.attache.wire.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads one message. Nothing is believed of its lengths; a name that points at itself ends at the bound on names.
final class DnsReader {
    private static final int HEADER_BYTES = 12;
    private static final int RESPONSE = 0x80;
    private static final int CUT = 0x02;
    private static final int CODE_BITS = 0x0F;
    private static final int POINTER = 0xC0;
    private static final int NAME_CHARS_MAX = 255;
    private static final int POINTERS_MAX = 32;

    private final byte[] bytes;
    private final int length;
    private int at;

    DnsReader(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    DnsMessage message(int id, DnsType type) {
        if (length < HEADER_BYTES || number(0) != id || (bytes[2] & RESPONSE) == 0) {
            throw new IllegalArgumentException("is no answer to what was asked");
        }
        int questions = number(4);
        int answers = number(6);
        at = HEADER_BYTES;
        for (int i = 0; i < questions; i++) {
            skipName();
            skip(4);
        }
        List<String> records = new ArrayList<>();
        for (int i = 0; i < answers; i++) {
            record(type, records);
        }
        return new DnsMessage(bytes[3] & CODE_BITS, (bytes[2] & CUT) != 0, records);
    }

    private void record(DnsType type, List<String> records) {
        skipName();
        int start = at;
        skip(10);
        int size = number(start + 8);
        int from = at;
        skip(size);
        if (number(start) == type.code()) {
            records.add(text(type, from, size));
        }
    }

    private String text(DnsType type, int from, int size) {
        return switch (type) {
            case A, AAAA -> address(from, size);
            case CNAME -> name(from);
            case MX -> need(size, 3, number(from) + " " + name(from + 2));
            case SRV ->
                need(size, 7, number(from) + " " + number(from + 2) + " " + number(from + 4) + " " + name(from + 6));
            case TXT -> strings(from, size);
        };
    }

    private static String need(int size, int least, String text) {
        if (size < least) {
            throw cut();
        }
        return text;
    }

    private String address(int from, int size) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + size))
                    .getHostAddress();
        } catch (UnknownHostException _) {
            throw new IllegalArgumentException("holds an address of " + size + " bytes");
        }
    }

    private String strings(int from, int size) {
        var text = new StringBuilder();
        int place = from;
        while (place < from + size) {
            int count = bytes[place] & 0xFF;
            if (place + 1 + count > from + size) {
                throw cut();
            }
            text.append(new String(bytes, place + 1, count, StandardCharsets.UTF_8));
            place += 1 + count;
        }
        return text.toString();
    }

    /// The name that begins at a place, in small letters.
    private String name(int from) {
        var name = new StringBuilder();
        int place = from;
        int pointers = 0;
        while (true) {
            int size = octet(place);
            if ((size & POINTER) == POINTER) {
                if (++pointers > POINTERS_MAX) {
                    throw new IllegalArgumentException("holds a name without end");
                }
                place = number(place) & 0x3FFF;
            } else if (size == 0) {
                return name.toString().toLowerCase(Locale.ROOT);
            } else {
                octet(place + size);
                name.append(name.isEmpty() ? "" : ".");
                name.append(new String(bytes, place + 1, size, StandardCharsets.ISO_8859_1));
                place += 1 + size;
            }
            if (name.length() > NAME_CHARS_MAX) {
                throw new IllegalArgumentException("holds a name without end");
            }
        }
    }

    private void skipName() {
        int size = octet(at);
        while (size != 0 && (size & POINTER) != POINTER) {
            skip(1 + size);
            size = octet(at);
        }
        skip(size == 0 ? 1 : 2);
    }

    private void skip(int count) {
        if (at + count > length) {
            throw cut();
        }
        at += count;
    }

    private int octet(int place) {
        if (place >= length) {
            throw cut();
        }
        return bytes[place] & 0xFF;
    }

    private int number(int place) {
        return octet(place) << 8 | octet(place + 1);
    }

    private static IllegalArgumentException cut() {
        return new IllegalArgumentException("ends too early");
    }
}
