package dev.attache.role.http.exchange;

import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.destination.Target;
import dev.attache.role.http.endpoint.Half;
import dev.attache.role.http.endpoint.Pool;
import dev.attache.role.http.endpoint.TryListener;
import dev.attache.role.http.endpoint.Upstream;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.loop.RoutePlan;
import dev.attache.role.http.report.TrySpan;
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
final class Tries implements TryListener {
    /// What a trace is told of a stream that the server did not take up.
    private static final String REFUSED = "refused_stream";

    private final Exchange exchange;
    private final LoopKit loop;
    private final Retries retries;
    private final Comeback comeback;
    private RoutePlan plan;
    private @Nullable Target target;
    private @Nullable Pool pool;
    private @Nullable Upstream dialing;
    private @Nullable Upstream upstream;
    private long sinceNanos;
    private @Nullable Hedge hedge;
    private long firstSentNanos;
    private @Nullable TrySpan span;

    Tries(Exchange exchange, LoopKit loop) {
        this.exchange = exchange;
        this.loop = loop;
        this.retries = new Retries(exchange, loop);
        this.comeback = new Comeback(exchange, loop);
        this.plan = loop.settings().plan();
    }

    void begin() {
        target = null;
        pool = null;
        retries.begin();
        comeback.clear();
        firstSentNanos = 0;
        span = null;
        if (hedge != null) {
            hedge.disarm();
        }
    }

    void start(Target to, RoutePlan by) {
        target = to;
        plan = by;
        retries.start(to.cluster(), by);
        send(to.cluster().chooseFirst(exchange.record().belonging()), Refusal.NO_ENDPOINT);
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
        exchange.record().onTry(chosen.endpoint());
        sinceNanos = loop.now();
        pool = chosen;
        span = exchange.record().beginTry(chosen.cluster(), chosen.endpoint(), false, loop.now());
    }

    private void endSpan(String fault) {
        TrySpan open = span;
        span = null;
        if (open != null) {
            open.end(fault, loop.now());
        }
    }

    @Override
    public void onTurnedAway() {
        pool = null;
        endSpan(Refusal.OVERLOADED.label());
        exchange.fail(Refusal.OVERLOADED);
    }

    @Override
    public void awaits(Upstream connection) {
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
        if (span != null) {
            span.signs(exchange.head());
        }
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
        if (second == null || !second.isDue(now) || to == null || first == null || upstream == null) {
            return;
        }
        Pool other = to.cluster().choose(exchange.record().belonging(), first);
        Pool chosen = other == null ? first : other;
        TrySpan traced = exchange.record().beginTry(chosen.cluster(), chosen.endpoint(), true, loop.now());
        if (retries.count() == 0 && retries.payForHedge() && second.place(chosen, traced)) {
            exchange.record().onTry(chosen.endpoint());
            loop.stats().onHedge();
        }
    }

    /// The other is let go.
    @Override
    public void onFirst(Upstream answering) {
        Hedge second = hedge;
        if (second == null || !second.isRunning()) {
            return;
        }
        if (second.isBy(answering)) {
            loop.stats().onHedgeWon();
            Upstream slow = upstream;
            takeOver(second, TrySpan.LET_GO);
            if (slow != null) {
                slow.abandon();
            }
        } else {
            second.abandon(loop.now());
        }
        if (pool != null) {
            exchange.record().onAnswering(pool.endpoint());
        }
    }

    private void takeOver(Hedge second, String why) {
        endSpan(why);
        span = second.span();
        upstream = second.upstream();
        dialing = second.dialing();
        pool = second.pool();
        second.clear();
    }

    /// Takes in that one of two tries has failed, where there are two: the other goes on alone.
    ///
    /// @param why in the words of [Refusal#label]
    boolean isOneOfTwo(Upstream failing, String why) {
        Hedge second = hedge;
        if (second == null || !second.isRunning()) {
            return false;
        }
        if (second.isBy(failing)) {
            second.end(why, loop.now());
        } else {
            takeOver(second, why);
        }
        return true;
    }

    /// The head of the answer that is used came.
    void onAnswer(int status, int judged) {
        onVerdict(status, judged);
        LatencyWindow latencies = target == null ? null : target.cluster().latencies();
        if (latencies != null && firstSentNanos != 0) {
            latencies.record(loop.now() - firstSentNanos, loop.now());
        }
    }

    /// What the answer is worth is known.
    void onVerdict(int status, int judged) {
        if (span != null) {
            span.onAnswer(status, judged);
        }
    }

    @Override
    public void onUnreachable(@Nullable Upstream dialed, Pool by, Refusal why) {
        if (dialed == null || !isOneOfTwo(dialed, why.label())) {
            dialing = null;
            pool = null;
            endSpan(why.label());
            goAgain(by, TryFailure.CONNECT, why);
        }
    }

    @Override
    public void onHandedOver(@Nullable Upstream waiting) {
        if (waiting == null || !isOneOfTwo(waiting, TrySpan.LET_GO)) {
            dialing = null;
            pool = null;
            endSpan(TrySpan.LET_GO);
            exchange.record().onUnsent();
            send(elsewhere(), Refusal.NO_ENDPOINT);
        }
    }

    @Override
    public void onLost(Upstream closed, Pool by, boolean stale) {
        if (isOneOfTwo(closed, Refusal.LOST.label())) {
            return;
        }
        settle(Refusal.LOST.label());
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

    /// It is sent again, whatever it asks for.
    @Override
    public void onRefused(Upstream refused, Pool by) {
        if (!isOneOfTwo(refused, REFUSED)) {
            settle(REFUSED);
            send(retries.pay() ? by.inForce(exchange.record().belonging()) : null, Refusal.LOST);
        }
    }

    /// No head of a response came in time.
    void onTimeout() {
        Pool slow = pool;
        Upstream silent = upstream;
        onAllTooLong();
        if (silent != null && isOneOfTwo(silent, Refusal.TIMED_OUT.label())) {
            sinceNanos = loop.now();
            silent.abandon();
            return;
        }
        detach(Refusal.TIMED_OUT.label());
        goAgain(slow, TryFailure.TIMEOUT, Refusal.TIMED_OUT);
    }

    private void goAgain(@Nullable Pool by, TryFailure why, Refusal ifNot) {
        if (!retries.mayFollow(why)) {
            exchange.fail(ifNot);
            return;
        }
        comeback.plan(by, false, ifNot, retries.waitNanos());
        comeBack();
    }

    @Override
    public boolean passesOver(ResponseScanner answer, int judged) {
        Pool by = pool;
        long wait = by == null ? Retries.NEVER : retries.waitNanosAfter(answer, judged, by);
        if (wait == Retries.NEVER) {
            return false;
        }
        onVerdict(answer.status(), judged);
        comeback.plan(by, true, Refusal.NO_ENDPOINT, wait);
        return true;
    }

    @Override
    public void onPassedOver() {
        settle("");
        comeBack();
    }

    private void comeBack() {
        if (!comeback.begin()) {
            resume();
        }
    }

    /// Goes on after a wait that is over.
    ///
    /// @return whether there is or was a wait, so that no try is running whose time could be over
    boolean sweep(long now) {
        boolean waiting = comeback.isWaiting();
        if (waiting && comeback.isOver(now)) {
            resume();
        }
        return waiting;
    }

    private void resume() {
        Target to = target;
        send(to == null ? null : comeback.next(to.cluster()), comeback.otherwise());
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

    /// The try is over, and the upstream's connection settled.
    ///
    /// @param fault in the words of [Refusal#label]; empty where the answer is complete
    void settle(String fault) {
        upstream = null;
        pool = null;
        endSpan(fault);
    }

    /// Lets go of whatever is under way.
    ///
    /// @param fault why, in the words of [Refusal#label]
    void detach(String fault) {
        Upstream open = upstream == null ? dialing : upstream;
        Pool asked = pool;
        upstream = null;
        dialing = null;
        pool = null;
        comeback.clear();
        endSpan(fault);
        if (hedge != null) {
            hedge.abandon(loop.now());
        }
        if (open != null) {
            open.abandon();
        } else if (asked != null) {
            asked.forget(exchange);
        }
    }
}
