package dev.attache.role.http.endpoint;

import dev.attache.balance.Load;
import dev.attache.config.BalanceConfig;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.RetryAfter;
import java.time.InstantSource;

/// What one request at an endpoint tells of the load there: that it has begun, how soon an answer came and which, and
/// that it has ended, once. A connection has one for the request that it serves, and uses it again and again.
final class Attempt {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS_FROM = 500;

    private final Pool pool;
    private long startNanos;
    private boolean running;
    private boolean told;
    private boolean good;

    Attempt(Pool pool) {
        this.pool = pool;
    }

    /// The request is with the endpoint, or waits for a connection that is being made; nothing where it has begun.
    void begin(long now) {
        if (!running) {
            running = true;
            told = false;
            good = true;
            startNanos = now;
            load().begin();
        }
    }

    private Load load() {
        return pool.endpoint().load();
    }

    private BalanceConfig config() {
        return pool.cluster().config().balance();
    }

    /// The head of the final response came. What the client took to send its body is no time of the endpoint's.
    ///
    /// @param judged the status that it is judged by
    /// @param sentNanos when the whole request had come from the client; at most `now`
    void onAnswer(int judged, HeaderLines lines, long sentNanos, long now) {
        if (onHead(sentNanos, now) && !onVerdict(judged, now)) {
            long spared = Math.min(
                    RetryAfter.nanos(lines, CLOCK), config().retryAfter().toNanos());
            if (spared > 0) {
                load().hold(now + spared);
            }
        }
    }

    /// The head of the final response came, and what the answer is worth will be told at its end, see [#onVerdict].
    ///
    /// @return whether it is the first
    boolean onHead(long sentNanos, long now) {
        if (!running || told) {
            return false;
        }
        told = true;
        long since = sentNanos - startNanos > 0 ? sentNanos : startNanos;
        load().onLatency(now - since, now, config().decay().toNanos());
        return true;
    }

    /// What the answer is worth is known.
    ///
    /// @return whether it says neither that the endpoint is unfit nor that it has enough
    boolean onVerdict(int judged, long now) {
        good = judged < SERVER_ERRORS_FROM;
        boolean welcome = good && judged != TOO_MANY_REQUESTS;
        load().onOutcome(welcome, now, config().decay().toNanos());
        return welcome;
    }

    /// When the whole request had come from the client; now where it has not.
    static long sentNanos(UpstreamRequest serving, long now) {
        return serving.request() == Half.ENDED ? serving.record().requestEndNanos() : now;
    }

    /// No answer came, or it broke off.
    void onFailure(long now) {
        if (!running || !good) {
            return;
        }
        good = false;
        long decayNanos = config().decay().toNanos();
        load().onFailure(now, decayNanos);
        if (!told) {
            load().onAbandoned(now - startNanos, now, decayNanos);
        }
        told = true;
    }

    /// It is over. Where neither an answer nor a failure was told, its client went away or had another answer sooner.
    void end(long now) {
        if (!running) {
            return;
        }
        running = false;
        if (told) {
            load().end(good);
        } else {
            load().onAbandoned(now - startNanos, now, config().decay().toNanos());
            load().leave();
        }
    }
}
