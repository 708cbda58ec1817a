package dev.attache.cli.demo;

import dev.attache.base.HostPort;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A plain blocking Redis client over RESP2, such as any app might have. For one thread.
final class DemoClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(10).toMillis();
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private DemoClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    }

    /// An empty host stands for loopback, where whoever listens on every interface is reached too.
    static DemoClient connect(HostPort address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(socketAddress(address), PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new DemoClient(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static InetSocketAddress socketAddress(HostPort address) {
        HostPort reachable = reachable(address);
        return new InetSocketAddress(reachable.host(), reachable.port());
    }

    /// The address for a client of whoever listens at the given one.
    static HostPort reachable(HostPort listen) {
        return listen.host().isEmpty() ? new HostPort("127.0.0.1", listen.port()) : listen;
    }

    /// Sends a command and waits for its reply.
    Reply call(String... words) throws IOException {
        send(List.of(words));
        return receive();
    }

    /// Sends a command; it leaves with the next [#receive].
    void send(List<String> words) throws IOException {
        write("*" + words.size() + "\r\n");
        for (String word : words) {
            write("$" + word.length() + "\r\n");
            write(word);
            write("\r\n");
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Waits for the next reply.
    Reply receive() throws IOException {
        out.flush();
        return reply();
    }

    private Reply reply() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> new Reply.Status(rest);
            case '-' -> new Reply.Failure(rest);
            case ':' -> new Reply.Whole(Long.parseLong(rest));
            case '$' -> text(Integer.parseInt(rest));
            case '*' -> many(Integer.parseInt(rest));
            default -> throw new IOException("not a RESP2 reply: " + line);
        };
    }

    private Reply text(int length) throws IOException {
        if (length < 0) {
            return new Reply.Nothing();
        }
        byte[] bytes = in.readNBytes(length + 2);
        if (bytes.length < length + 2) {
            throw new EOFException("the connection ended within a reply");
        }
        return new Reply.Text(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }

    private Reply many(int size) throws IOException {
        if (size < 0) {
            return new Reply.Nothing();
        }
        List<Reply> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(reply());
        }
        return new Reply.Many(elements);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            line.append((char) next);
        }
        if (in.read() != '\n' || line.isEmpty()) {
            throw new IOException("not a line of RESP: " + line);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // Closing is all that was wanted of it.
        }
    }
}
