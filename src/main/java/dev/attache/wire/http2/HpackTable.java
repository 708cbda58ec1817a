package dev.attache.wire.http2;

import java.util.Arrays;

/// The fields that a peer's header blocks have had put aside to refer to (RFC 7541, 2.3.2 and 4): the newest first,
/// the oldest dropped for room.
///
/// ```
/// storage  ……[oldest name value][…][newest name value]……
///             ^start                                  ^end
/// ```
/// Names and values stand one behind the other; when the end is reached, they move to the front. Grows with what the
/// peer uses, up to twice its bound.
final class HpackTable {
    private static final int MARKS = 4;
    private static final int ENTRIES_AT_FIRST = 16;
    private static final int STORAGE_AT_FIRST = 512;

    private final int bytesMax;
    private int sizeMax;
    private int size;
    private byte[] storage = new byte[0];
    private int end;
    private int[] marks = new int[ENTRIES_AT_FIRST * MARKS];
    private int first;
    private int count;

    /// @param bytesMax what attache allows the peer
    HpackTable(int bytesMax) {
        this.bytesMax = bytesMax;
        this.sizeMax = bytesMax;
    }

    int count() {
        return count;
    }

    /// The peer bounds the table anew.
    ///
    /// @return false where it takes more than it may
    boolean resize(int bytes) {
        if (bytes > bytesMax) {
            return false;
        }
        sizeMax = bytes;
        evict(0);
        return true;
    }

    /// Makes the field an entry, the newest.
    void add(HeaderField field) {
        int nameLength = field.nameLength();
        int length = nameLength + field.valueLength();
        int entry = length + HpackDecoder.ENTRY_OVERHEAD;
        if (entry > sizeMax) {
            evict(sizeMax);
            return;
        }
        int moved = makeRoom(length);
        boolean own = field.names() == storage;
        byte[] names = own ? storage : field.names();
        int at = end;
        System.arraycopy(names, field.nameStart() - (own ? moved : 0), storage, at, nameLength);
        System.arraycopy(field.values(), field.valueStart(), storage, at + nameLength, field.valueLength());
        end += length;
        evict(entry);
        push(at, nameLength, field.valueLength(), aboutOf(field));
        size += entry;
    }

    private static int aboutOf(HeaderField field) {
        return field.id() << 2 | (field.isNameSound() ? 2 : 0) | (field.isSound() ? 1 : 0);
    }

    private void evict(int room) {
        while (count > 0 && size + room > sizeMax) {
            int at = slot(count - 1);
            size -= marks[at + 1] + marks[at + 2] + HpackDecoder.ENTRY_OVERHEAD;
            count--;
        }
    }

    /// @return by how much the bytes moved to the front
    private int makeRoom(int length) {
        if (end + length <= storage.length) {
            return 0;
        }
        int from = count == 0 ? end : marks[slot(count - 1)];
        int live = end - from;
        if (live + length > storage.length / 2) {
            byte[] larger = new byte[Math.max(STORAGE_AT_FIRST, Integer.highestOneBit(live + length) * 4)];
            System.arraycopy(storage, 0, larger, 0, end);
            storage = larger;
            if (end + length <= storage.length) {
                return 0;
            }
        }
        System.arraycopy(storage, from, storage, 0, live);
        end = live;
        for (int i = 0; i < count; i++) {
            marks[slot(i)] -= from;
        }
        return from;
    }

    private void push(int at, int nameLength, int valueLength, int about) {
        if (count * MARKS == marks.length) {
            int[] larger = Arrays.copyOf(marks, marks.length * 2);
            for (int i = 0; i < count; i++) {
                System.arraycopy(marks, slot(i), larger, i * MARKS, MARKS);
            }
            marks = larger;
            first = 0;
        }
        first = (first == 0 ? marks.length : first) - MARKS;
        count++;
        marks[first] = at;
        marks[first + 1] = nameLength;
        marks[first + 2] = valueLength;
        marks[first + 3] = about;
    }

    private int slot(int index) {
        return first + index * MARKS & marks.length - 1;
    }

    /// Has the field be an entry.
    ///
    /// @param index 0 is the newest
    void read(int index, HeaderField into) {
        int at = slot(index);
        int about = marks[at + 3];
        into.name(storage, marks[at], marks[at + 1], about >> 2, (about & 2) != 0);
        into.value(storage, marks[at] + marks[at + 1], marks[at + 2]);
        into.sound((about & 1) != 0);
    }
}
