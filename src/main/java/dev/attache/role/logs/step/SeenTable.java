package dev.attache.role.logs.step;

import org.jspecify.annotations.Nullable;

/// What was seen, by 64-bit hash, and in the order it came. Makes no objects but what it is given.
final class SeenTable {
    private @Nullable Seen[] chains = new Seen[64];
    private @Nullable Seen oldest;
    private @Nullable Seen newest;
    private int size;

    int size() {
        return size;
    }

    /// What came first of all that is there.
    @Nullable Seen oldest() {
        return oldest;
    }

    @Nullable Seen find(long hash) {
        Seen each = chains[slot(hash)];
        while (each != null && each.hash != hash) {
            each = each.chained;
        }
        return each;
    }

    private int slot(long hash) {
        return (int) hash & chains.length - 1;
    }

    /// Adds what is not there yet.
    void add(Seen seen) {
        if (size == chains.length) {
            grow();
        }
        chain(seen);
        seen.before = newest;
        if (newest == null) {
            oldest = seen;
        } else {
            newest.after = seen;
        }
        newest = seen;
        size++;
    }

    private void chain(Seen seen) {
        int slot = slot(seen.hash);
        seen.chained = chains[slot];
        chains[slot] = seen;
    }

    private void grow() {
        chains = new Seen[chains.length * 2];
        for (Seen each = oldest; each != null; each = each.after) {
            chain(each);
        }
    }

    /// Takes away what is there.
    void remove(Seen seen) {
        int slot = slot(seen.hash);
        Seen each = chains[slot];
        if (each == seen) {
            chains[slot] = seen.chained;
        } else {
            while (each != null && each.chained != seen) {
                each = each.chained;
            }
            if (each != null) {
                each.chained = seen.chained;
            }
        }
        unlink(seen);
        size--;
    }

    private void unlink(Seen seen) {
        Seen before = seen.before;
        Seen after = seen.after;
        if (before == null) {
            oldest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.before = before;
        }
    }
}
