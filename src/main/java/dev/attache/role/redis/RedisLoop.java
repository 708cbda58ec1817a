package dev.attache.role.redis;

import dev.attache.base.ArrayPool;
import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.net.LoopShare;
import dev.attache.net.Transport;
import dev.attache.wire.resp.RequestScanner;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the role keeps on one event loop: its clients, its own connections to every shard, and the buffers that a tick
/// borrows.
final class RedisLoop extends LoopShare {
    /// Bytes of a read that are looked at in one go.
    static final int WINDOW_BYTES = 64 * 1024;

    /// The beginning of a command and the read that goes on with it are looked at as one up to this size.
    static final int JOINED_BYTES_MAX = 2 * WINDOW_BYTES;

    private static final long SWEEP_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SWEEP_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long CLIENT_SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /// Those that share the budget, and one to spare.
    private static final int LOOPS_MAX = 5;

    private static final int GATHERS_IDLE_MAX = 4096;
    private static final int IDLE_ARRAY_BYTES_MAX = 2 * 1024 * 1024;
    private static final int SCRATCH_CAPACITY_KEPT = 64 * 1024;

    private final RedisRole role;
    private final ExchangePool exchanges = new ExchangePool();
    private final GatherGate gatherGate;
    private final ArrayDeque<Gather> gathers = new ArrayDeque<>();
    private final ArrayDeque<RequestScanner> scanners = new ArrayDeque<>();
    private final List<Lane> lanes = new ArrayList<>();
    /// Connections outside the lanes: uploads, and those that end with their last reply.
    private final List<ShardConnection> apart = new ArrayList<>();
    private final ClientRegistry clients = new ClientRegistry();
    private final RedisStats stats;
    private final Dispatcher dispatcher;
    private final ArrayPool arrays = new ArrayPool(IDLE_ARRAY_BYTES_MAX);
    private final GrowingBytes scratch = new GrowingBytes();
    private final byte[] replyWindow = new byte[WINDOW_BYTES];
    private byte[] requestWindow = new byte[WINDOW_BYTES];
    private RequestScanner scanner;
    private RedisSettings settings;
    private Topology topology;
    private long clientsSweptNanos;
    private boolean stopping;

    RedisLoop(RedisRole role, EventLoop eventLoop, Transport transport, Ticker ticker, Topology topology) {
        super(eventLoop, transport, ticker);
        this.role = role;
        this.topology = topology;
        this.settings = role.settings();
        this.scanner = new RequestScanner(settings.requestLimits());
        this.stats = new RedisStats(this);
        this.dispatcher = new Dispatcher(this);
        this.gatherGate = new GatherGate(role.heldBudget().bytesMax() / LOOPS_MAX);
    }

    /// Starts what runs by the clock; called once, from any thread.
    void start() {
        eventLoop().execute(this::scheduleSweep);
    }

    private void scheduleSweep() {
        if (!stopping) {
            long period = Math.clamp(settings.timeoutNanos() / 4, SWEEP_NANOS_MIN, SWEEP_NANOS_MAX);
            eventLoop().schedule(this::sweep, period, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        tick();
        for (Lane lane : lanes) {
            for (ShardConnection connection : lane.connections()) {
                connection.sweep(now());
            }
        }
        for (ShardConnection connection : List.copyOf(apart)) {
            connection.sweep(now());
        }
        apart.removeIf(ShardConnection::isClosed);
        tryEjected();
        if (now() - clientsSweptNanos > CLIENT_SWEEP_NANOS) {
            clientsSweptNanos = now();
            clients.forEach(client -> client.sweep(now()));
        }
        scheduleSweep();
    }

    /// Asks each endpoint for its fitness, so that one whose time out is over is tried though no key leads to it.
    private void tryEjected() {
        for (int i = 0; i < topology.size(); i++) {
            topology.shard(i).endpoint().available();
        }
    }

    boolean isStopping() {
        return stopping;
    }

    long jitter(long nanos) {
        return nanos - ThreadLocalRandom.current().nextLong(nanos / 4 + 1);
    }

    RedisRole role() {
        return role;
    }

    RedisSettings settings() {
        return settings;
    }

    Topology topology() {
        return topology;
    }

    RedisStats stats() {
        return stats;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    ExchangePool exchanges() {
        return exchanges;
    }

    ClientRegistry clients() {
        return clients;
    }

    /// Arrays for what is held for a while.
    ArrayPool arrays() {
        return arrays;
    }

    byte[] replyWindow() {
        return replyWindow;
    }

    byte[] requestWindow(int length) {
        if (requestWindow.length < length) {
            requestWindow = new byte[length];
        }
        return requestWindow;
    }

    /// An empty buffer for what is being put together within one call.
    GrowingBytes scratch() {
        scratch.clear(SCRATCH_CAPACITY_KEPT);
        return scratch;
    }

    RequestScanner scanner() {
        return scanner;
    }

    /// Leaves a scanner that stands inside a command to its client.
    RequestScanner lendScanner(RequestScanner inUse) {
        RequestScanner next = scanners.poll();
        scanner = next == null ? new RequestScanner(settings.requestLimits()) : next;
        return inUse;
    }

    void takeBackScanner(RequestScanner back) {
        boolean current = back.limits().equals(settings.requestLimits());
        if (current && scanners.size() < GATHERS_IDLE_MAX && back.isSmall()) {
            scanners.push(back);
        }
    }

    GatherGate gatherGate() {
        return gatherGate;
    }

    Gather takeGather() {
        Gather idle = gathers.poll();
        return idle == null ? new Gather(this) : idle;
    }

    void takeBackGather(Gather gather) {
        if (gathers.size() < GATHERS_IDLE_MAX) {
            gathers.push(gather);
        }
    }

    /// The connections that speak this protocol version to this database; they connect when first used.
    Lane lane(int protocol, int database) {
        for (Lane lane : lanes) {
            if (lane.protocol() == protocol && lane.database() == database) {
                return lane;
            }
        }
        int perShard = settings.config().connections();
        Lane lane = new Lane(protocol, database, perShard, connectionsFor(protocol, database, perShard, List.of()));
        lanes.add(lane);
        return lane;
    }

    private ShardConnection[] connectionsFor(int protocol, int database, int perShard, List<ShardConnection> existing) {
        Login login = Login.of(protocol, settings.cluster().auth(), database);
        List<ShardConnection> left = new ArrayList<>(existing);
        ShardConnection[] connections = new ShardConnection[topology.size() * perShard];
        for (int i = 0; i < connections.length; i++) {
            Shard shard = topology.shard(i / perShard);
            ShardConnection kept = removeConnectionTo(left, shard, login);
            connections[i] = kept == null ? new ShardConnection(this, shard, login, false) : kept;
        }
        left.forEach(ShardConnection::leave);
        apart.addAll(left);
        return connections;
    }

    /// Goes by address: a shard with a new weight keeps its connections, and so its commands their order.
    private static @Nullable ShardConnection removeConnectionTo(List<ShardConnection> from, Shard shard, Login login) {
        for (ShardConnection connection : from) {
            if (connection.shard().endpoint().address().equals(shard.endpoint().address())) {
                connection.moveTo(shard, login);
                from.remove(connection);
                return connection;
            }
        }
        return null;
    }

    /// Takes a new topology: connections to shards that stay are kept, those to others end with their last reply.
    ///
    /// Bounds on commands hold from each client's next command, those on replies from a shard's next connection.
    void use(Topology next, RedisSettings nextSettings) {
        topology = next;
        settings = nextSettings;
        stats.use(nextSettings);
        if (!scanner.limits().equals(nextSettings.requestLimits())) {
            scanner = new RequestScanner(nextSettings.requestLimits());
            scanners.clear();
        }
        int perShard = settings.config().connections();
        for (Lane lane : lanes) {
            List<ShardConnection> existing = Arrays.asList(lane.connections());
            lane.replace(perShard, connectionsFor(lane.protocol(), lane.database(), perShard, existing));
        }
    }

    /// A connection for one large command alone.
    ShardConnection openUpload(Lane lane, int shard) {
        Login login = Login.of(lane.protocol(), settings.cluster().auth(), lane.database());
        ShardConnection connection = new ShardConnection(this, topology.shard(shard), login, false);
        apart.add(connection);
        return connection;
    }

    /// A connection for one command that must not wait behind others, and that a shard gets though it is ejected; it
    /// speaks version 2 to database 0, and ends when it has left.
    ShardConnection openUrgent(int shard) {
        Login login = Login.of(2, settings.cluster().auth(), 0);
        ShardConnection connection = new ShardConnection(this, topology.shard(shard), login, true);
        apart.add(connection);
        return connection;
    }

    void closeUpload(ShardConnection connection) {
        apart.remove(connection);
        connection.close();
    }

    /// Takes in a client that has just connected.
    ///
    /// @return null where it was sent away
    @Nullable ClientSession admit(ClientHandler handler, Channel channel) {
        tick();
        ClientIdentity identity = role.admit(channel, now());
        if (identity == null) {
            return null;
        }
        ClientSession client = new ClientSession(this, handler, channel, identity);
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
        clients.copy().forEach(client -> client.channel().close());
        for (Lane lane : lanes) {
            for (ShardConnection connection : lane.connections()) {
                connection.close();
            }
        }
        List.copyOf(apart).forEach(this::closeUpload);
        eventLoop().execute(this::releaseBuffers);
    }

    @Override
    protected void drain(CompletableFuture<Void> end) {
        clients.copy().forEach(ClientSession::toClosing);
        if (clients.size() == 0) {
            end.complete(null);
        } else {
            eventLoop().schedule(() -> drain(end), 10, TimeUnit.MILLISECONDS);
        }
    }
}
