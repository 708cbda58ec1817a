package dev.attache.cli.demo;

import dev.attache.base.Ticker;
import java.io.IOException;

/// A shard that is a store of this process.
final class BuiltInShard implements DemoShard {
    private final String name;
    private final int port;
    private volatile BuiltInStore store;

    private BuiltInShard(String name, BuiltInStore store) {
        this.name = name;
        this.port = store.port();
        this.store = store;
    }

    /// @throws DemoException where the port is taken
    static BuiltInShard open(String name, int port) throws DemoException {
        return new BuiltInShard(name, openStore(name, port));
    }

    private static BuiltInStore openStore(String name, int port) throws DemoException {
        try {
            return BuiltInStore.open(port, Ticker.SYSTEM);
        } catch (IOException e) {
            throw new DemoException("shard " + name + " cannot listen on 127.0.0.1:" + port + ": " + e.getMessage());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() {
        store.close();
    }

    @Override
    public void revive() throws DemoException {
        store = openStore(name, port);
    }

    @Override
    public void close() {
        store.close();
    }
}
