package dev.attache.role.logs.sink;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.resp.FrameScanner;
import dev.attache.wire.resp.RespLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads Redis's replies one after the other, as text up to a bound. For one thread.
final class Replies {
    private static final RespLimits LIMITS = new RespLimits(1024 * 1024, 64 * 1024, 64 * 1024, 16);

    private final FrameScanner scanner = new FrameScanner(LIMITS);
    private final GrowingBytes bytes = new GrowingBytes();
    private final byte[] chunk = new byte[8 * 1024];
    private int at;

    /// Forgets what came.
    void reset() {
        bytes.clear();
        at = 0;
    }

    /// The next reply as it came: its type's letter first, the end of its last line left off.
    ///
    /// @throws IOException where none comes in time, or what comes is none
    String next(Wire wire, long deadline) throws IOException, InterruptedException {
        scanner.reset();
        int from = at;
        while (true) {
            at = scanner.scan(bytes.array(), at, bytes.length());
            if (scanner.fault() != null) {
                throw new IOException("answers what is no Redis: " + scanner.fault());
            }
            if (scanner.isComplete()) {
                String reply = new String(bytes.array(), from, at - from - 2, StandardCharsets.UTF_8);
                compact();
                return reply;
            }
            if (at > 0 && from > 0) {
                bytes.removeFirst(from);
                at -= from;
                from = 0;
            }
            int count = wire.read(chunk, deadline);
            if (count < 0) {
                throw new IOException("ended the connection without an answer: " + wire.why());
            }
            bytes.append(chunk, 0, count);
        }
    }

    private void compact() {
        if (at == bytes.length()) {
            reset();
        }
    }
}
