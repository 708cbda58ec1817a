package dev.attache.cli.demo;

import dev.attache.base.Ticker;
import java.io.IOException;
import java.net.Socket;
import java.util.List;

/// A small Redis in this process: enough of it for a demo. It keeps nothing on disk and little in memory, see
/// [Keyspace].
final class BuiltInStore implements AutoCloseable {
    static final int DATABASES = 16;

    /// Connections at once; a further one is told so and closed.
    static final int CONNECTIONS_MAX = 128;

    private static final long BYTES_MAX = 4L << 20;

    private final StoreCommands commands = new StoreCommands();
    private final Keyspace[] databases = new Keyspace[DATABASES];
    private final LoopbackServer server;

    private BuiltInStore(int port, Ticker ticker) throws IOException {
        for (int i = 0; i < DATABASES; i++) {
            databases[i] = new Keyspace(ticker, BYTES_MAX);
        }
        this.server = LoopbackServer.open(port, this::serve);
    }

    /// Opens an empty store.
    ///
    /// @param port on loopback; 0 for any that is free
    /// @throws IOException where the port is taken
    static BuiltInStore open(int port, Ticker ticker) throws IOException {
        return new BuiltInStore(port, ticker);
    }

    int port() {
        return server.port();
    }

    private void serve(Socket socket, int open) throws IOException {
        var connection = new StoreConnection(this, socket);
        if (open > CONNECTIONS_MAX) {
            connection.refuse("ERR max number of clients reached");
        } else {
            connection.serve();
        }
    }

    /// Runs one command; all of a store's connections take turns.
    synchronized void run(List<String> words, ReplyWriter reply, StoreSession session) {
        commands.run(new StoreCall(words, databases[session.database()], reply, session));
    }

    /// As a server that is killed: the port is free afterwards, and what was stored is gone.
    @Override
    public void close() {
        server.close();
    }
}
