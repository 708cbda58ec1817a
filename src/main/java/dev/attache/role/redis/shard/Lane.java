package dev.attache.role.redis.shard;

/// The connections of one event loop to all shards of a topology, for one protocol version and one database.
public final class Lane {
    private final int protocol;
    private final int database;
    private int connectionsPerShard;
    private ShardConnection[] connections;

    Lane(int protocol, int database, int connectionsPerShard, ShardConnection[] connections) {
        this.protocol = protocol;
        this.database = database;
        this.connectionsPerShard = connectionsPerShard;
        this.connections = connections;
    }

    public int protocol() {
        return protocol;
    }

    public int database() {
        return database;
    }

    /// The connection for commands without a key.
    public ShardConnection connection(int shard) {
        return connections[shard * connectionsPerShard];
    }

    /// The connection for a key of that shard: always the same one, so that a key's commands keep their order.
    public ShardConnection connection(int shard, byte[] bytes, int keyFrom, int keyLength) {
        return connections[slotOf(shard, bytes, keyFrom, keyLength)];
    }

    /// Place of the connection for a key among all connections.
    public int slotOf(int shard, byte[] bytes, int keyFrom, int keyLength) {
        if (connectionsPerShard == 1) {
            return shard;
        }
        int hash = 1;
        for (int i = keyFrom, end = keyFrom + keyLength; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return shard * connectionsPerShard + Integer.remainderUnsigned(hash, connectionsPerShard);
    }

    public ShardConnection at(int slot) {
        return connections[slot];
    }

    public int size() {
        return connections.length;
    }

    ShardConnection[] connections() {
        return connections;
    }

    void replace(int perShard, ShardConnection[] next) {
        connectionsPerShard = perShard;
        connections = next;
    }
}
