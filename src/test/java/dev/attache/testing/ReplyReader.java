package dev.attache.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// Cuts the bytes of a socket into whole replies of RESP2 and RESP3, keeping every byte as it came.
final class ReplyReader {
    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;
    private ByteArrayOutputStream reply = new ByteArrayOutputStream();

    ReplyReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    String reply(Deadline deadline) throws IOException {
        reply = new ByteArrayOutputStream();
        for (long missing = 1; missing > 0; missing--) {
            missing += readNode(deadline);
        }
        return seen();
    }

    String bytes(int count, Deadline deadline) throws IOException {
        reply = new ByteArrayOutputStream();
        take(count, deadline);
        return seen();
    }

    /// The next byte, -1 at the end of the stream.
    int next(Deadline deadline) throws IOException {
        try {
            return nextOrTimeout(deadline);
        } catch (SocketTimeoutException _) {
            throw new AssertionError("nothing more came in time; so far: " + Visible.text(seen()));
        } catch (SocketException reset) {
            throw new AssertionError(reset.getMessage() + "; so far: " + Visible.text(seen()), reset);
        }
    }

    int nextOrTimeout(Deadline deadline) throws IOException {
        if (from == to) {
            socket.setSoTimeout(deadline.remainingMillisForSockets());
            int count = in.read(buffer);
            if (count < 0) {
                return -1;
            }
            from = 0;
            to = count;
        }
        return buffer[from++] & 0xff;
    }

    String untilClosedAnyhow(Deadline deadline) throws IOException {
        reply = new ByteArrayOutputStream();
        try {
            for (int b = nextOrTimeout(deadline); b >= 0; b = nextOrTimeout(deadline)) {
                reply.write(b);
            }
        } catch (SocketTimeoutException _) {
            throw new AssertionError("the connection is still open; so far: " + Visible.text(seen()));
        } catch (SocketException _) {
            return seen();
        }
        return seen();
    }

    /// Reads one line and, for a bulk, its bytes; returns how many nodes must follow to complete it.
    private long readNode(Deadline deadline) throws IOException {
        int start = reply.size();
        int last;
        int beforeLast = 0;
        for (last = take(1, deadline); !(beforeLast == '\r' && last == '\n'); last = take(1, deadline)) {
            beforeLast = last;
        }
        String line = reply.toString(StandardCharsets.ISO_8859_1).substring(start);
        return switch (line.charAt(0)) {
            case '+', '-', ':', ',', '#', '_', '(' -> 0;
            case '$', '=', '!' -> {
                take(lengthIn(line) < 0 ? 0 : lengthIn(line) + 2, deadline);
                yield 0;
            }
            case '*', '~', '>' -> Math.max(0, lengthIn(line));
            case '%' -> 2L * lengthIn(line);
            case '|' -> 2L * lengthIn(line) + 1;
            default -> throw new AssertionError("no reply starts like this: " + Visible.text(line));
        };
    }

    private static int lengthIn(String line) {
        try {
            return Integer.parseInt(line.substring(1, line.length() - 2));
        } catch (NumberFormatException _) {
            throw new AssertionError("not a length: " + Visible.text(line));
        }
    }

    private int take(int count, Deadline deadline) throws IOException {
        int b = -1;
        for (int i = 0; i < count; i++) {
            b = next(deadline);
            if (b < 0) {
                throw new AssertionError("the peer closed; so far: " + Visible.text(seen()));
            }
            reply.write(b);
        }
        return b;
    }

    private String seen() {
        return reply.toString(StandardCharsets.ISO_8859_1);
    }
}
