package dev.attache.balance;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// A shard that answers every Redis command with its own number, so that a reply through a proxy says who got the key.
final class IndexServer implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocketChannel listener;
    private final byte[] reply;

    private IndexServer(ServerSocketChannel listener, int index) {
        this.listener = listener;
        String digits = Integer.toString(index);
        this.reply = ("$" + digits.length() + "\r\n" + digits + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    static IndexServer start(SocketAddress address, int index) throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        ServerSocketChannel listener =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        listener.bind(address);
        IndexServer server = new IndexServer(listener, index);
        Thread.ofVirtual().name("index-server-" + index).start(server::accept);
        return server;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel peer = listener.accept();
                Thread.ofVirtual().start(() -> serve(peer));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(SocketChannel peer) {
        try (peer) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(peer), BUFFER_BYTES);
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(peer), BUFFER_BYTES);
            while (in.read() == '*') {
                for (int words = RespLines.readNumber(in); words > 0; words--) {
                    in.skipNBytes(1);
                    in.skipNBytes(RespLines.readNumber(in) + 2);
                }
                out.write(reply);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException _) {
            // the proxy is gone
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
