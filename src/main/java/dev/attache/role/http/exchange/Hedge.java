package dev.attache.role.http.exchange;

import dev.attache.role.http.destination.Target;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.endpoint.Pool;
import dev.attache.role.http.endpoint.Upstream;
import dev.attache.role.http.report.TrySpan;
import dev.attache.role.http.tries.HedgeRule;
import dev.attache.role.http.tries.LatencyWindow;
import org.jspecify.annotations.Nullable;

/// The second try of an exchange that runs beside its first.
///
/// ```
/// None ──first takes long──▶ Dialing ──▶ Sent ──either is answered──▶ None
///                               └──────────┴──either fails: the other goes on alone──▶ None
/// ```
final class Hedge {
    private final Exchange exchange;
    private long dueNanos = Long.MAX_VALUE;
    private @Nullable Pool pool;
    private @Nullable Upstream dialing;
    private @Nullable Upstream upstream;
    private boolean placing;
    private @Nullable TrySpan span;

    Hedge(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Has it start when the first try has had its time to itself.
    void arm(HedgeRule rule, @Nullable Target target, long now) {
        LatencyWindow latencies = target == null ? null : target.cluster().latencies();
        long wait = latencies == null ? Long.MAX_VALUE : rule.waitNanos(latencies, now);
        if (wait != Long.MAX_VALUE) {
            dueNanos = now + wait;
            exchange.patience().alarm().at(dueNanos);
        }
    }

    void disarm() {
        dueNanos = Long.MAX_VALUE;
    }

    /// Whether it is to start now, which is said once.
    boolean isDue(long now) {
        if (dueNanos == Long.MAX_VALUE || exchange.response() != Half.AWAITED) {
            return false;
        }
        if (now - dueNanos < 0) {
            exchange.patience().alarm().at(dueNanos);
            return false;
        }
        dueNanos = Long.MAX_VALUE;
        return true;
    }

    boolean isRunning() {
        return pool != null;
    }

    @Nullable Pool pool() {
        return pool;
    }

    @Nullable Upstream dialing() {
        return dialing;
    }

    @Nullable Upstream upstream() {
        return upstream;
    }

    /// What a trace will be told of it; null where it is told nothing.
    @Nullable TrySpan span() {
        return span;
    }

    /// Sends the request to the endpoint, where it need not wait for a connection.
    ///
    /// @param traced what a trace will be told of it
    boolean place(Pool to, @Nullable TrySpan traced) {
        pool = to;
        span = traced;
        placing = true;
        boolean placed = to.admitAtOnce(exchange);
        placing = false;
        if (!placed) {
            clear();
        }
        return placed;
    }

    /// Takes a connection that is being made, if it is its own.
    boolean awaits(Upstream connection) {
        if (placing) {
            dialing = connection;
        }
        return placing;
    }

    /// Takes a connection that is there, if it is its own.
    boolean onConnection(Upstream connection) {
        boolean own = placing || connection == dialing;
        if (own) {
            dialing = null;
            upstream = connection;
            if (span != null) {
                span.signs(exchange.head());
            }
        }
        return own;
    }

    boolean isBy(Upstream connection) {
        return connection == dialing || connection == upstream;
    }

    /// Forgets its connection, which is another's or at its end.
    void clear() {
        pool = null;
        dialing = null;
        upstream = null;
        span = null;
    }

    /// Takes in that it has failed, or is of no use any more.
    void end(String why, long now) {
        TrySpan open = span;
        clear();
        if (open != null) {
            open.end(why, now);
        }
    }

    /// Lets go of its connection.
    void abandon(long now) {
        Upstream open = upstream == null ? dialing : upstream;
        end(TrySpan.LET_GO, now);
        if (open != null) {
            open.abandon();
        }
    }
}
