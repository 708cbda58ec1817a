package dev.attache.role.http.endpoint;

import dev.attache.config.ClusterConfig;
import dev.attache.config.HttpProtocol;
import dev.attache.config.ProxyProtocolVersion;
import dev.attache.net.DialException;
import dev.attache.net.DialPlan;
import dev.attache.net.Dialer;
import dev.attache.net.tls.TlsClient;
import dev.attache.role.http.affinity.Belonging;
import dev.attache.role.http.answer.Peer;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import dev.attache.upstream.Versions;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Promise;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// One event loop's connections to one endpoint: the idle ones, the latest in front, and the requests that wait
/// because there are as many connections as there may be.
public final class Pool {
    /// What an endpoint may leave unread before requests' bodies are held up, and until they go on.
    public static final WriteBufferWaterMark UNSENT_BYTES = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final LoopKit loop;
    private final UpstreamCluster owner;
    private final Endpoint endpoint;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Waiting> pending = new ArrayDeque<>();
    private final ClusterConfig made;
    private final @Nullable HttpProtocol version;
    private final @Nullable Http2Pool http2;
    private boolean asking;
    private int open;
    private long requests;
    private long failures;
    private boolean leaving;

    /// A request that waits for a connection.
    ///
    /// @param circuit where it is counted; null where nowhere
    private record Waiting(
            UpstreamRequest request, @Nullable Circuit circuit) {
        void leave() {
            if (circuit != null) {
                circuit.leave(Circuit.Kind.PENDING);
            }
        }
    }

    /// @param version of HTTP that the endpoint is spoken to in; null where that is still to be agreed on
    Pool(LoopKit loop, UpstreamCluster owner, Endpoint endpoint, @Nullable HttpProtocol version) {
        this.loop = loop;
        this.owner = owner;
        this.endpoint = endpoint;
        this.version = version;
        this.made = owner.cluster().config();
        this.http2 = version == HttpProtocol.HTTP2 ? new Http2Pool(this, loop) : null;
    }

    /// Whether its connections are as the cluster's settings now ask for them.
    ///
    /// @param wanted version of HTTP; null where it is not known
    boolean isUpToDate(@Nullable HttpProtocol wanted) {
        ClusterConfig now = cluster().config();
        return now.tls().equals(made.tls()) && now.proxyProtocol() == made.proxyProtocol() && version == wanted;
    }

    /// How a connection for a client is made.
    DialPlan planFor(Peer client) {
        return cluster().planFor(endpoint, client.source(), client.destination(), version);
    }

    /// What is told of a connection that did not come about. Where that may be because the endpoint speaks another
    /// version by now, it is asked anew.
    Refusal refusalFor(Throwable cause) {
        DialException.Fault fault = DialException.faultOf(cause);
        if (fault == DialException.Fault.NO_PROTOCOL || fault == DialException.Fault.TLS_REFUSED) {
            loop.eventLoop().execute(() -> owner.onVersion(endpoint, null));
        }
        return Refusal.of(fault);
    }

    /// Finds out what the endpoint speaks. Those who wait go to the pool that takes this one's place then.
    private void ask() {
        if (asking || leaving) {
            return;
        }
        asking = true;
        DialPlan plan = cluster().planFor(endpoint);
        Promise<Channel> asked = Dialer.dial(loop.eventLoop(), loop.transport(), plan, new VersionHandler());
        asked.addListener(_ -> onAsked(asked));
    }

    private void onAsked(Promise<Channel> asked) {
        loop.tick();
        asking = false;
        if (asked.isSuccess()) {
            boolean second = TlsClient.protocolOf(asked.getNow()).equals(Versions.H2);
            asked.getNow().close();
            owner.onVersion(endpoint, second ? HttpProtocol.HTTP2 : HttpProtocol.HTTP1);
            return;
        }
        onFailure(String.valueOf(asked.cause().getMessage()));
        Refusal why = Refusal.of(DialException.faultOf(asked.cause()));
        for (int waiting = pending.size(); waiting > 0; waiting--) {
            UpstreamRequest next = nextWaiting();
            if (next != null) {
                next.tries().onUnreachable(null, this, why);
            }
        }
    }

    public Cluster cluster() {
        return owner.cluster();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public int open() {
        return http2 == null ? open : http2.open();
    }

    public int idle() {
        return http2 == null ? idle.size() : http2.idle();
    }

    public int pending() {
        return http2 == null ? pending.size() : http2.pending();
    }

    /// Whether it takes up no further requests, since its endpoint has left, or is spoken to in another way now.
    public boolean isLeaving() {
        return leaving;
    }

    /// The pool to come back to for a further try: this one, or another where this one takes up nothing more.
    ///
    /// @param wish where the request belongs
    public @Nullable Pool inForce(Belonging wish) {
        return leaving ? owner.choose(wish, null) : this;
    }

    /// Where its connections and those who wait for them are counted; null where nowhere.
    @Nullable Circuit circuit() {
        return owner.circuit();
    }

    void onRequest() {
        requests++;
    }

    public long requests() {
        return requests;
    }

    public long failures() {
        return failures;
    }

    /// Gives the request a connection, now or when there is one.
    ///
    /// @return false where too many wait already
    public boolean admit(UpstreamRequest request) {
        if (http2 != null) {
            return http2.admit(request, true);
        }
        UpstreamConnection latest = idle.peekFirst();
        if (latest != null && isTooOld(latest, request)) {
            return admitFresh(request);
        }
        if (latest != null) {
            idle.pollFirst();
            requests++;
            latest.begin(request);
            return true;
        }
        return connects(request) || waits(request);
    }

    /// Gives the request a connection where there is one that it need not wait for.
    public boolean admitAtOnce(UpstreamRequest request) {
        if (http2 != null) {
            return http2.admit(request, false);
        }
        UpstreamConnection latest = idle.pollFirst();
        if (latest == null) {
            return connects(request);
        }
        requests++;
        latest.begin(request);
        return true;
    }

    /// Whether the server might just be about to close a connection, and the request be lost with it.
    private boolean isTooOld(UpstreamConnection latest, UpstreamRequest request) {
        return loop.now() - latest.idleSinceNanos() > loop.settings().poolFreshNanos() && !request.isRepeatable();
    }

    private boolean connects(UpstreamRequest request) {
        if (version == null) {
            ask();
            return false;
        }
        if (open >= loop.settings().poolConnectionsMax()) {
            return false;
        }
        Circuit circuit = owner.circuit();
        if (circuit != null && !circuit.enter(Circuit.Kind.CONNECTIONS)) {
            return false;
        }
        open++;
        requests++;
        new UpstreamConnection(this, loop, circuit).connect(request);
        return true;
    }

    /// Where there is no connection at all nobody would ever wake who waits.
    private boolean waits(UpstreamRequest request) {
        Circuit circuit = owner.circuit();
        if (open == 0 && !asking
                || pending.size() >= loop.settings().poolPendingMax()
                || circuit != null && !circuit.enter(Circuit.Kind.PENDING)) {
            return false;
        }
        endpoint.load().begin();
        pending.addLast(new Waiting(request, circuit));
        return true;
    }

    private @Nullable UpstreamRequest nextWaiting() {
        Waiting next = pending.pollFirst();
        if (next == null) {
            return null;
        }
        endpoint.load().leave();
        next.leave();
        return next.request;
    }

    /// Gives the request a connection that is new, since old ones cannot be trusted with it; the oldest makes
    /// room.
    ///
    /// @return false where too many wait already
    public boolean admitFresh(UpstreamRequest request) {
        if (http2 != null) {
            return http2.admit(request, true);
        }
        UpstreamConnection oldest = idle.pollLast();
        if (oldest != null) {
            oldest.close();
        }
        return connects(request) || waits(request);
    }

    /// The request has no more use for what it waits for.
    public void forget(UpstreamRequest request) {
        pending.removeIf(each -> {
            boolean forgotten = each.request == request;
            if (forgotten) {
                endpoint.load().leave();
                each.leave();
            }
            return forgotten;
        });
    }

    /// The connection may serve another request.
    void onIdle(UpstreamConnection connection) {
        if (leaving || !isShared() || connection.requests() >= loop.settings().poolRequestsMax()) {
            connection.close();
            return;
        }
        UpstreamRequest next = nextWaiting();
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
    ///
    /// @param counted where it was counted; null where nowhere
    void onClosed(@Nullable Circuit counted) {
        open--;
        if (counted != null) {
            counted.leave(Circuit.Kind.CONNECTIONS);
        }
        UpstreamRequest next = nextWaiting();
        if (next != null && !connects(next) && !waits(next)) {
            next.tries().onTurnedAway();
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
    void bind(UpstreamRequest visitor) {
        owner.affinity().bind(visitor.record().belonging(), endpoint, visitor.answerLines());
    }

    void onFailure(String why) {
        failures++;
        endpoint.onFailure(why);
    }

    void sweep(long now) {
        if (http2 != null) {
            http2.sweep(now);
        }
        UpstreamConnection oldest = idle.peekLast();
        while (oldest != null && now - oldest.idleSinceNanos() > loop.settings().poolIdleNanos()) {
            idle.pollLast();
            oldest.close();
            oldest = idle.peekLast();
        }
    }

    /// Has the requests that wait go to other endpoints; those that were sent go on.
    void handOver() {
        if (http2 != null) {
            http2.handOver();
        }
        for (int waiting = pending.size(); waiting > 0; waiting--) {
            UpstreamRequest next = nextWaiting();
            if (next != null) {
                next.tries().onHandedOver(null);
            }
        }
    }

    /// Keeps no connection any more: idle ones close now, the others when they are done.
    void leave() {
        leaving = true;
        if (http2 != null) {
            http2.leave();
        }
        for (UpstreamConnection each = idle.pollLast(); each != null; each = idle.pollLast()) {
            each.close();
        }
    }
}
