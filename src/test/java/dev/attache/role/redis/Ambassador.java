package dev.attache.role.redis;

import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import dev.attache.net.EventLoops;
import dev.attache.net.Transport;
import dev.attache.observe.EventFormat;
import dev.attache.observe.Telemetry;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.role.redis.topology.ShardSlots;
import dev.attache.role.redis.topology.Topologies;
import dev.attache.role.redis.topology.Topology;
import dev.attache.testing.DelayingRelay;
import dev.attache.testing.RawClient;
import dev.attache.testing.RedisServer;
import dev.attache.upstream.Clusters;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The whole Redis role in this JVM, before real servers of its own.
///
/// ```java
/// try (Ambassador attache = Ambassador.over(3).with(setup -> setup.role("timeout: 1s")).start();
///         RawClient client = attache.client()) {
///     attache.shard(1).kill();
///     …
/// }
/// ```
/// The shards are called `shard-0`, `shard-1` and so on. The transport is the one that `attache.transport` names.
final class Ambassador implements AutoCloseable {
    private final Setup setup;
    private final List<RedisServer> shards;
    private final List<DelayingRelay> relays;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Telemetry telemetry = new Telemetry(EventFormat.TEXT, log, Clock.systemUTC());
    private final EventLoops loops;
    private final Clusters clusters;
    private final RedisRole role;

    private Ambassador(Setup setup, int threads, List<RedisServer> shards, List<DelayingRelay> relays) {
        this.setup = setup;
        this.shards = shards;
        this.relays = relays;
        this.loops = EventLoops.start(Transport.choose(), threads);
        this.clusters = new Clusters(setup.clusterConfigs(), loops, telemetry, Ticker.SYSTEM);
        this.role = new RedisRole(
                new RoleContext(Setup.ROLE, loops, clusters, telemetry, Ticker.SYSTEM), setup.roleConfig());
    }

    /// An ambassador before so many fresh servers.
    static Plan over(int shards) {
        return new Plan(shards);
    }

    /// What is still to be decided before it starts.
    static final class Plan {
        private final int shards;
        private final Setup setup = new Setup();
        private final List<String> serverArguments = new ArrayList<>();
        private int threads = 1;
        private boolean relayed;
        private boolean stopped;

        private Plan(int shards) {
            this.shards = shards;
        }

        Plan with(Consumer<Setup> settings) {
            settings.accept(setup);
            return this;
        }

        Plan loops(int count) {
            threads = count;
            return this;
        }

        /// As on the command line of `redis-server`.
        Plan serverArguments(String... arguments) {
            serverArguments.addAll(List.of(arguments));
            return this;
        }

        /// Puts a [DelayingRelay] before every shard.
        Plan behindRelays() {
            relayed = true;
            return this;
        }

        /// Kills the shards before attache starts.
        Plan shardsDown() {
            stopped = true;
            return this;
        }

        Ambassador start() throws IOException {
            List<RedisServer> servers = new ArrayList<>();
            List<DelayingRelay> relays = new ArrayList<>();
            for (int i = 0; i < shards; i++) {
                RedisServer server = RedisServer.start(serverArguments.toArray(String[]::new));
                servers.add(server);
                HostPort address = server.address();
                if (relayed) {
                    DelayingRelay relay = DelayingRelay.to(address);
                    relays.add(relay);
                    address = relay.address();
                }
                if (stopped) {
                    server.kill();
                }
                setup.shard(nameOf(i), address);
            }
            Ambassador attache = new Ambassador(setup, threads, servers, relays);
            attache.start();
            return attache;
        }
    }

    private void start() {
        try {
            role.start();
        } catch (RoleStartException refused) {
            throw new IllegalStateException(refused);
        }
    }

    static String nameOf(int shard) {
        return "shard-" + shard;
    }

    RedisServer shard(int index) {
        return shards.get(index);
    }

    DelayingRelay relay(int index) {
        return relays.get(index);
    }

    /// Starts one more server, which is no shard until [#reload] says so.
    RedisServer addServer() throws IOException {
        RedisServer server = RedisServer.start();
        shards.add(server);
        return server;
    }

    RedisRole role() {
        return role;
    }

    int port() {
        return role.port();
    }

    RawClient client() throws IOException {
        return RawClient.connect(port());
    }

    /// A client that speaks RESP3.
    RawClient client3() throws IOException {
        RawClient client = client();
        client.call("HELLO", "3");
        return client;
    }

    /// A key that the shard owns, made from the prefix.
    String keyOn(int shard, String prefix) {
        Topology topology =
                Topologies.of(setup.roleConfig(), clusters.get(Setup.CLUSTER).endpoints(), new ShardSlots());
        for (int i = 0; ; i++) {
            String key = prefix + i;
            byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
            if (topology.shardOf(bytes, 0, bytes.length) == shard) {
                return key;
            }
        }
    }

    /// Takes changed settings while running, as SIGHUP would have it.
    void reload(Consumer<Setup> change) {
        change.accept(setup);
        clusters.reload(setup.clusterConfigs());
        if (!role.reload(setup.roleConfig())) {
            throw new IllegalStateException("the role wants a restart for these settings");
        }
    }

    /// The sum of a counter over all its labels, from the text that a scrape gets.
    double metric(String name) {
        String text = new String(telemetry.expose("", "").bytes(), StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /// Direct memory that buffers hold now.
    static long directBytes() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    /// What attache has logged so far.
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        role.stop();
        clusters.close();
        loops.close();
        telemetry.close();
        for (DelayingRelay relay : relays) {
            relay.close();
        }
        for (RedisServer shard : shards) {
            shard.close();
        }
    }
}
