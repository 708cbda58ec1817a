package dev.attache.role.logs.tail;

/// How long bytes have been waiting to be read: remembers when a content had grown to what size.
///
/// Keeps [#SIGHTS_MAX] sights at most; where there are more, every second one is forgotten, and bytes seem as young as
/// those of the next. Written by one thread, read by any.
final class LagClock {
    private static final int SIGHTS_MAX = 8;

    private final long[] sizes = new long[SIGHTS_MAX];
    private final long[] whenNanos = new long[SIGHTS_MAX];
    private int count;

    /// The content has this size now, and is read up to this offset.
    synchronized void seen(long size, long offset, long nowNanos) {
        int done = 0;
        while (done < count && sizes[done] <= offset) {
            done++;
        }
        keep(done, 1);
        if (size <= offset || count > 0 && sizes[count - 1] >= size) {
            return;
        }
        if (count == SIGHTS_MAX) {
            keep(0, 2);
        }
        sizes[count] = size;
        whenNanos[count] = nowNanos;
        count++;
    }

    private void keep(int from, int step) {
        int kept = 0;
        for (int i = from; i < count; i += step) {
            sizes[kept] = sizes[i];
            whenNanos[kept] = whenNanos[i];
            kept++;
        }
        count = kept;
    }

    /// How long the byte at the offset has been there; 0 where there is none.
    synchronized long lagNanos(long offset, long nowNanos) {
        for (int i = 0; i < count; i++) {
            if (sizes[i] > offset) {
                return Math.max(0, nowNanos - whenNanos[i]);
            }
        }
        return 0;
    }
}
