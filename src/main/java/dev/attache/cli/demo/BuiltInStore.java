package dev.attache.cli.demo;

import dev.attache.base.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A small Redis in this process: enough of it for a demo, over a plain loopback socket and a virtual thread a
/// connection. It keeps nothing on disk and little in memory, see [Keyspace].
final class BuiltInStore implements AutoCloseable {
    static final int DATABASES = 16;

    /// Connections at once; a further one is told so and closed.
    static final int CONNECTIONS_MAX = 128;

    private static final long BYTES_MAX = 4L << 20;
    private static final int BACKLOG = 128;
    private static final Duration END_PATIENCE = Duration.ofSeconds(2);

    private final StoreCommands commands = new StoreCommands();
    private final Keyspace[] databases = new Keyspace[DATABASES];
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener;
    private final Thread acceptor;

    private BuiltInStore(ServerSocket listener, Ticker ticker) {
        this.listener = listener;
        for (int i = 0; i < DATABASES; i++) {
            databases[i] = new Keyspace(ticker, BYTES_MAX);
        }
        this.acceptor = Thread.ofVirtual().name("attache-demo-store").unstarted(this::accept);
    }

    /// Opens an empty store.
    ///
    /// @param port on loopback; 0 for any that is free
    /// @throws IOException where the port is taken
    static BuiltInStore open(int port, Ticker ticker) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        var store = new BuiltInStore(listener, ticker);
        store.acceptor.start();
        return store;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            closeConnections();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var connection = new StoreConnection(this, socket);
            if (connections.size() > CONNECTIONS_MAX) {
                connection.refuse("ERR max number of clients reached");
            } else if (!listener.isClosed()) {
                connection.serve();
            }
        } catch (IOException _) {
            // The peer is gone, or the store is: nobody is left to be told.
        } finally {
            connections.remove(socket);
        }
    }

    /// Runs one command; all of a store's connections take turns.
    synchronized void run(List<String> words, ReplyWriter reply, StoreSession session) {
        commands.run(new StoreCall(words, databases[session.database()], reply, session));
    }

    /// Closes the port and every connection, as a server that is killed does; the port is free afterwards.
    @Override
    public void close() {
        try {
            listener.close();
            // The system frees the port only when the thread that accepts has let go of it.
            acceptor.join(END_PATIENCE);
        } catch (IOException _) {
            // Closing is all that was wanted of it.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        closeConnections();
    }

    private void closeConnections() {
        for (Socket each : connections) {
            try {
                each.close();
            } catch (IOException _) {
                // It was closed already.
            }
        }
    }
}
