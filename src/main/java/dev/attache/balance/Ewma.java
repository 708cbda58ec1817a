package dev.attache.balance;

import java.util.concurrent.atomic.AtomicLong;

/// An average over time in which a sample's weight fades exponentially, kept in one word so that any thread may add to
/// it without a lock.
///
/// Value and moment share a `long`: a `float` above, below it the moment in units of 2^20 ns, about a millisecond. Of
/// the samples within one unit the first counts, and peaks always: so thousands of answers a second cost one write a
/// millisecond. The unit's count wraps after 52 days; a value that old is taken for younger than it is.
final class Ewma {
    private static final int UNIT_BITS = 20;
    private static final double UNIT_NANOS = 1 << UNIT_BITS;
    private static final long UNIT_MASK = 0xffff_ffffL;
    private static final long UNKNOWN = (long) Float.floatToRawIntBits(Float.NaN) << Integer.SIZE;

    private final AtomicLong cell = new AtomicLong(UNKNOWN);

    /// The value faded by the time that has passed since its last sample; NaN where there was none.
    double faded(long now, double decayNanos) {
        long known = cell.get();
        return value(known) * fading(known, now, decayNanos);
    }

    /// The value as of its last sample; NaN where there was none.
    double last() {
        return value(cell.get());
    }

    /// Takes a sample into the mean. Where another thread does so at the same moment, its sample counts for both.
    void mean(double sample, long now, double decayNanos) {
        long known = cell.get();
        double fading = fading(known, now, decayNanos);
        double value = value(known);
        if (Double.isNaN(value)) {
            cell.compareAndSet(known, pack(sample, now));
        } else if (fading < 1) {
            cell.compareAndSet(known, pack(value * fading + sample * (1 - fading), now));
        }
    }

    /// Takes a sample that is believed at once where it is above what is known, and is averaged in where it is below.
    void peak(double sample, long now, double decayNanos) {
        long known = cell.get();
        while (!(value(known) * fading(known, now, decayNanos) >= sample)) {
            if (cell.compareAndSet(known, pack(sample, now))) {
                return;
            }
            known = cell.get();
        }
        mean(sample, now, decayNanos);
    }

    private static double value(long known) {
        return Float.intBitsToFloat((int) (known >>> Integer.SIZE));
    }

    private static double fading(long known, long now, double decayNanos) {
        long units = (now >>> UNIT_BITS) - known & UNIT_MASK;
        boolean past = units > UNIT_MASK >>> 1;
        return units == 0 || past ? 1 : Math.exp(-units * UNIT_NANOS / decayNanos);
    }

    private static long pack(double value, long now) {
        return (long) Float.floatToRawIntBits((float) value) << Integer.SIZE | now >>> UNIT_BITS & UNIT_MASK;
    }
}
