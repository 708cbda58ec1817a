package dev.attache.role.http.exchange;

import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.endpoint.Pool;
import dev.attache.role.http.endpoint.UpstreamCluster;
import dev.attache.role.http.loop.LoopKit;
import org.jspecify.annotations.Nullable;

/// What comes between a try that has failed and the next one: a wait, where there is to be one, and the choice of who
/// is
/// tried then.
final class Comeback {
    private final Exchange exchange;
    private final LoopKit loop;
    private @Nullable Pool failed;
    private boolean mayReturn;
    private Refusal otherwise = Refusal.NO_ENDPOINT;
    private long waitNanos;
    private boolean waiting;
    private long dueNanos;

    Comeback(Exchange exchange, LoopKit loop) {
        this.exchange = exchange;
        this.loop = loop;
    }

    void clear() {
        failed = null;
        waiting = false;
    }

    /// Says what the next try is to be like.
    ///
    /// @param by who has failed, and so is passed over
    /// @param returns whether it is tried again where there is no other
    /// @param ifNone what the client is told where nobody is left
    void plan(@Nullable Pool by, boolean returns, Refusal ifNone, long nanos) {
        failed = by;
        mayReturn = returns;
        otherwise = ifNone;
        waitNanos = nanos;
    }

    /// Begins the wait that was planned.
    ///
    /// @return false where there is none
    boolean begin() {
        waiting = waitNanos > 0;
        if (waiting) {
            dueNanos = loop.now() + waitNanos;
            exchange.patience().alarm().at(dueNanos);
        }
        return waiting;
    }

    boolean isWaiting() {
        return waiting;
    }

    /// Whether the wait is over, which is said once.
    boolean isOver(long now) {
        if (now - dueNanos < 0) {
            exchange.patience().alarm().at(dueNanos);
            return false;
        }
        waiting = false;
        return true;
    }

    /// Who is tried next; null where nobody is fit.
    @Nullable Pool next(UpstreamCluster to) {
        Pool by = failed;
        Pool next = to.choose(exchange.record().belonging(), by);
        if (next == null && mayReturn && by != null && to.mayUse(by)) {
            return by.inForce(exchange.record().belonging());
        }
        return next;
    }

    /// What the client is told where nobody is.
    Refusal otherwise() {
        return otherwise;
    }
}
