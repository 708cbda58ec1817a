package dev.attache.role.http.endpoint;

import dev.attache.base.GrowingBytes;
import dev.attache.net.Outbox;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.connection.FarEnd;
import dev.attache.role.http.connection.Farewell;
import dev.attache.role.http.h2.ConnectionUser;
import dev.attache.role.http.h2.Http2Connection;
import dev.attache.role.http.h2.Http2Limits;
import dev.attache.role.http.h2.Http2Stream;
import dev.attache.role.http.loop.HttpSettings;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.wire.http2.Http2Error;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection of HTTP/2 to an endpoint, which many requests share. Lives on one event loop and is used there only.
final class Http2Upstream implements ConnectionUser, FarEnd {
    /// Most streams that are used, and requests that wait until the server has said how many it takes.
    private static final int STREAMS_MAX = 100;

    /// How long a server may take nothing of the rest of a request that nobody waits for.
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Http2Pool pool;
    private final LoopKit loop;
    private final @Nullable Circuit circuit;
    private final ArrayDeque<Http2Call> waiting = new ArrayDeque<>();
    private @Nullable Channel channel;
    private @Nullable Outbox outbox;
    private @Nullable Http2Connection connection;
    private int requests;
    private boolean settled;
    private boolean leaving;
    private long sinceNanos;

    /// @param circuit where it is counted; null where nowhere
    Http2Upstream(Http2Pool pool, LoopKit loop, @Nullable Circuit circuit) {
        this.pool = pool;
        this.loop = loop;
        this.circuit = circuit;
        this.sinceNanos = loop.now();
    }

    /// Requests that may be given to it now.
    int room() {
        Http2Connection open = connection;
        int left = loop.settings().poolRequestsMax() - requests;
        if (open == null || !settled) {
            return Math.min(left, STREAMS_MAX - waiting.size());
        }
        return Math.min(left, Math.min(open.streamsLeft(), STREAMS_MAX - open.streams()));
    }

    @Nullable Circuit circuit() {
        return circuit;
    }

    /// Whether the server opens tunnels for WebSockets (RFC 8441).
    boolean takesWebsockets() {
        return connection().peer().isConnectProtocol();
    }

    boolean isIdle() {
        return connection != null && connection.streams() == 0;
    }

    Http2Connection connection() {
        Http2Connection open = connection;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    /// Has a call begin, now or when the server has said how many streams it takes.
    void take(Http2Call call) {
        requests++;
        if (!settled) {
            waiting.addLast(call);
        } else {
            call.begin(this);
        }
    }

    Http2Stream open(Http2Call call) {
        return connection().open(call);
    }

    void onConnected(Channel connected) {
        Outbox out = new Outbox(connected, loop.flusher(), _ -> {});
        Http2Connection fresh = new Http2Connection(
                loop,
                connected,
                out,
                loop.http2Buffers(),
                Http2Limits.usual(loop.settings().limits().headBytesMax()),
                false,
                this);
        channel = connected;
        outbox = out;
        connection = fresh;
        sinceNanos = loop.now();
        fresh.start();
    }

    /// No connection came about.
    ///
    /// @param why what clients are told
    void onUnreachable(Refusal why) {
        for (Http2Call next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
            next.onUnreachable(why);
        }
    }

    @Override
    public void onRequest(Http2Stream stream, GrowingBytes head, boolean last) {
        throw new IllegalStateException("a server opens no streams");
    }

    @Override
    public void onLargeHead(Http2Stream stream, boolean last) {
        throw new IllegalStateException("a server opens no streams");
    }

    @Override
    public void onStreamClosed() {
        sinceNanos = loop.now();
        pool.onRoom();
    }

    @Override
    public void onSettings() {
        settled = true;
        for (Http2Call next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
            if (room() > 0) {
                next.begin(this);
            } else {
                requests--;
                pool.waitOn(next);
            }
        }
        if (leaving) {
            connection().leave();
        }
        pool.onRoom();
    }

    @Override
    public void onGoAway() {
        pool.retire(this);
    }

    @Override
    public void onEnd(Http2Error why) {
        pool.retire(this);
        Channel open = channel;
        Outbox out = outbox;
        if (open != null && out != null) {
            Farewell.close(open, out);
        }
    }

    /// Hands out the calls that wait for the server's first word.
    void drainWaitingTo(List<Http2Call> out) {
        requests -= waiting.size();
        out.addAll(waiting);
        waiting.clear();
    }

    /// Takes up no further requests.
    void leave() {
        leaving = true;
        if (settled) {
            connection().leave();
        } else {
            loop.eventLoop().schedule(this::closeWhereSilent, pool.connectNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void closeWhereSilent() {
        if (!settled) {
            closeAtOnce();
        }
    }

    private void closeAtOnce() {
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void onBytes(ByteBuf in) {
        connection().onBytes(in);
    }

    @Override
    public void onWritabilityChanged() {
        Channel open = channel;
        if (open != null && open.isWritable()) {
            connection().onWritable();
        }
    }

    @Override
    public void onGone(String failure) {
        pool.retire(this);
        Http2Connection open = connection;
        Outbox out = outbox;
        if (open != null) {
            if (open.streams() > 0 || !settled) {
                pool.onFailure(settled ? "closed before the end of its responses" : "does not speak HTTP/2");
            }
            open.onGone();
        }
        if (out != null) {
            out.discard();
        }
        pool.onClosed(this);
        onUnreachable(Refusal.UNREACHABLE);
    }

    void sweep(long now) {
        Http2Connection open = connection;
        if (open == null) {
            return;
        }
        HttpSettings settings = loop.settings();
        if (!settled && now - sinceNanos > pool.connectNanos()) {
            pool.onFailure("no SETTINGS in time");
            closeAtOnce();
            return;
        }
        open.sweep(now, STALL_NANOS, 0);
        boolean idle = open.streams() == 0 && now - sinceNanos > settings.poolIdleNanos();
        if (idle || requests >= settings.poolRequestsMax()) {
            pool.retire(this);
            open.leave();
        }
    }
}
