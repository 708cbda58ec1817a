package dev.attache.testing;

import dev.attache.base.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// One connection through a [DelayingRelay]: two pumps, each on a virtual thread, that do as [RelayFaults] says.
final class RelayConnection {
    private static final int PIECE_BYTES = 16 * 1024;
    private static final long POLL_NANOS = Duration.ofMillis(2).toNanos();

    private final Socket client;
    private final Socket server = new Socket();
    private final RelayFaults faults;
    private final Consumer<RelayConnection> onEnd;
    private volatile boolean cut;

    RelayConnection(Socket client, RelayFaults faults, Consumer<RelayConnection> onEnd) {
        this.client = client;
        this.faults = faults;
        this.onEnd = onEnd;
    }

    /// Connects to the target and pumps until one side ends.
    void serve(HostPort target) {
        try {
            server.connect(new InetSocketAddress(target.host(), target.port()), (int) Deadline.USUAL.toMillis());
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread.ofVirtual().name("relay-replies").start(this::runReplies);
            pumpRequests();
            server.shutdownOutput();
        } catch (IOException _) {
            reset();
        }
    }

    /// RST both ways.
    void reset() {
        lingerNot(client);
        lingerNot(server);
        close();
    }

    /// FIN both ways, or RST where bytes lie unread, as the kernel has it.
    void close() {
        closeQuietly(server);
        closeQuietly(client);
        onEnd.accept(this);
    }

    private void runReplies() {
        try {
            switch (pumpReplies()) {
                case NONE, GARBAGE -> close();
                case RESET -> reset();
                case CUT -> cut();
            }
        } catch (IOException _) {
            if (!cut) {
                reset();
            }
        }
    }

    /// The client gets FIN and is still read until it closes, because closing over unread bytes would send RST.
    private void cut() throws IOException {
        cut = true;
        closeQuietly(server);
        client.shutdownOutput();
    }

    private void pumpRequests() throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            awaitReading();
            passUnlessCut(out, piece, count);
        }
        if (cut) {
            close();
        }
    }

    private void passUnlessCut(OutputStream out, byte[] piece, int count) throws IOException {
        try {
            if (!cut) {
                out.write(piece, 0, count);
            }
        } catch (IOException failure) {
            if (!cut) {
                throw failure;
            }
        }
    }

    private RelayFaults.Break pumpReplies() throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        long passed = 0;
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            waitNanos(faults.delayNanos);
            RelayFaults.Breaking breaking = faults.breaking;
            if (passed + count >= breaking.atReplyBytes()) {
                out.write(piece, 0, (int) Math.max(0, breaking.atReplyBytes() - passed));
                out.write(breaking.garbage().getBytes(StandardCharsets.ISO_8859_1));
                if (breaking.how() == RelayFaults.Break.GARBAGE) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                return breaking.how();
            }
            writeThrottled(out, piece, count);
            passed += count;
        }
        return RelayFaults.Break.NONE;
    }

    private void writeThrottled(OutputStream out, byte[] piece, int count) throws IOException {
        int from = 0;
        while (from < count) {
            int rate = faults.bytesPerSecond;
            int now = rate == 0 ? count - from : Math.min(Math.max(1, rate / 100), count - from);
            out.write(piece, from, now);
            from += now;
            if (rate > 0) {
                waitNanos(now * 1_000_000_000L / rate);
            }
        }
    }

    private void awaitReading() {
        while (!faults.reading && !client.isClosed()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static void waitNanos(long nanos) {
        Deadline deadline = Deadline.after(Duration.ofNanos(nanos));
        while (!deadline.isOver()) {
            LockSupport.parkNanos(deadline.remainingNanos());
        }
    }

    private static void lingerNot(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // Closed already, which is the aim.
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Nothing is left to do about it.
        }
    }
}
