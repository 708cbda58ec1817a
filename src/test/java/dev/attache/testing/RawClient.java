package dev.attache.testing;

import dev.attache.base.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A blocking client that sends and sees exact bytes.
///
/// Text is Latin-1 on the way out and in, so one char is one byte. Every read ends at the deadline with an
/// [AssertionError] that shows what had come by then. Not safe for use by two threads, save that one may send while
/// another reads.
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final ReplyReader replies;
    private Duration patience = Deadline.USUAL;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.replies = new ReplyReader(socket);
    }

    /// Connects to a loopback port.
    public static RawClient connect(int port) throws IOException {
        return connect(port, 0);
    }

    /// Connects to an address.
    public static RawClient connect(HostPort address) throws IOException {
        return connect(new InetSocketAddress(address.host(), address.port()), 0);
    }

    /// Connects to a loopback port with a receive buffer of that many bytes (0: the system's choice), so that a client
    /// that does not read soon holds up its peer.
    public static RawClient connect(int port, int receiveBufferBytes) throws IOException {
        return connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), receiveBufferBytes);
    }

    private static RawClient connect(InetSocketAddress address, int receiveBufferBytes) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBufferBytes > 0) {
                socket.setReceiveBufferSize(receiveBufferBytes);
            }
            socket.connect(address, (int) Deadline.USUAL.toMillis());
            return new RawClient(socket);
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /// How long a read waits from now on; [Deadline#USUAL] at first.
    public RawClient withPatience(Duration wait) {
        patience = wait;
        return this;
    }

    /// Sends text as it stands, one byte a char.
    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends bytes in one write.
    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends text in writes of `size` bytes each, without delay between them.
    public RawClient sendInChunksOf(int size, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < bytes.length; from += size) {
            socket.getOutputStream().write(bytes, from, Math.min(size, bytes.length - from));
        }
        return this;
    }

    /// Sends one command as a RESP array of bulk strings.
    public RawClient command(String... words) throws IOException {
        return send(toResp(words));
    }

    /// A command as a RESP array of bulk strings.
    public static String toResp(String... words) {
        StringBuilder text = new StringBuilder("*").append(words.length).append("\r\n");
        for (String word : words) {
            text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        return text.toString();
    }

    /// Sends one command and reads one reply.
    public String call(String... words) throws IOException {
        return command(words).reply();
    }

    /// Reads one whole reply of RESP2 or RESP3, framing included, such as `$5\r\nhello\r\n`. An attribute counts as
    /// part of the reply that follows it, a push as a reply of its own.
    public String reply() throws IOException {
        return replies.reply(Deadline.after(patience));
    }

    /// Reads so many replies into one text.
    public String replies(int count) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(reply());
        }
        return all.toString();
    }

    /// Reads exactly so many bytes.
    public String readBytes(int count) throws IOException {
        return replies.bytes(count, Deadline.after(patience));
    }

    /// Reads up to these characters and returns what came, with them.
    ///
    /// @throws AssertionError where the peer closes before, or they do not come in time
    public String readTo(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        Deadline deadline = Deadline.after(patience);
        while (text.indexOf(end, Math.max(0, text.length() - end.length())) < 0) {
            int b = replies.next(deadline);
            if (b < 0) {
                throw new AssertionError("closed after " + Visible.text(text.toString()));
            }
            text.append((char) b);
        }
        return text.toString();
    }

    /// Reads until the peer closes and returns what came before.
    ///
    /// @throws AssertionError where the peer resets instead, or does neither in time
    public String readToEnd() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        Deadline deadline = Deadline.after(patience);
        for (int b = replies.next(deadline); b >= 0; b = replies.next(deadline)) {
            rest.write(b);
        }
        return rest.toString(StandardCharsets.ISO_8859_1);
    }

    /// Fails unless the peer closes in an orderly way and without sending more.
    public void expectEnd() throws IOException {
        String rest = readToEnd();
        if (!rest.isEmpty()) {
            throw new AssertionError("the peer should have closed without more, but sent " + Visible.text(rest));
        }
    }

    /// Fails unless the connection ends by FIN or RST; returns what came before.
    public String expectClosed() throws IOException {
        return replies.untilClosedAnyhow(Deadline.after(patience));
    }

    /// Fails if anything arrives, or the peer closes, within `wait`.
    public void expectSilence(Duration wait) throws IOException {
        try {
            int b = replies.nextOrTimeout(Deadline.after(wait));
            throw new AssertionError(
                    b < 0 ? "the peer closed" : "the peer should stay silent, but sent " + Visible.text("" + (char) b));
        } catch (SocketTimeoutException _) {
            // Silence is what was asked for.
        }
    }

    /// Sends FIN: no more from here, still reading.
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /// Ends the connection by RST.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Own port, by which a server's client list knows this connection.
    public int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
