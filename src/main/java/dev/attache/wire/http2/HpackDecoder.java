package dev.attache.wire.http2;

import dev.attache.base.GrowingBytes;

/// Reads the header blocks of one connection (RFC 7541, 6).
///
/// ```
///   0   1   2   3   4   5   6   7
/// | 1 |        Index (7+)         |     a field of the tables
/// | 0 | 1 |      Index (6+)       |     a name of the tables or a new one, a value; put aside
/// | 0 | 0 | 1 |  Max size (5+)    |     the table is bounded anew; at the start of a block only
/// | 0 | 0 | 0 | N | Index (4+)    |     as the second, not put aside; N: nor by anybody behind
/// ```
/// What fields become is the sink's matter, and so is a bound on their number and size: a block of a few KiB can stand
/// for megabytes, so a sink stops copying at its bound, and the block is read on only for the table's sake.
public final class HpackDecoder {
    /// What an entry of a table counts beside its bytes (RFC 7541, 4.1).
    static final int ENTRY_OVERHEAD = 32;

    /// Size of the table that a peer may use unless told otherwise.
    public static final int TABLE_BYTES = 4096;

    private static final int INTEGER_BYTES_MAX = 4;
    private static final int SCRATCH_CAPACITY_KEPT = 16 * 1024;

    private final HpackTable table = new HpackTable(TABLE_BYTES);
    private final HeaderField field = new HeaderField();
    private final GrowingBytes scratch;
    private byte[] block = new byte[0];
    private int at;
    private int limit;

    /// @param scratch takes what strings stand for; its arrays of no pool; may be shared by all decoders of one thread
    public HpackDecoder(GrowingBytes scratch) {
        this.scratch = scratch;
    }

    /// Reads one block, and gives its fields to the sink.
    ///
    /// @return false where it is malformed: COMPRESSION_ERROR, after which no block of the connection can be read
    public boolean decode(byte[] bytes, int from, int to, FieldSink sink) {
        block = bytes;
        at = from;
        limit = to;
        while (at < limit && (block[at] & 0xE0) == 0x20) {
            int size = integer(5);
            if (size < 0 || !table.resize(size)) {
                return false;
            }
        }
        while (at < limit) {
            if (!decodeField(sink)) {
                return false;
            }
        }
        return true;
    }

    private boolean decodeField(FieldSink sink) {
        byte first = block[at];
        if (first < 0) {
            int index = integer(7);
            if (index <= 0 || !readEntry(index)) {
                return false;
            }
            sink.onField(field);
            return true;
        }
        boolean indexed = (first & 0x40) != 0;
        if (!indexed && (first & 0x20) != 0) {
            return false;
        }
        return decodeLiteral(integer(indexed ? 6 : 4), indexed, sink);
    }

    private boolean readEntry(int index) {
        if (index <= StaticTable.SIZE) {
            byte[] name = StaticTable.name(index);
            byte[] value = StaticTable.value(index);
            field.name(name, 0, name.length, StaticTable.id(index), true);
            field.value(value, 0, value.length);
            field.sound(true);
            return true;
        }
        int place = index - StaticTable.SIZE - 1;
        if (place >= table.count()) {
            return false;
        }
        table.read(place, field);
        return true;
    }

    private boolean decodeLiteral(int index, boolean indexed, FieldSink sink) {
        scratch.clear(SCRATCH_CAPACITY_KEPT);
        if (index < 0) {
            return false;
        }
        if (index == 0) {
            if (!string()) {
                return false;
            }
            byte[] name = field.values();
            int start = field.valueStart();
            int length = field.valueLength();
            boolean sound = FieldChars.isName(name, start, length);
            field.name(name, start, length, FieldName.of(name, start, start + length), sound);
        } else if (!readEntry(index)) {
            return false;
        }
        if (!string()) {
            return false;
        }
        field.check();
        sink.onField(field);
        if (indexed) {
            table.add(field);
        }
        return true;
    }

    /// Has the field's value be the string at hand.
    private boolean string() {
        if (at == limit) {
            return false;
        }
        boolean coded = block[at] < 0;
        int length = integer(7);
        if (length < 0 || length > limit - at) {
            return false;
        }
        int start = at;
        at += length;
        if (!coded) {
            field.value(block, start, length);
            return true;
        }
        int out = scratch.length();
        boolean right = Huffman.decode(block, start, at, scratch);
        field.value(scratch.array(), out, scratch.length() - out);
        return right;
    }

    /// Reads an integer (RFC 7541, 5.1).
    ///
    /// @param bits of the first byte that belong to it
    /// @return -1 where it does not end, or is larger than any that makes sense
    private int integer(int bits) {
        int mask = (1 << bits) - 1;
        int number = block[at++] & mask;
        if (number < mask) {
            return number;
        }
        for (int i = 0; i < INTEGER_BYTES_MAX; i++) {
            if (at == limit) {
                return -1;
            }
            byte b = block[at++];
            number += (b & 0x7F) << 7 * i;
            if (b >= 0) {
                return number;
            }
        }
        return -1;
    }
}
