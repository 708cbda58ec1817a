package dev.attache.role.redis;

import dev.attache.base.Ticker;
import dev.attache.net.DialPlan;
import dev.attache.net.Transport;
import dev.attache.role.redis.client.ClientHost;
import dev.attache.role.redis.client.ClientIdentity;
import dev.attache.role.redis.client.ClientRegistry;
import dev.attache.role.redis.client.ClientSession;
import dev.attache.role.redis.client.ServerFacts;
import dev.attache.role.redis.client.Users;
import dev.attache.role.redis.gather.Gathers;
import dev.attache.role.redis.gather.OwnInfo;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.loop.RedisSettings;
import dev.attache.role.redis.shard.Lanes;
import dev.attache.role.redis.topology.Topology;
import dev.attache.upstream.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the role keeps on one event loop: its clients, its own connections to every shard, and what joins the two.
final class RedisLoop extends LoopKit implements ClientHost, OwnInfo {
    private static final long SWEEP_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SWEEP_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long CLIENT_SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int DRAIN_POLL_MILLIS = 10;

    private final RedisRole role;
    private final ClientRegistry clients = new ClientRegistry(this);
    private final RequestScanners scanners;
    private final Lanes lanes;
    private final Dispatcher dispatcher;
    private long clientsSweptNanos;
    private boolean stopping;

    RedisLoop(RedisRole role, EventLoop eventLoop, Transport transport, Ticker ticker, Topology topology) {
        super(eventLoop, transport, ticker, role.settings());
        this.role = role;
        this.scanners = new RequestScanners(settings().requestLimits());
        this.lanes = new Lanes(this, topology);
        this.dispatcher = new Dispatcher(this, new Gathers(this, role.heldBudget()));
    }

    /// Starts what runs by the clock; called once, from any thread.
    void start() {
        eventLoop().execute(this::scheduleSweep);
    }

    private void scheduleSweep() {
        if (!stopping) {
            long period = Math.clamp(settings().timeoutNanos() / 4, SWEEP_NANOS_MIN, SWEEP_NANOS_MAX);
            eventLoop().schedule(this::sweep, period, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        tick();
        lanes.sweep();
        if (now() - clientsSweptNanos > CLIENT_SWEEP_NANOS) {
            clientsSweptNanos = now();
            clients.forEach(client -> client.sweep(now()));
        }
        scheduleSweep();
    }

    @Override
    public DialPlan planFor(Endpoint endpoint) {
        return role.cluster().planFor(endpoint);
    }

    boolean isStopping() {
        return stopping;
    }

    RedisRole role() {
        return role;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    RequestScanners scanners() {
        return scanners;
    }

    Lanes lanes() {
        return lanes;
    }

    ClientRegistry clients() {
        return clients;
    }

    @Override
    public List<ClientRegistry> registries() {
        return role.loops().stream().map(RedisLoop::clients).toList();
    }

    @Override
    public Users users() {
        return role.users();
    }

    @Override
    public ServerFacts facts() {
        return role.facts();
    }

    @Override
    public int port() {
        return role.port();
    }

    @Override
    public int clientCount() {
        return role.clientCount();
    }

    /// Takes a new topology: connections to shards that stay are kept, those to others end with their last reply.
    ///
    /// Bounds on commands hold from each client's next command, those on replies from a shard's next connection.
    void use(Topology next, RedisSettings nextSettings) {
        use(nextSettings);
        scanners.use(nextSettings.requestLimits());
        lanes.use(next);
    }

    /// Takes in a client that has just connected.
    ///
    /// @return null where it was sent away
    @Nullable ClientSession admit(Runnable readOn, Channel channel) {
        tick();
        ClientIdentity identity = role.admit(channel, now());
        if (identity == null) {
            return null;
        }
        ClientSession client = new ClientSession(this, lanes, readOn, channel, identity);
        clients.add(client);
        return client;
    }

    void dismiss(ClientSession client) {
        clients.remove(client);
        role.dismiss();
    }

    @Override
    protected void stop() {
        stopping = true;
        clients.forEach(client -> client.channel().close());
        lanes.close();
        eventLoop().execute(this::releaseBuffers);
    }

    @Override
    protected void drain(CompletableFuture<Void> end) {
        clients.forEach(ClientSession::toClosing);
        if (clients.size() == 0) {
            end.complete(null);
        } else {
            eventLoop().schedule(() -> drain(end), DRAIN_POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
