package dev.attache.role.http.endpoint;

import dev.attache.config.HttpProtocol;
import dev.attache.net.Dialer;
import dev.attache.role.http.connection.UpstreamHandler;
import dev.attache.role.http.loop.LoopKit;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event loop's connections of HTTP/2 to one endpoint. A request goes on the first connection that takes further
/// streams; where all are full another one is made, and where there are as many as there may be it waits.
final class Http2Pool {
    private final Pool pool;
    private final LoopKit loop;
    private final List<Http2Upstream> taking = new ArrayList<>();
    private final ArrayDeque<Waiting> pending = new ArrayDeque<>();
    private int open;
    private boolean leaving;

    /// A request that waits for a stream.
    ///
    /// @param circuit where it is counted; null where nowhere
    private record Waiting(Http2Call call, @Nullable Circuit circuit) {
        void leave() {
            if (circuit != null) {
                circuit.leave(Circuit.Kind.PENDING);
            }
        }
    }

    Http2Pool(Pool pool, LoopKit loop) {
        this.pool = pool;
        this.loop = loop;
    }

    int open() {
        return open;
    }

    int idle() {
        int idle = 0;
        for (Http2Upstream each : taking) {
            idle += each.isIdle() ? 1 : 0;
        }
        return idle;
    }

    int pending() {
        return pending.size();
    }

    /// Gives the request a stream, now or when there is one.
    ///
    /// @param mayWait whether it is worth waiting for
    /// @return false where there is none, and too many wait already
    boolean admit(UpstreamRequest request, boolean mayWait) {
        Http2Upstream with = withRoom();
        if (with == null) {
            with = dial();
        }
        if (with == null && !mayWait) {
            return false;
        }
        Http2Call call = new Http2Call(loop, pool, request);
        if (with != null) {
            pool.onRequest();
            request.tries().awaits(call);
            with.take(call);
            leaveWhereNobodyWaits();
            return true;
        }
        return waits(request, call);
    }

    private boolean waits(UpstreamRequest request, Http2Call call) {
        Circuit circuit = pool.circuit();
        pending.removeIf(Http2Pool::isForgotten);
        if (open == 0
                || pending.size() >= loop.settings().poolPendingMax()
                || circuit != null && !circuit.enter(Circuit.Kind.PENDING)) {
            return false;
        }
        request.tries().awaits(call);
        pending.addLast(new Waiting(call, circuit));
        return true;
    }

    /// Has a call wait that a connection was too small for.
    void waitOn(Http2Call call) {
        pending.addFirst(new Waiting(call, null));
    }

    long connectNanos() {
        return pool.cluster().config().connectTimeout().toNanos();
    }

    private static boolean isForgotten(Waiting each) {
        if (each.call.isOver()) {
            each.leave();
        }
        return each.call.isOver();
    }

    private @Nullable Http2Upstream withRoom() {
        for (int i = 0; i < taking.size(); i++) {
            Http2Upstream each = taking.get(i);
            if (each.room() > 0) {
                return each;
            }
        }
        return null;
    }

    private @Nullable Http2Upstream dial() {
        Circuit circuit = pool.circuit();
        if (open >= loop.settings().poolConnectionsMax()
                || circuit != null && !circuit.enter(Circuit.Kind.CONNECTIONS)) {
            return null;
        }
        open++;
        Http2Upstream fresh = new Http2Upstream(this, loop, circuit);
        taking.add(fresh);
        Promise<Channel> attempt = Dialer.dial(
                loop.eventLoop(),
                loop.transport(),
                pool.cluster().planFor(pool.endpoint(), HttpProtocol.HTTP2),
                new UpstreamHandler(fresh, loop));
        attempt.addListener(_ -> onDialed(fresh, attempt));
        return fresh;
    }

    private void onDialed(Http2Upstream fresh, Promise<Channel> attempt) {
        loop.tick();
        if (attempt.isSuccess()) {
            Channel connected = attempt.getNow();
            connected.config().setWriteBufferWaterMark(Pool.UNSENT_BYTES);
            loop.serveReads(connected);
            fresh.onConnected(connected);
            onRoom();
        } else {
            pool.onFailure(String.valueOf(attempt.cause().getMessage()));
            onClosed(fresh);
            fresh.onUnreachable(pool.refusalFor(attempt.cause()));
        }
    }

    /// There may be room for those who wait.
    void onRoom() {
        while (!pending.isEmpty()) {
            Http2Upstream with = withRoom();
            if (with == null && open > 0) {
                return;
            }
            Waiting next = pending.removeFirst();
            next.leave();
            Http2Upstream to = with == null ? dial() : with;
            if (next.call.isOver()) {
                continue;
            }
            if (to == null) {
                next.call.onTurnedAway();
            } else {
                pool.onRequest();
                to.take(next.call);
            }
        }
        leaveWhereNobodyWaits();
    }

    /// A connection takes up no further streams.
    void retire(Http2Upstream connection) {
        taking.remove(connection);
    }

    /// A connection is gone.
    void onClosed(Http2Upstream connection) {
        taking.remove(connection);
        open--;
        Circuit circuit = connection.circuit();
        if (circuit != null) {
            circuit.leave(Circuit.Kind.CONNECTIONS);
        }
        onRoom();
    }

    void onFailure(String why) {
        pool.onFailure(why);
    }

    void sweep(long now) {
        if (!taking.isEmpty()) {
            List.copyOf(taking).forEach(each -> each.sweep(now));
        }
    }

    /// Has the calls that were sent nowhere yet go to other endpoints.
    void handOver() {
        List<Http2Call> all = new ArrayList<>();
        for (Waiting next = pending.pollFirst(); next != null; next = pending.pollFirst()) {
            next.leave();
            all.add(next.call);
        }
        taking.forEach(each -> each.drainWaitingTo(all));
        all.forEach(Http2Call::onHandedOver);
    }

    /// Keeps no connection any more: each ends with its last stream, when nobody waits.
    void leave() {
        leaving = true;
        pending.removeIf(Http2Pool::isForgotten);
        leaveWhereNobodyWaits();
    }

    private void leaveWhereNobodyWaits() {
        if (leaving && pending.isEmpty()) {
            List<Http2Upstream> all = List.copyOf(taking);
            taking.clear();
            all.forEach(Http2Upstream::leave);
        }
    }
}
