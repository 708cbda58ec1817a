package dev.attache.role.metrics.source;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.UnixPath;
import dev.attache.net.tls.TlsSockets;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A connection whose reads and writes block, for virtual threads: an interrupt closes it.
public final class StreamLink implements Closeable {
    private final Closeable socket;
    private final InputStream in;
    private final OutputStream out;

    private StreamLink(Closeable socket, InputStream in, OutputStream out) {
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    /// Connects.
    ///
    /// @throws IOException naming the address and why it cannot be reached
    public static StreamLink open(Address address) throws IOException {
        return open(address, null);
    }

    /// Connects by TLS.
    ///
    /// @param tls null speaks in the clear, as unix sockets always do
    /// @throws IOException naming the address and why it cannot be reached
    public static StreamLink open(Address address, @Nullable TlsSockets tls) throws IOException {
        try {
            return switch (address) {
                case HostPort tcp -> tcp(tcp, tls);
                case UnixPath unix -> unix(unix);
            };
        } catch (IOException refused) {
            throw new IOException("cannot connect to " + address + ": " + reason(refused), refused);
        }
    }

    private static String reason(IOException refused) {
        String message = refused.getMessage();
        return message == null ? refused.getClass().getSimpleName() : message;
    }

    private static StreamLink tcp(HostPort address, @Nullable TlsSockets tls) throws IOException {
        String host = address.host().isEmpty() ? "localhost" : address.host();
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, address.port()));
            Socket agreed = tls == null ? socket : tls.over(socket, address);
            return new StreamLink(agreed, agreed.getInputStream(), agreed.getOutputStream());
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    private static StreamLink unix(UnixPath address) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(address.path()));
            return new StreamLink(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    public InputStream in() {
        return in;
    }

    public OutputStream out() {
        return out;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
