package dev.attache.balance;

import java.util.concurrent.atomic.AtomicLong;

/// What is known of the work at one endpoint: requests in flight, how long it takes to answer, how often it fails.
///
/// One object for all event loops, so that each sees what the others have sent: a loop that counted only its own would
/// take an endpoint for idle that another one floods. Safe from any thread, without locks and without allocation; a
/// request costs two atomic additions and at most one write a millisecond. Times are nanoseconds of one clock.
public final class Load {
    private static final int FLIGHT_BITS = 24;
    private static final long FLIGHT_MASK = (1L << FLIGHT_BITS) - 1;
    private static final long ANSWERED = 1L << FLIGHT_BITS;

    /// Failures are forgotten so many times faster than latencies, so that an endpoint that came back is found soon.
    private static final double FAILURE_DECAY_DIVISOR = 4;

    /// In flight in the low [#FLIGHT_BITS], answers above.
    private final AtomicLong tally = new AtomicLong();
    private final AtomicLong bad = new AtomicLong();
    private final Ewma latency = new Ewma();
    private final Ewma failing = new Ewma();
    private volatile boolean held;
    private volatile long heldUntil;

    /// A request was given to the endpoint, be it only to wait for a connection.
    public void begin() {
        tally.getAndIncrement();
    }

    /// A request has ended without telling anything of the endpoint: its client has gone, or another try took over.
    public void leave() {
        tally.getAndDecrement();
    }

    /// A request has ended by an answer or a failure.
    ///
    /// @param good false for a failure, whatever its form
    public void end(boolean good) {
        if (!good) {
            bad.getAndIncrement();
        }
        tally.getAndAdd(ANSWERED - 1);
    }

    /// Requests that were given to it and have not ended.
    public int inFlight() {
        return (int) (tally.get() & FLIGHT_MASK);
    }

    /// Requests that have ended by an answer or a failure.
    public long ended() {
        return tally.get() >>> FLIGHT_BITS;
    }

    /// How many of them were failures.
    public long bad() {
        return bad.get();
    }

    /// An answer came after so many nanoseconds.
    ///
    /// @param good false where it says that the endpoint is unfit or has had enough
    public void onAnswer(long tookNanos, boolean good, long now, double decayNanos) {
        onLatency(tookNanos, now, decayNanos);
        onOutcome(good, now, decayNanos);
    }

    /// An answer came after so many nanoseconds; what it is worth shows later, see [#onOutcome].
    public void onLatency(long tookNanos, long now, double decayNanos) {
        latency.peak(tookNanos, now, decayNanos);
    }

    /// What an answer is worth has shown.
    ///
    /// @param good as with [#onAnswer]
    public void onOutcome(boolean good, long now, double decayNanos) {
        failing.mean(good ? 0 : 1, now, decayNanos / FAILURE_DECAY_DIVISOR);
    }

    /// No answer came: no connection, none in time, or one that broke.
    public void onFailure(long now, double decayNanos) {
        failing.mean(1, now, decayNanos / FAILURE_DECAY_DIVISOR);
    }

    /// Somebody waited so long without an answer and then went away: it takes at least as long.
    public void onAbandoned(long waitedNanos, long now, double decayNanos) {
        if (waitedNanos > latency.faded(now, decayNanos)) {
            latency.peak(waitedNanos, now, decayNanos);
        }
    }

    /// The endpoint asks to be spared until then.
    public void hold(long untilNanos) {
        heldUntil = untilNanos;
        held = true;
    }

    /// What a request to this endpoint is expected to cost, in nanoseconds: its latency, and the penalty as often as it
    /// fails; always, while it asks to be spared.
    ///
    /// @return NaN where nothing is known of it
    double cost(long now, double decayNanos, double penaltyNanos) {
        double took = latency.faded(now, decayNanos);
        double share = isHeld(now) ? 1 : failing.faded(now, decayNanos / FAILURE_DECAY_DIVISOR);
        if (!(share > 0)) {
            return took;
        }
        return (Double.isNaN(took) ? 0 : took) + share * penaltyNanos;
    }

    /// What is to be expected, knowing this endpoint only, of another one: the same, save that it need not be spared.
    double costOfAnother(long now, double decayNanos, double penaltyNanos) {
        return isHeld(now) ? latency.faded(now, decayNanos) : cost(now, decayNanos, penaltyNanos);
    }

    private boolean isHeld(long now) {
        if (held && now - heldUntil >= 0) {
            held = false;
        }
        return held;
    }

    /// The latency as of the last answer, in nanoseconds; NaN where there was none.
    public double latencyNanos() {
        return latency.last();
    }

    /// The share of failures, faded until now; 0 where nothing is known.
    public double failing(long now, double decayNanos) {
        double share = failing.faded(now, decayNanos / FAILURE_DECAY_DIVISOR);
        return Double.isNaN(share) ? 0 : share;
    }
}
