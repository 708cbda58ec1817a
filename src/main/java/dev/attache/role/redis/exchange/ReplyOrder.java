package dev.attache.role.redis.exchange;

import org.jspecify.annotations.Nullable;

/// The replies that one client waits for, in the order of its commands.
public final class ReplyOrder {
    private @Nullable Exchange head;
    private @Nullable Exchange tail;
    private int size;

    public void add(Exchange exchange) {
        Exchange last = tail;
        if (last == null) {
            head = exchange;
        } else {
            last.nextReply = exchange;
        }
        tail = exchange;
        size++;
    }

    public boolean isNext(Exchange exchange) {
        return head == exchange;
    }

    public @Nullable Exchange next() {
        return head;
    }

    public @Nullable Exchange removeNext() {
        Exchange next = head;
        if (next != null) {
            head = next.nextReply;
            next.nextReply = null;
            if (head == null) {
                tail = null;
            }
            size--;
        }
        return next;
    }

    public boolean isEmpty() {
        return head == null;
    }

    public int size() {
        return size;
    }
}
