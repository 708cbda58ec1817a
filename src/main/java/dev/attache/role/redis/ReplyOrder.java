package dev.attache.role.redis;

import org.jspecify.annotations.Nullable;

/// The replies that one client waits for, in the order of its commands.
final class ReplyOrder {
    private @Nullable Exchange head;
    private @Nullable Exchange tail;
    private int size;

    void add(Exchange exchange) {
        Exchange last = tail;
        if (last == null) {
            head = exchange;
        } else {
            last.nextReply = exchange;
        }
        tail = exchange;
        size++;
    }

    boolean isNext(Exchange exchange) {
        return head == exchange;
    }

    @Nullable Exchange next() {
        return head;
    }

    @Nullable Exchange removeNext() {
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

    boolean isEmpty() {
        return head == null;
    }

    int size() {
        return size;
    }
}
