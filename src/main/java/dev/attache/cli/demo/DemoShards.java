package dev.attache.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The three shards of the demo.
final class DemoShards implements AutoCloseable {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int FIRST_PORT = 6401;
    private static final String SERVER = "redis-server";

    private final List<DemoShard> shards = new ArrayList<>();
    private final String kind;

    private DemoShards(String kind) {
        this.kind = kind;
    }

    /// Starts them.
    ///
    /// @param reserved ports that they must leave alone
    /// @throws DemoException where one of them cannot; the others are closed then
    static DemoShards open(DemoStores wanted, Set<Integer> reserved) throws DemoException {
        Path server = wanted == DemoStores.BUILT_IN ? null : OnPath.find(SERVER);
        if (server == null && wanted == DemoStores.REDIS_SERVER) {
            throw new DemoException(SERVER + " is not on PATH; install it, or leave --stores out");
        }
        String why = wanted == DemoStores.BUILT_IN ? "as --stores asks" : "because no " + SERVER + " is on PATH";
        var opened = new DemoShards(
                server == null ? "small stores inside this process, " + why : "real servers, each a " + server);
        try {
            for (int i = 0; i < NAMES.size(); i++) {
                opened.add(NAMES.get(i), LoopbackPorts.freeOr(FIRST_PORT + i, reserved), server);
            }
            return opened;
        } catch (DemoException e) {
            opened.close();
            throw e;
        }
    }

    private void add(String name, int port, @Nullable Path server) throws DemoException {
        shards.add(server == null ? BuiltInShard.open(name, port) : ServerShard.open(name, port, server));
    }

    /// What they are, for people.
    String kind() {
        return kind;
    }

    List<DemoShard> all() {
        return List.copyOf(shards);
    }

    @Override
    public void close() {
        shards.forEach(DemoShard::close);
    }
}
