package dev.attache.role.http;

import dev.attache.role.http.tries.LatencyWindow;
import dev.attache.role.http.tries.TryFailure;
import dev.attache.wire.http.ResponseScanner;
import org.jspecify.annotations.Nullable;

/// The tries of one exchange: to whom its request is sent, and whether it is sent once more.
///
/// ```
/// Choosing ──▶ Dialing ──▶ Sent ──answer──▶ over
///     ▲           │          │
///     └──Waiting◀─┴──failed──┘   or over, where it must not be sent again
/// ```
final class Tries {
    private final Exchange exchange;
    private final HttpLoop loop;
    private final Retries retries;
    private RoutePlan plan;
    private @Nullable Target target;
    private @Nullable Pool pool;
    private @Nullable Upstream dialing;
    private @Nullable Upstream upstream;
    private long sinceNanos;
    private boolean waiting;
    private long resumeNanos;
    private @Nullable Pool failed;
    private boolean mayReturn;
    private Refusal otherwise = Refusal.NO_ENDPOINT;
    private @Nullable Hedge hedge;
    private long firstSentNanos;

    Tries(Exchange exchange, HttpLoop loop) {
        this.exchange = exchange;
        this.loop = loop;
        this.retries = new Retries(exchange, loop);
        this.plan = loop.settings().plan();
    }

    void begin() {
        target = null;
        pool = null;
        failed = null;
        retries.begin();
        waiting = false;
        firstSentNanos = 0;
        if (hedge != null) {
            hedge.disarm();
        }
    }

    void start(Target to, RoutePlan by) {
        target = to;
        plan = by;
        retries.start(to.cluster(), by);
        send(to.cluster().choose(exchange.record().belonging(), null), Refusal.NO_ENDPOINT);
    }

    @Nullable Upstream upstream() {
        return upstream;
    }

    private void send(@Nullable Pool chosen, Refusal ifNone) {
        if (chosen == null) {
            exchange.fail(ifNone);
            return;
        }
        begin(chosen);
        if (!chosen.admit(exchange)) {
            onTurnedAway();
        }
    }

    private void begin(Pool chosen) {
        exchange.record().onTry(chosen);
        sinceNanos = loop.now();
        pool = chosen;
    }

    /// There is no connection for it, and no room to wait for one.
    void onTurnedAway() {
        pool = null;
        exchange.fail(Refusal.OVERLOADED);
    }

    /// A connection is being made for it.
    void awaits(Upstream connection) {
        if (hedge == null || !hedge.awaits(connection)) {
            dialing = connection;
            exchange.record().onDial(loop.now());
        }
    }

    void onConnection(Upstream connection) {
        if (hedge != null && hedge.onConnection(connection)) {
            return;
        }
        dialing = null;
        upstream = connection;
        exchange.record().onConnection(loop.now());
        if (exchange.request() == Half.ENDED) {
            onRequestSent();
        } else {
            sinceNanos = loop.now();
        }
    }

    /// The upstream has all of the request, and its time begins.
    void onRequestSent() {
        sinceNanos = loop.now();
        if (firstSentNanos == 0) {
            firstSentNanos = sinceNanos;
            if (plan.hedge().isOn() && exchange.isRepeatable() && exchange.websocket() == null) {
                hedge().arm(plan.hedge(), target, sinceNanos);
            }
        }
    }

    private Hedge hedge() {
        Hedge known = hedge;
        if (known == null) {
            known = new Hedge(exchange);
            hedge = known;
        }
        return known;
    }

    /// Starts the second try, where it is time to.
    void sweepHedge(long now) {
        Hedge second = hedge;
        Target to = target;
        Pool first = pool;
        if (second == null || !second.isDue(now) || to == null || first == null) {
            return;
        }
        if (upstream == null || retries.count() > 0) {
            return;
        }
        Pool other = to.cluster().choose(exchange.record().belonging(), first);
        Pool chosen = other == null ? first : other;
        if (retries.payForHedge() && second.place(chosen)) {
            exchange.record().onTry(chosen);
            loop.stats().onHedge();
        }
    }

    /// Of two tries that were under way this one is answered first; the other is let go.
    void onFirst(Upstream answering) {
        Hedge second = hedge;
        if (second == null || !second.isRunning()) {
            return;
        }
        if (second.isBy(answering)) {
            loop.stats().onHedgeWon();
            Upstream slow = upstream;
            takeOver(second);
            if (slow != null) {
                slow.abandon();
            }
        } else {
            second.abandon();
        }
        if (pool != null) {
            exchange.record().onAnswering(pool);
        }
    }

    private void takeOver(Hedge second) {
        upstream = second.upstream();
        dialing = second.dialing();
        pool = second.pool();
        second.clear();
    }

    /// Takes in that one of two tries has failed, where there are two: the other goes on alone.
    boolean isOneOfTwo(Upstream failing) {
        Hedge second = hedge;
        if (second == null || !second.isRunning()) {
            return false;
        }
        if (second.isBy(failing)) {
            second.clear();
        } else {
            takeOver(second);
        }
        return true;
    }

    /// The head of the answer that is used came.
    void onAnswer() {
        LatencyWindow latencies = target == null ? null : target.cluster().latencies();
        if (latencies != null && firstSentNanos != 0) {
            latencies.record(loop.now() - firstSentNanos, loop.now());
        }
    }

    /// No connection could be made, so nothing was sent.
    void onUnreachable(Upstream dialed, Pool by, Refusal why) {
        if (!isOneOfTwo(dialed)) {
            dialing = null;
            pool = null;
            goAgain(by, TryFailure.CONNECT, why);
        }
    }

    /// Nothing was sent yet, and the endpoint is used no more.
    ///
    /// @param waiting what waits there; null where the exchange itself does
    void onHandedOver(@Nullable Upstream waiting) {
        if (waiting == null || !isOneOfTwo(waiting)) {
            dialing = null;
            pool = null;
            send(elsewhere(), Refusal.NO_ENDPOINT);
        }
    }

    /// The connection ended before any byte of a response.
    ///
    /// @param stale whether it was kept from an earlier request: the server may just have been tired of it
    void onLost(Upstream closed, Pool by, boolean stale) {
        if (isOneOfTwo(closed)) {
            return;
        }
        settle();
        if (!stale) {
            goAgain(by, TryFailure.RESET, Refusal.LOST);
        } else if (!retries.mayFollow(TryFailure.RESET)) {
            exchange.fail(Refusal.LOST);
        } else if (by.isLeaving()) {
            send(elsewhere(), Refusal.LOST);
        } else {
            begin(by);
            if (!by.admitFresh(exchange)) {
                onTurnedAway();
            }
        }
    }

    private @Nullable Pool elsewhere() {
        Target to = target;
        return to == null ? null : to.cluster().choose(exchange.record().belonging(), null);
    }

    /// The server has taken up nothing of the request, as it says itself: to be sent again, whatever it asks for.
    void onRefused(Upstream refused, Pool by) {
        if (!isOneOfTwo(refused)) {
            settle();
            send(retries.pay() ? stillThere(by) : null, Refusal.LOST);
        }
    }

    /// No head of a response came in time.
    void onTimeout() {
        Pool slow = pool;
        Upstream silent = upstream;
        onAllTooLong();
        if (silent != null && isOneOfTwo(silent)) {
            sinceNanos = loop.now();
            silent.abandon();
            return;
        }
        detach();
        goAgain(slow, TryFailure.TIMEOUT, Refusal.TIMED_OUT);
    }

    private void goAgain(@Nullable Pool by, TryFailure why, Refusal ifNot) {
        if (!retries.mayFollow(why)) {
            exchange.fail(ifNot);
            return;
        }
        failed = by;
        mayReturn = false;
        otherwise = ifNot;
        await(retries.waitNanos());
    }

    /// Whether an answer is passed over and the request sent again.
    ///
    /// @return whether it is; then [#onPassedOver] is called when the connection is settled
    boolean passesOver(ResponseScanner answer) {
        Pool by = pool;
        long wait = by == null ? Retries.NEVER : retries.waitNanosAfter(answer, by);
        if (wait == Retries.NEVER) {
            return false;
        }
        failed = by;
        mayReturn = true;
        otherwise = Refusal.NO_ENDPOINT;
        resumeNanos = wait;
        return true;
    }

    /// The connection whose answer was passed over is settled.
    void onPassedOver() {
        settle();
        await(resumeNanos);
    }

    private void await(long nanos) {
        if (nanos == 0) {
            resume();
        } else {
            waiting = true;
            resumeNanos = loop.now() + nanos;
            exchange.alarm().at(resumeNanos);
        }
    }

    /// Goes on after a wait that is over.
    ///
    /// @return whether there is or was a wait, so that no try is running whose time could be over
    boolean sweep(long now) {
        if (!waiting) {
            return false;
        }
        if (now - resumeNanos >= 0) {
            waiting = false;
            resume();
        } else {
            exchange.alarm().at(resumeNanos);
        }
        return true;
    }

    private void resume() {
        Target to = target;
        Pool by = failed;
        Pool next = to == null ? null : to.cluster().choose(exchange.record().belonging(), by);
        if (next == null
                && mayReturn
                && by != null
                && to != null
                && to.cluster().mayUse(by)) {
            next = stillThere(by);
        }
        send(next, otherwise);
    }

    /// The pool to return to; where it takes up nothing more, whichever takes its place.
    private @Nullable Pool stillThere(Pool by) {
        return by.isLeaving() ? elsewhere() : by;
    }

    /// How long the request has been with its upstream, whole.
    long waitedNanos() {
        return loop.now() - sinceNanos;
    }

    /// Whether a connection has had the whole request for longer than a try may take.
    boolean isTooLong(long now) {
        return upstream != null && now - sinceNanos > plan.tryNanos();
    }

    /// Counts against the endpoint that it did not answer in the time that all tries have.
    void onAllTooLong() {
        Upstream silent = upstream;
        if (silent != null) {
            silent.onSilence();
        }
    }

    /// The answer is complete, and the upstream's connection settled.
    void settle() {
        upstream = null;
        pool = null;
    }

    /// Lets go of whatever is under way.
    void detach() {
        Upstream open = upstream == null ? dialing : upstream;
        Pool asked = pool;
        upstream = null;
        dialing = null;
        pool = null;
        waiting = false;
        if (hedge != null) {
            hedge.abandon();
        }
        if (open != null) {
            open.abandon();
        } else if (asked != null) {
            asked.forget(exchange);
        }
    }
}
