package dev.attache.role.redis.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Commands by the bytes of their name, in whatever case: a hash table with open addressing, at most half full.
///
/// A name is looked up by its first eight and its last eight bytes, each packed into a long, which is all of most
/// names;
/// what lies between is compared only for those that are longer. Nothing is allocated, nothing is read twice.
final class NameTable {
    static final NameTable EMPTY = new NameTable(List.of());

    private static final int PACKED = Long.BYTES;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long EVERY_BYTE = 0x0101010101010101L;

    private final @Nullable Command[] commands;
    private final long[] heads;
    private final long[] tails;
    private final int size;
    private final int mask;

    /// @param commands with names unlike each other, whatever the case
    NameTable(List<Command> commands) {
        int capacity = Math.max(2, Integer.highestOneBit(commands.size()) * 4);
        this.commands = new Command[capacity];
        this.heads = new long[capacity];
        this.tails = new long[capacity];
        this.size = commands.size();
        this.mask = capacity - 1;
        for (Command command : commands) {
            insert(command);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    private void insert(Command command) {
        byte[] word = command.word().getBytes(StandardCharsets.ISO_8859_1);
        long head = head(word, 0, word.length);
        long tail = tail(word, 0, word.length);
        int slot = slot(head, tail);
        while (commands[slot] != null) {
            slot = (slot + 1) & mask;
        }
        commands[slot] = command;
        heads[slot] = head;
        tails[slot] = tail;
    }

    /// The command of that name; null where there is none.
    @Nullable Command find(byte[] bytes, int from, int length) {
        long head = head(bytes, from, length);
        long tail = tail(bytes, from, length);
        int slot = slot(head, tail);
        for (Command command = commands[slot]; command != null; command = commands[slot]) {
            if (heads[slot] == head && tails[slot] == tail && isNamed(command.word(), bytes, from, length)) {
                return command;
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    private static boolean isNamed(String word, byte[] bytes, int from, int length) {
        return word.length() == length && (length <= 2 * PACKED || Words.equal(bytes, from, length, word));
    }

    private static long head(byte[] bytes, int from, int length) {
        return packed(bytes, from, from + Math.min(length, PACKED));
    }

    private static long tail(byte[] bytes, int from, int length) {
        return length > PACKED ? packed(bytes, from + length - PACKED, from + length) : length;
    }

    private static long packed(byte[] bytes, int from, int to) {
        long packed = 0;
        for (int i = from; i < to; i++) {
            packed = packed << Byte.SIZE | (bytes[i] & 0xFF);
        }
        return toLowerCase(packed);
    }

    /// All eight bytes at once: the high bit of a byte's sum says whether it is past a letter.
    private static long toLowerCase(long packed) {
        long low = packed & ~HIGH_BITS;
        long fromA = low + EVERY_BYTE * (0x80 - 'A');
        long pastZ = low + EVERY_BYTE * (0x7F - 'Z');
        long letters = fromA & ~pastZ & ~packed & HIGH_BITS;
        return packed | letters >>> 2;
    }

    private int slot(long head, long tail) {
        long mixed = (head ^ tail * 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 40) & mask;
    }
}
