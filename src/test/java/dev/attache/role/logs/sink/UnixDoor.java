package dev.attache.role.logs.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A unix socket behind which a TCP port stands: every byte goes on as it came, and is kept.
final class UnixDoor implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final int port;
    private final Path path;
    private final Queue<String> passed = new ConcurrentLinkedQueue<>();
    private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();

    private UnixDoor(Path path, int port) throws IOException {
        this.path = path;
        this.port = port;
        this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(path));
        Thread.ofVirtual().start(this::accept);
    }

    static UnixDoor open(Path path, int port) throws IOException {
        return new UnixDoor(path, port);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel visitor = listener.accept();
                open.add(visitor);
                Thread.ofVirtual().start(() -> pass(visitor));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void pass(SocketChannel from) {
        ByteBuffer block = ByteBuffer.allocate(8192);
        try (from;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream to = behind.getOutputStream();
            while (from.read(block) >= 0) {
                to.write(block.array(), 0, block.position());
                passed.add(new String(block.array(), 0, block.position(), StandardCharsets.UTF_8));
                block.clear();
            }
        } catch (IOException _) {
            // Whoever it was has gone.
        }
    }

    /// All that came through so far.
    String passed() {
        return String.join("", passed);
    }

    @Override
    public void close() throws IOException {
        shut();
    }

    /// As a daemon that ends does: its socket goes, and so do its visitors.
    void shut() throws IOException {
        listener.close();
        for (SocketChannel each : open) {
            each.close();
        }
        Files.deleteIfExists(path);
    }
}
