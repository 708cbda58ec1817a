package dev.attache.role.redis;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.config.RedisConfig;
import dev.attache.config.RoleConfig;
import dev.attache.net.ListenException;
import dev.attache.net.Listener;
import dev.attache.net.LoopShare;
import dev.attache.role.Role;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.role.RoleStatus;
import dev.attache.role.redis.client.ClientIdentity;
import dev.attache.role.redis.client.ServerFacts;
import dev.attache.role.redis.client.Users;
import dev.attache.role.redis.command.CommandEntry;
import dev.attache.role.redis.command.CommandTable;
import dev.attache.role.redis.gather.HeldBudget;
import dev.attache.role.redis.loop.RedisSettings;
import dev.attache.role.redis.reply.Replies;
import dev.attache.role.redis.topology.ShardSlots;
import dev.attache.role.redis.topology.Topologies;
import dev.attache.role.redis.topology.Topology;
import dev.attache.upstream.Cluster;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The sharding ambassador: owns the listener, one [RedisLoop] an event loop, and what they all share.
public final class RedisRole implements Role {
    private static final byte[] TOO_MANY_CLIENTS = Replies.error("ERR max number of clients reached");

    private final RoleContext context;
    private final Cluster cluster;
    private final List<RedisLoop> loops = new ArrayList<>();
    private final AtomicLong clientIds = new AtomicLong();
    private final AtomicInteger clientCount = new AtomicInteger();
    private final Runnable onClusterChange = this::useCluster;
    private final ShardSlots slots = new ShardSlots();
    private final HeldBudget heldBudget = HeldBudget.ofHeap();
    private volatile RedisConfig config;
    private volatile RedisSettings settings;
    private volatile Users users;
    private volatile CommandTable commands = CommandTable.builtIn();
    private volatile ServerFacts facts = ServerFacts.UNKNOWN;
    private volatile RoleStatus.Phase phase = RoleStatus.Phase.CREATED;
    private volatile Map<Integer, ShardSizes.Size> sizes = Map.of();
    private @Nullable Listener listener;
    private @Nullable RedisMetrics metrics;

    public RedisRole(RoleContext context, RedisConfig config) {
        this.context = context;
        this.config = config;
        this.cluster = context.clusters().get(config.cluster());
        this.settings = RedisSettings.of(config, cluster.config());
        this.users = new Users(config);
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public String kind() {
        return "redis";
    }

    @Override
    public void start() throws RoleStartException {
        Topology topology = Topologies.of(config, cluster.endpoints(), slots);
        for (EventLoop each : context.loops().all()) {
            loops.add(new RedisLoop(this, each, context.loops().transport(), context.ticker(), topology));
        }
        loops.forEach(RedisLoop::start);
        cluster.watch(onClusterChange);
        try {
            listener =
                    Listener.bind(context.loops(), config.listen(), context.observer(), new ClientInitializer(loops));
        } catch (ListenException e) {
            stop();
            throw new RoleStartException("role " + name() + " cannot listen: " + e.getMessage());
        }
        metrics = new RedisMetrics(this, name(), config.cluster());
        context.observer().register(metrics);
        new ServerFactsReader(this, loops.getFirst()).start();
        ShardSizes asked = new ShardSizes(this, loops.getFirst());
        sizes = asked.bySlot();
        asked.start();
        phase = RoleStatus.Phase.READY;
    }

    @Override
    public boolean reload(RoleConfig next) {
        if (!(next instanceof RedisConfig wanted)
                || !wanted.listen().equals(config.listen())
                || !wanted.cluster().equals(config.cluster())) {
            return false;
        }
        config = wanted;
        users = new Users(wanted);
        useCluster();
        return true;
    }

    /// Builds the topology anew and has every loop use it.
    private synchronized void useCluster() {
        RedisSettings next = RedisSettings.of(config, cluster.config());
        Topology topology = Topologies.of(config, cluster.endpoints(), slots);
        settings = next;
        for (RedisLoop loop : loops) {
            loop.eventLoop().execute(() -> loop.use(topology, next));
        }
    }

    @Override
    public CompletionStage<Void> drain() {
        phase = RoleStatus.Phase.DRAINING;
        Listener open = listener;
        if (open != null) {
            open.close();
        }
        return LoopShare.drainAll(loops);
    }

    @Override
    public void stop() {
        phase = RoleStatus.Phase.STOPPED;
        cluster.unwatch(onClusterChange);
        Listener open = listener;
        if (open != null) {
            open.close();
        }
        RedisMetrics source = metrics;
        if (source != null) {
            context.observer().unregister(source);
        }
        LoopShare.stopAll(loops);
    }

    @Override
    public RoleStatus status() {
        return new RoleStatus(phase, "", RedisFactSheet.of(this));
    }

    /// Counts a client in, on its loop.
    ///
    /// @return null where there are too many; it has been told so and is being closed
    @Nullable ClientIdentity admit(Channel channel, long nowNanos) {
        if (clientCount.incrementAndGet() > config.maxClients()) {
            clientCount.decrementAndGet();
            channel.writeAndFlush(channel.alloc().buffer().writeBytes(TOO_MANY_CLIENTS))
                    .addListener(_ -> channel.close());
            return null;
        }
        return new ClientIdentity(
                clientIds.incrementAndGet(),
                text(channel.remoteAddress()),
                text(channel.localAddress()),
                !users.passwordNeeded(),
                nowNanos);
    }

    private static String text(@Nullable Object address) {
        String text = String.valueOf(address);
        return text.startsWith("/") ? text.substring(1) : text;
    }

    void dismiss() {
        clientCount.decrementAndGet();
    }

    /// Takes what a shard told of itself: its version, its databases, commands that the table does not have.
    void onFacts(ServerFacts next, List<CommandEntry> learned) {
        facts = next;
        commands = commands.withLearned(learned);
    }

    RedisConfig config() {
        return config;
    }

    RedisSettings settings() {
        return settings;
    }

    Users users() {
        return users;
    }

    CommandTable commands() {
        return commands;
    }

    List<RedisLoop> loops() {
        return loops;
    }

    Cluster cluster() {
        return cluster;
    }

    ShardSlots slots() {
        return slots;
    }

    /// By slot; a shard that has not told is absent.
    Map<Integer, ShardSizes.Size> sizes() {
        return sizes;
    }

    HeldBudget heldBudget() {
        return heldBudget;
    }

    int clientCount() {
        return clientCount.get();
    }

    ServerFacts facts() {
        return facts;
    }

    /// The TCP port that clients connect to; 0 on a unix socket.
    int port() {
        Address address = listener == null ? config.listen() : listener.bound();
        return address instanceof HostPort tcp ? tcp.port() : 0;
    }

    /// Where clients connect, the real port in place of a 0.
    public Address bound() {
        return listener == null ? config.listen() : listener.bound();
    }
}
