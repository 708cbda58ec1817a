package dev.attache.role.http.mirror;

import dev.attache.config.HttpProtocol;
import dev.attache.net.DialPlan;
import dev.attache.net.Dialer;
import dev.attache.net.LoopShare;
import dev.attache.role.http.h2.LoopBuffers;
import dev.attache.upstream.Cluster;
import dev.attache.upstream.Endpoint;
import dev.attache.upstream.Versions;
import dev.attache.wire.http.HttpLimits;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event loop's connections for mirrored requests to a cluster: its own, so that clients never wait for one that a
/// mirror has. Endpoints take turns; what befalls here ejects none and brings none back.
final class MirrorPool {
    private static final int IDLE_MAX = 16;

    private final LoopShare loop;
    private final LoopBuffers buffers;
    private final HttpLimits limits;
    private final Cluster cluster;
    private final ArrayDeque<MirrorHandler> idle = new ArrayDeque<>();
    private final Map<MirrorHandler, Endpoint> endpoints = new HashMap<>();
    private final Map<Endpoint, Http2MirrorHandler> http2 = new HashMap<>();
    private int turn;
    private boolean leaving;

    MirrorPool(LoopShare loop, LoopBuffers buffers, HttpLimits limits, Cluster cluster) {
        this.loop = loop;
        this.buffers = buffers;
        this.limits = limits;
        this.cluster = cluster;
    }

    /// Sends a request on a connection that is idle, or on a new one.
    void send(MirrorCall call) {
        Endpoint endpoint = next();
        if (endpoint == null) {
            call.onFailure();
            return;
        }
        if (Versions.of(cluster.config()) == Versions.HTTP2) {
            sendByHttp2(endpoint, call);
            return;
        }
        for (MirrorHandler each : idle) {
            Channel channel = each.channel();
            if (endpoints.get(each) == endpoint && channel != null && channel.isActive()) {
                idle.remove(each);
                each.begin(channel, call);
                return;
            }
        }
        dial(endpoint, call);
    }

    /// One connection to each endpoint serves for all.
    private void sendByHttp2(Endpoint endpoint, MirrorCall call) {
        Http2MirrorHandler known = http2.get(endpoint);
        Http2MirrorHandler taking = known == null ? dialHttp2(endpoint) : known;
        taking.send(call);
    }

    private Http2MirrorHandler dialHttp2(Endpoint endpoint) {
        leaveThoseGone();
        boolean secure = cluster.config().tls().enabled();
        Http2MirrorHandler fresh = new Http2MirrorHandler(this, loop, buffers, limits, secure);
        http2.put(endpoint, fresh);
        DialPlan plan = cluster.planFor(endpoint, HttpProtocol.HTTP2);
        Promise<Channel> attempt = Dialer.dial(loop.eventLoop(), loop.transport(), plan, fresh);
        attempt.addListener(_ -> onDialed(fresh, attempt));
        return fresh;
    }

    private void leaveThoseGone() {
        List<Endpoint> gone = new ArrayList<>(http2.keySet());
        gone.removeAll(cluster.endpoints());
        for (Endpoint each : gone) {
            Http2MirrorHandler idle = http2.remove(each);
            if (idle != null) {
                idle.leave();
            }
        }
    }

    private void onDialed(Http2MirrorHandler fresh, Promise<Channel> attempt) {
        loop.tick();
        if (!attempt.isSuccess()) {
            onGone(fresh);
            fresh.failWaiting();
        } else if (leaving || !http2.containsValue(fresh)) {
            attempt.getNow().close();
        } else {
            fresh.onConnected(attempt.getNow());
        }
    }

    /// The connection takes up no further requests.
    void onGone(Http2MirrorHandler connection) {
        http2.values().remove(connection);
    }

    /// Sends a request on a new connection, because an old one was closed under it.
    void sendFresh(MirrorCall call) {
        Endpoint endpoint = next();
        if (endpoint == null) {
            call.onFailure();
        } else {
            dial(endpoint, call);
        }
    }

    private @Nullable Endpoint next() {
        List<Endpoint> all = cluster.endpoints();
        for (int i = 0; i < all.size(); i++) {
            Endpoint endpoint = all.get(Math.floorMod(turn++, all.size()));
            if (endpoint.available()) {
                return endpoint;
            }
        }
        return null;
    }

    private void dial(Endpoint endpoint, MirrorCall call) {
        MirrorHandler handler = new MirrorHandler(this, limits);
        endpoints.put(handler, endpoint);
        DialPlan plan = cluster.planFor(endpoint, HttpProtocol.HTTP1);
        Promise<Channel> attempt = Dialer.dial(loop.eventLoop(), loop.transport(), plan, handler);
        attempt.addListener(_ -> onDialed(handler, attempt, call));
    }

    private void onDialed(MirrorHandler handler, Promise<Channel> attempt, MirrorCall call) {
        if (!attempt.isSuccess()) {
            endpoints.remove(handler);
            call.onFailure();
        } else if (call.isOver() || leaving) {
            endpoints.remove(handler);
            attempt.getNow().close();
            call.onFailure();
        } else {
            attempt.getNow().closeFuture().addListener(_ -> endpoints.remove(handler));
            handler.begin(attempt.getNow(), call);
        }
    }

    void onIdle(MirrorHandler connection) {
        if (leaving || idle.size() >= IDLE_MAX) {
            connection.abandon();
        } else {
            idle.addFirst(connection);
        }
    }

    void onGone(MirrorHandler connection) {
        idle.remove(connection);
    }

    /// Keeps no connection any more.
    void leave() {
        leaving = true;
        List.copyOf(idle).forEach(MirrorHandler::abandon);
        List.copyOf(http2.values()).forEach(Http2MirrorHandler::leave);
    }
}
