package dev.attache.role.logs.slowlog;

import dev.attache.role.logs.pipe.LineQueue;
import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.Mark;
import dev.attache.role.logs.tail.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What was taken from the slow log of one server and not delivered yet. What it has no room for stays in that log.
///
/// Entries come on one thread and are read by another.
final class SlowlogStream {
    private final String name;
    private final LineQueue queue = new LineQueue();
    private final Generation generation;
    private final Deque<Taken> taken = new ArrayDeque<>();
    private long last;
    private long deliveredId;

    /// Up to where the queue holds an entry.
    private record Taken(long id, long end) {}

    /// @param name of the server, also in the checkpoint
    /// @param last id of the last entry that was delivered; negative where none was
    SlowlogStream(String name, long last) {
        this.name = name;
        this.last = last;
        this.deliveredId = last;
        this.generation = Generation.ofStream(queue.content(), name);
    }

    Generation generation() {
        return generation;
    }

    /// Takes what is new.
    ///
    /// @param entries all that the server has, the oldest first
    /// @return how many were gone before they could be asked for
    synchronized long take(List<SlowlogEntry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        if (entries.getLast().id() < last) {
            last = -1;
        }
        long missed = last < 0 ? 0 : Math.max(0, entries.getFirst().id() - last - 1);
        for (SlowlogEntry each : entries) {
            if (each.id() > last) {
                byte[] line = (each.json() + "\n").getBytes(StandardCharsets.UTF_8);
                if (!queue.add(line)) {
                    break;
                }
                last = each.id();
                taken.addLast(new Taken(each.id(), queue.size()));
            }
        }
        return missed;
    }

    void release() {
        queue.release(generation.offset());
    }

    void look(long nowNanos) {
        generation.sized(queue.size(), nowNanos);
    }

    /// The id of the last entry that was delivered takes the place of an inode.
    ///
    /// @param offset up to which the queue was delivered
    synchronized Place place(long offset) {
        while (!taken.isEmpty() && taken.getFirst().end() <= offset) {
            deliveredId = taken.removeFirst().id();
        }
        return new Place(name, 0, deliveredId, Mark.BLANK, 0, false);
    }

    void close() {
        queue.close();
    }
}
