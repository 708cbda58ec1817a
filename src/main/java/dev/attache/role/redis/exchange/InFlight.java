package dev.attache.role.redis.exchange;

import org.jspecify.annotations.Nullable;

/// The commands that a shard connection owes replies for, in the order in which they were sent.
public final class InFlight {
    private @Nullable Exchange head;
    private @Nullable Exchange tail;
    private int size;

    public void add(Exchange exchange) {
        Exchange last = tail;
        if (last == null) {
            head = exchange;
        } else {
            last.nextInFlight = exchange;
        }
        tail = exchange;
        size++;
    }

    public @Nullable Exchange first() {
        return head;
    }

    public @Nullable Exchange removeFirst() {
        Exchange first = head;
        if (first != null) {
            head = first.nextInFlight;
            first.nextInFlight = null;
            if (head == null) {
                tail = null;
            }
            size--;
        }
        return first;
    }

    public int size() {
        return size;
    }
}
