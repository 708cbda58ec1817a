package dev.attache.role.redis.shard;

import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.topology.Shard;
import dev.attache.role.redis.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All connections of one event loop to shards: a [Lane] for each protocol version and database in use, and those that
/// stand apart, for one command or until their last reply.
public final class Lanes {
    private final LoopKit loop;
    private final List<Lane> lanes = new ArrayList<>();
    /// Uploads, and those that end with their last reply.
    private final List<ShardConnection> apart = new ArrayList<>();
    private Topology topology;

    public Lanes(LoopKit loop, Topology topology) {
        this.loop = loop;
        this.topology = topology;
    }

    /// The shards that the connections lead to.
    public Topology topology() {
        return topology;
    }

    /// The connections that speak this protocol version to this database; they connect when first used.
    public Lane lane(int protocol, int database) {
        for (Lane lane : lanes) {
            if (lane.protocol() == protocol && lane.database() == database) {
                return lane;
            }
        }
        int perShard = loop.settings().config().connections();
        Lane lane = new Lane(protocol, database, perShard, connectionsFor(protocol, database, perShard, List.of()));
        lanes.add(lane);
        return lane;
    }

    private ShardConnection[] connectionsFor(int protocol, int database, int perShard, List<ShardConnection> existing) {
        Login login = login(protocol, database);
        List<ShardConnection> left = new ArrayList<>(existing);
        ShardConnection[] connections = new ShardConnection[topology.size() * perShard];
        for (int i = 0; i < connections.length; i++) {
            Shard shard = topology.shard(i / perShard);
            ShardConnection kept = removeConnectionTo(left, shard, login);
            connections[i] = kept == null ? new ShardConnection(loop, shard, login, false) : kept;
        }
        left.forEach(ShardConnection::leave);
        apart.addAll(left);
        return connections;
    }

    private Login login(int protocol, int database) {
        return Login.of(protocol, loop.settings().cluster().auth(), database);
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

    /// Takes a new topology and the settings of the loop: connections to shards that stay are kept, those to others end
    /// with their last reply.
    public void use(Topology next) {
        topology = next;
        int perShard = loop.settings().config().connections();
        for (Lane lane : lanes) {
            List<ShardConnection> existing = Arrays.asList(lane.connections());
            lane.replace(perShard, connectionsFor(lane.protocol(), lane.database(), perShard, existing));
        }
    }

    /// A connection for one large command alone.
    public ShardConnection openUpload(Lane lane, int shard) {
        return openApart(shard, login(lane.protocol(), lane.database()), false);
    }

    /// A connection for one command that must not wait behind others, and that a shard gets though it is ejected; it
    /// speaks version 2 to database 0, and ends when it has left.
    public ShardConnection openUrgent(int shard) {
        return openApart(shard, login(2, 0), true);
    }

    private ShardConnection openApart(int shard, Login login, boolean despiteEjection) {
        ShardConnection connection = new ShardConnection(loop, topology.shard(shard), login, despiteEjection);
        apart.add(connection);
        return connection;
    }

    /// Closes a connection that was opened for a large command.
    public void closeUpload(ShardConnection connection) {
        apart.remove(connection);
        connection.close();
    }

    /// Once in a while: has every connection look for what is late, and asks each endpoint for its fitness, so that one
    /// whose time out is over is tried though no key leads to it.
    public void sweep() {
        long now = loop.now();
        for (Lane lane : lanes) {
            for (ShardConnection connection : lane.connections()) {
                connection.sweep(now);
            }
        }
        for (ShardConnection connection : List.copyOf(apart)) {
            connection.sweep(now);
        }
        apart.removeIf(ShardConnection::isClosed);
        for (int i = 0; i < topology.size(); i++) {
            topology.shard(i).endpoint().available();
        }
    }

    /// Closes all at once.
    public void close() {
        for (Lane lane : lanes) {
            for (ShardConnection connection : lane.connections()) {
                connection.close();
            }
        }
        List.copyOf(apart).forEach(this::closeUpload);
    }
}
