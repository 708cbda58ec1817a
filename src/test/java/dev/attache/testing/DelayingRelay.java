package dev.attache.testing;

import dev.attache.base.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A TCP relay on loopback that stands before a real server and does to its connections what bad networks do.
///
/// Faults may be set and taken back at any time and hold for connections that are open and those to come. Counts of
/// reply bytes are those of one connection.
public final class DelayingRelay implements AutoCloseable {
    private final HostPort target;
    private final ServerSocket listener;
    private final RelayFaults faults = new RelayFaults();
    private final Set<RelayConnection> open = ConcurrentHashMap.newKeySet();

    private DelayingRelay(HostPort target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /// Listens on a port of its own and passes everything on.
    public static DelayingRelay to(HostPort target) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()), 512);
        DelayingRelay relay = new DelayingRelay(target, listener);
        Thread.ofVirtual().name("relay-accept").start(relay::acceptAll);
        return relay;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", port());
    }

    /// Holds every piece of a reply back so long; pieces wait one after another, so a busy connection also gets slow.
    public void delayReplies(Duration delay) {
        faults.delayNanos = delay.toNanos();
    }

    /// Lets replies pass at this rate at most; 0 lifts the limit.
    public void throttleReplies(int bytesPerSecond) {
        faults.bytesPerSecond = bytesPerSecond;
    }

    /// Closes a connection in an orderly way (FIN) once it has passed on so many bytes of replies.
    public void cutAfterReplyBytes(long bytes) {
        faults.breaking = new RelayFaults.Breaking(bytes, RelayFaults.Break.CUT, "");
    }

    /// Resets a connection (RST both ways) once it has passed on so many bytes of replies.
    public void resetAfterReplyBytes(long bytes) {
        faults.breaking = new RelayFaults.Breaking(bytes, RelayFaults.Break.RESET, "");
    }

    /// Sends `garbage` (Latin-1) in place of all that follows, once a connection has passed on so many bytes of
    /// replies. The connection stays open.
    public void garbageAfterReplyBytes(long bytes, String garbage) {
        faults.breaking = new RelayFaults.Breaking(bytes, RelayFaults.Break.GARBAGE, garbage);
    }

    /// Takes no more bytes from clients, so that their sockets fill up. What a read under way still brings (16 KiB at
    /// most) waits in the relay: no byte passes until [#resumeReading].
    public void stopReading() {
        faults.reading = false;
    }

    public void resumeReading() {
        faults.reading = true;
    }

    /// Takes all faults back; connections that broke stay broken.
    public void heal() {
        faults.heal();
    }

    /// Resets (RST) every connection there is now.
    public void resetAll() {
        open.forEach(RelayConnection::reset);
    }

    /// Connections open now.
    public int openConnections() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(RelayConnection::close);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                begin(listener.accept());
            } catch (IOException _) {
                return;
            }
        }
    }

    private void begin(Socket client) {
        RelayConnection connection = new RelayConnection(client, faults, open::remove);
        open.add(connection);
        Thread.ofVirtual().name("relay-requests").start(() -> connection.serve(target));
    }
}
