package dev.attache.role.http.limit;

import java.util.concurrent.TimeUnit;

/// How many requests at once a cluster takes before they only queue up in it, learnt from how long it takes to
/// answer.
///
/// The idea is that of Netflix's concurrency-limits (its Gradient2 limit; before it TCP Vegas, Brakmo and
/// Peterson 1995): when answers take longer than they do without a queue, the queue is what is too long. At the
/// end of each window, with `b` the mean latency without a queue and `l` that of the window,
/// ```
/// gradient = min(1, max(1/2, 2 · b / l))
/// limit    = 0.8 · limit + 0.2 · (gradient · limit + √limit)
/// ```
/// so latency may double before the limit falls, and `√limit` is the room by which it grows. Where more than a
/// tenth of a window failed, the limit falls by a tenth. In the beginning it doubles with each window that uses
/// it, until answers first take longer, as TCP's slow start does.
///
/// A window lasts [#WINDOW_NANOS], in the beginning a tenth of that, and has at least [#SAMPLES_MIN] answers; one
/// in which less than half the limit was used does not raise it, nor lower it to less than twice what was used,
/// since what was not asked of a cluster says nothing of what it can do.
///
/// Between probes `b` only falls. Under load that never lets up a queue would come to look normal, and a server
/// that has become slower would be taken for one with a queue. So where requests are shed, a window now and then
/// runs at a quarter of the limit, and the mean latency of what is sent when the queue is gone is `b` from then
/// on: when [#PROBE_NANOS] have passed since the last ([#FIRST_PROBE_NANOS] since the beginning), and when the
/// limit has fallen to half of what it was.
///
/// For one thread.
public final class GradientLimit {
    static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(30);
    static final long FIRST_PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final int SAMPLES_MIN = 10;

    private static final int FIRST = 20;
    private static final double TOLERANCE = 2;
    private static final double PROBE_SHARE = 0.25;
    private static final double GRADIENT_MIN = 0.5;
    private static final double SMOOTHING = 0.2;
    private static final double FAILED_SHARE_MAX = 0.1;
    private static final double BACKOFF = 0.9;

    private final int min;
    private final int max;
    private double limit;
    private double highest;
    private boolean starting = true;
    private boolean probing;
    private boolean draining;
    private boolean shedding;
    private long probedNanos;
    private long windowStartNanos;
    private double baseNanos;
    private double sumNanos;
    private int answers;
    private int failures;
    private int inFlight;
    private int inFlightMost;

    /// @param min the limit never falls below it
    /// @param max the limit never grows beyond it
    /// @param now nanoseconds of a clock that only goes on
    public GradientLimit(int min, int max, long now) {
        this.min = min;
        this.max = max;
        this.limit = Math.clamp(FIRST, min, max);
        this.windowStartNanos = now;
        this.probedNanos = now - PROBE_NANOS + FIRST_PROBE_NANOS;
    }

    /// How many may be under way now.
    public int limit() {
        return (int) Math.max(min, probing ? limit * PROBE_SHARE : limit);
    }

    /// Whether it has these bounds.
    public boolean isBetween(int least, int most) {
        return min == least && max == most;
    }

    public int inFlight() {
        return inFlight;
    }

    /// Takes a place for a request.
    ///
    /// @param always whether it gets one though there is none
    /// @return false where it got none
    public boolean enter(boolean always) {
        if (inFlight >= limit() && !always) {
            shedding = true;
            return false;
        }
        inFlight++;
        inFlightMost = Math.max(inFlightMost, inFlight);
        return true;
    }

    /// Gives back the place of a request of which nothing can be learnt, such as one whose client has gone.
    public void leave() {
        inFlight--;
    }

    /// Learns from an answer.
    ///
    /// @param latencyNanos from sending the request to the head of its answer
    public void onAnswer(long latencyNanos, long now) {
        if (probing && isFromBefore(latencyNanos, now)) {
            return;
        }
        answers++;
        sumNanos += latencyNanos;
        settle(now);
    }

    /// Whether the queue that a probe is to be without was still there when this was sent.
    private boolean isFromBefore(long latencyNanos, long now) {
        if (draining && inFlight <= limit()) {
            draining = false;
            windowStartNanos = now;
        }
        return draining || now - latencyNanos - windowStartNanos < 0;
    }

    /// Learns from a request that was lost, took too long, or was answered with 429 or 503.
    public void onFailure(long now) {
        failures++;
        settle(now);
    }

    private void settle(long now) {
        long window = starting ? WINDOW_NANOS / 10 : WINDOW_NANOS;
        if (now - windowStartNanos < window || answers + failures < SAMPLES_MIN) {
            return;
        }
        if (failures > FAILED_SHARE_MAX * (answers + failures)) {
            starting = false;
            probing = false;
            limit = Math.max(min, limit * BACKOFF);
        } else {
            learn(sumNanos / answers, now);
        }
        windowStartNanos = now;
        sumNanos = 0;
        answers = 0;
        failures = 0;
        inFlightMost = inFlight;
        shedding = false;
    }

    private void learn(double meanNanos, long now) {
        if (probing) {
            probing = false;
            probedNanos = now;
            highest = limit;
            baseNanos = meanNanos;
            return;
        }
        baseNanos = baseNanos == 0 ? meanNanos : Math.min(baseNanos, meanNanos);
        double gradient = Math.clamp(TOLERANCE * baseNanos / meanNanos, GRADIENT_MIN, 1);
        boolean used = inFlightMost >= limit / 2;
        starting &= gradient == 1;
        if (!used && gradient == 1) {
            return;
        }
        double next =
                starting ? 2 * limit : (1 - SMOOTHING) * limit + SMOOTHING * (gradient * limit + Math.sqrt(limit));
        limit = Math.clamp(used ? next : Math.max(next, 2.0 * inFlightMost), min, max);
        highest = Math.max(highest, limit);
        probing = shedding && (now - probedNanos >= PROBE_NANOS || limit < highest / 2);
        draining = probing;
    }
}
