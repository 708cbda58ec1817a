package dev.attache.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A plain server on a loopback port, with a virtual thread a connection.
final class LoopbackServer implements AutoCloseable {
    /// What is done with a connection, until it returns.
    @FunctionalInterface
    interface Service {
        /// @param open connections that are open, this one included
        void serve(Socket socket, int open) throws IOException;
    }

    private static final int BACKLOG = 128;
    private static final Duration END_PATIENCE = Duration.ofSeconds(2);

    private final Service service;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener;
    private final Thread acceptor;

    private LoopbackServer(ServerSocket listener, Service service) {
        this.listener = listener;
        this.service = service;
        this.acceptor = Thread.ofVirtual().name("attache-demo-server").unstarted(this::accept);
    }

    /// @param port 0 for any that is free
    /// @throws IOException where the port is taken
    static LoopbackServer open(int port, Service service) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        var server = new LoopbackServer(listener, service);
        server.acceptor.start();
        return server;
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
            if (!listener.isClosed()) {
                service.serve(socket, connections.size());
            }
        } catch (IOException _) {
            // The peer is gone, or the server is: nobody is left to be told.
        } finally {
            connections.remove(socket);
        }
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
