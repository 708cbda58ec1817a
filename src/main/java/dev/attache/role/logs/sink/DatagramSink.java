package dev.attache.role.logs.sink;

import dev.attache.base.Address;
import dev.attache.base.GrowingBytes;
import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import dev.attache.base.UnixPath;
import dev.attache.role.logs.batch.Batch;
import dev.attache.role.logs.batch.Sink;
import dev.attache.role.logs.batch.Verdict;
import dev.attache.wire.log.SyslogHeader;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Syslog in datagrams, one a line (RFC 5426): UDP, or a unix socket such as `/dev/log`.
///
/// What ours has sent counts as arrived. By UDP nobody ever knows; a unix socket takes what its owner will read, and
/// where that is full this one waits.
public final class DatagramSink implements Sink {
    private static final int KEPT = 64 * 1024;
    private static final long PAUSE_MILLIS = 2;

    private final Address address;
    private final Ticker ticker;
    private final SyslogHeader header;
    private final int bytesMax;
    private final long timeoutNanos;
    private final GrowingBytes line = new GrowingBytes();
    private ByteBuffer direct = ByteBuffer.allocateDirect(8 * 1024);
    private @Nullable Door door;

    /// Where datagrams go.
    private interface Door extends Closeable {
        /// @return whether it was taken; not yet otherwise
        boolean send(ByteBuffer datagram) throws IOException;
    }

    /// @param bytesMax longest datagram; a longer line is refused
    public DatagramSink(Address address, Ticker ticker, SyslogHeader header, int bytesMax, long timeoutNanos) {
        this.address = address;
        this.ticker = ticker;
        this.header = header;
        this.bytesMax = bytesMax;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public Verdict deliver(Batch batch, int from, int to) throws InterruptedException {
        long deadline = ticker.nanos() + timeoutNanos;
        try {
            for (int i = from; i < to; i++) {
                write(batch, i);
                if (line.length() > bytesMax) {
                    return new Verdict.Refused(
                            "a line of " + line.length() + " bytes; a datagram has " + bytesMax + " at most");
                }
            }
            for (int i = from; i < to; i++) {
                write(batch, i);
                send(deadline);
            }
            return Verdict.Taken.ALL;
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            close();
            return why.contains("Message too long") ? new Verdict.Refused(why) : new Verdict.Later(why, 0);
        }
    }

    private void write(Batch batch, int record) {
        line.clear(KEPT);
        header.write(batch.nanos(record), batch.severity(record), line);
        line.append(batch.array(), batch.from(record), batch.to(record) - batch.from(record));
    }

    private void send(long deadline) throws IOException, InterruptedException {
        if (direct.capacity() < line.length()) {
            direct = ByteBuffer.allocateDirect(bytesMax);
        }
        direct.clear().put(line.array(), 0, line.length()).flip();
        Door open = door;
        if (open == null) {
            open = open(address);
            door = open;
        }
        while (!open.send(direct)) {
            if (ticker.nanos() > deadline) {
                throw new SocketTimeoutException("takes nothing in time");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static Door open(Address address) throws IOException {
        return switch (address) {
            case HostPort tcp -> udp(tcp);
            case UnixPath unix -> unix(unix);
        };
    }

    private static Door udp(HostPort to) throws IOException {
        InetSocketAddress target = new InetSocketAddress(to.host(), to.port());
        if (target.isUnresolved()) {
            throw new IOException("unknown host " + to.host());
        }
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.connect(target);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Door() {
            @Override
            public boolean send(ByteBuffer datagram) throws IOException {
                return channel.write(datagram) > 0;
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private static Door unix(UnixPath to) throws IOException {
        if (!Epoll.isAvailable()) {
            throw new IOException("datagrams to a unix socket need Linux's native transport");
        }
        Socket socket = Socket.newSocketDomainDgram();
        try {
            socket.connect(new DomainSocketAddress(to.path()));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new Door() {
            @Override
            public boolean send(ByteBuffer datagram) throws IOException {
                return socket.write(datagram, datagram.position(), datagram.limit()) > 0;
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    @Override
    public void close() {
        Door open = door;
        door = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // It is given up anyway.
            }
        }
    }
}
