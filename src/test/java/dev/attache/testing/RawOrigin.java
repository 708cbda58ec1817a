package dev.attache.testing;

import dev.attache.base.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// An HTTP origin that does just what a test wants it to, byte by byte: right, wrong, late or never.
///
/// It reads a request's head, and as much of a body as `Content-Length` says, keeps both as text, and hands the
/// connection to the script. Text is Latin-1, one char a byte.
public final class RawOrigin implements AutoCloseable {
    /// What the origin does with one request.
    @FunctionalInterface
    public interface Script {
        /// @param request head and counted body as they came
        /// @param number counted from 0, over all connections
        void answer(Connection connection, String request, int number) throws IOException;
    }

    /// One connection of the peer's.
    public static final class Connection {
        private final Socket socket;
        private final InputStream in;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        public Connection send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        /// Sends the text byte by byte.
        public void dribble(String text) throws IOException {
            for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
                socket.getOutputStream().write(b);
            }
        }

        /// Does nothing for a while, as a slow server does.
        public void pause(Duration length) {
            LockSupport.parkNanos(length.toNanos());
        }

        /// One byte; -1 at the end.
        public int read() throws IOException {
            return in.read();
        }

        /// Reads until the text has come and returns all of it.
        public String readTo(String end) throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
                int b = in.read();
                if (b < 0) {
                    throw new SocketException("ended after " + Visible.text(text.toString()));
                }
                text.append((char) b);
            }
            return text.toString();
        }

        public void close() throws IOException {
            socket.close();
        }

        /// Ends the connection by RST.
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private String readRequest() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    return "";
                }
                head.append((char) b);
            }
            int length = head.toString()
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            boolean waits = head.toString().contains("100-continue");
            return head + (waits ? "" : new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        }
    }

    private final ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private RawOrigin(Script script) throws IOException {
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /// Starts an origin that does as the script says.
    public static RawOrigin doing(Script script) throws IOException {
        return new RawOrigin(script);
    }

    /// Starts an origin that answers every request with this text.
    public static RawOrigin answering(String text) throws IOException {
        return new RawOrigin((connection, _, _) -> connection.send(text));
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", server.getLocalPort());
    }

    /// Every request so far.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// Connections accepted so far.
    public int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Connection connection = new Connection(socket);
            for (String request = connection.readRequest(); !request.isEmpty(); request = connection.readRequest()) {
                int number;
                synchronized (requests) {
                    number = requests.size();
                    requests.add(request);
                }
                script.answer(connection, request, number);
            }
        } catch (IOException _) {
            // The peer, or the script, has ended the connection.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
