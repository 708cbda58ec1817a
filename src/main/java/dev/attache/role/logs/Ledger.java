package dev.attache.role.logs;

import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.Place;
import java.util.ArrayDeque;
import java.util.Deque;

/// Remembers what was sent and has not arrived at every output yet, so that the checkpoint never runs ahead.
///
/// At most [#OUTSTANDING_MAX] sends; whoever reads waits then.
final class Ledger {
    static final int OUTSTANDING_MAX = 1024;

    private final Deque<Entry> outstanding = new ArrayDeque<>();

    /// @param before where reading stood before the bytes that the sequence carries
    private record Entry(long sequence, Generation generation, Place before) {}

    boolean isFull() {
        return outstanding.size() >= OUTSTANDING_MAX;
    }

    boolean isEmpty() {
        return outstanding.isEmpty();
    }

    void sending(long sequence, Generation generation, Place before) {
        outstanding.addLast(new Entry(sequence, generation, before));
    }

    /// Every output has everything up to this sequence.
    void delivered(long sequence) {
        while (!outstanding.isEmpty() && outstanding.getFirst().sequence() <= sequence) {
            outstanding.removeFirst();
        }
    }

    /// Where a file is to be read on from, so that nothing is missed.
    Place place(Generation generation) {
        for (Entry each : outstanding) {
            if (each.generation() == generation) {
                return each.before();
            }
        }
        return Place.of(generation);
    }
}
