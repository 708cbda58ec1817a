package dev.attache.role.http;

import dev.attache.config.ClusterConfig;
import dev.attache.config.ProxyProtocolVersion;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// One event loop's connections to one endpoint: the idle ones, the latest in front, and the requests that wait because
/// there are as many connections as there may be.
final class Pool {
    private final HttpLoop loop;
    private final UpstreamCluster owner;
    private final Endpoint endpoint;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Exchange> pending = new ArrayDeque<>();
    private final ClusterConfig made;
    private int open;
    private long requests;
    private long failures;
    private boolean leaving;

    Pool(HttpLoop loop, UpstreamCluster owner, Endpoint endpoint) {
        this.loop = loop;
        this.owner = owner;
        this.endpoint = endpoint;
        this.made = owner.cluster().config();
    }

    /// Whether its connections are as the cluster's settings now ask for them.
    boolean isUpToDate() {
        ClusterConfig now = cluster().config();
        return now.tls().equals(made.tls()) && now.proxyProtocol() == made.proxyProtocol();
    }

    Cluster cluster() {
        return owner.cluster();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    int open() {
        return open;
    }

    int idle() {
        return idle.size();
    }

    int pending() {
        return pending.size();
    }

    long requests() {
        return requests;
    }

    long failures() {
        return failures;
    }

    /// Gives the exchange a connection, now or when there is one.
    ///
    /// @return false where too many wait already
    boolean admit(Exchange exchange) {
        UpstreamConnection latest = idle.pollFirst();
        if (latest != null) {
            requests++;
            latest.begin(exchange);
            return true;
        }
        if (open < loop.settings().poolConnectionsMax()) {
            connect(exchange);
            return true;
        }
        if (pending.size() < loop.settings().poolPendingMax()) {
            endpoint.load().begin();
            pending.addLast(exchange);
            return true;
        }
        return false;
    }

    /// Gives the exchange a connection that is new, since an old one has just failed it. Where there are as many as
    /// there
    /// may be, an idle one makes room, or it waits.
    void admitFresh(Exchange exchange) {
        UpstreamConnection oldest = open < loop.settings().poolConnectionsMax() ? null : idle.pollLast();
        if (oldest != null) {
            oldest.close();
        }
        if (open < loop.settings().poolConnectionsMax()) {
            connect(exchange);
        } else {
            endpoint.load().begin();
            pending.addLast(exchange);
        }
    }

    private void connect(Exchange exchange) {
        open++;
        requests++;
        new UpstreamConnection(this, loop).connect(exchange);
    }

    /// The exchange has no more use for what it waits for.
    void forget(Exchange exchange) {
        if (pending.remove(exchange)) {
            endpoint.load().leave();
        }
    }

    private @Nullable Exchange nextWaiting() {
        Exchange next = pending.pollFirst();
        if (next != null) {
            endpoint.load().leave();
        }
        return next;
    }

    /// The connection may serve another request.
    void onIdle(UpstreamConnection connection) {
        if (leaving || !isShared() || connection.requests() >= loop.settings().poolRequestsMax()) {
            connection.close();
            return;
        }
        Exchange next = nextWaiting();
        if (next != null) {
            requests++;
            connection.begin(next);
        } else {
            idle.addFirst(connection);
        }
    }

    /// Whether a connection serves several clients: not where it begins by saying whose it is.
    private boolean isShared() {
        return made.proxyProtocol() == ProxyProtocolVersion.NONE;
    }

    /// An idle connection has ended.
    void removeIdle(UpstreamConnection connection) {
        idle.remove(connection);
    }

    /// A connection has ended, whatever it was doing.
    void onClosed() {
        open--;
        Exchange next = nextWaiting();
        if (next != null) {
            connect(next);
        }
    }

    /// An answer has come, all of it.
    void onAnswer(int status) {
        if (cluster().config().eject().answers().include(status)) {
            endpoint.onFailure("answered " + status);
        } else {
            endpoint.onSuccess();
        }
    }

    /// Binds the visitor to the endpoint, whose answer he gets, where the cluster has affinity.
    void bind(Exchange visitor) {
        owner.affinity().bind(visitor.record().belonging(), endpoint, visitor.answerLines());
    }

    void onFailure(String why) {
        failures++;
        endpoint.onFailure(why);
    }

    void sweep(long now) {
        UpstreamConnection oldest = idle.peekLast();
        while (oldest != null && now - oldest.idleSinceNanos() > loop.settings().poolIdleNanos()) {
            idle.pollLast();
            oldest.close();
            oldest = idle.peekLast();
        }
    }

    /// Has the requests that wait go to other endpoints; those that were sent go on.
    void handOver() {
        for (int waiting = pending.size(); waiting > 0; waiting--) {
            Exchange next = nextWaiting();
            Target to = next == null ? null : next.record().target();
            if (next != null && to != null) {
                next.start(to);
            }
        }
    }

    /// Keeps no connection any more: idle ones close now, the others when they are done.
    void leave() {
        leaving = true;
        for (UpstreamConnection each = idle.pollLast(); each != null; each = idle.pollLast()) {
            each.close();
        }
    }
}
