package dev.attache.role.logs.sink;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.net.EventLoops;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.HttpMethod;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import dev.attache.wire.http.RetryAfter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// POSTs bodies to one place by HTTP/1.1, over one connection that is kept as long as the server likes. For one thread.
///
/// A kept connection that turns out to be closed is replaced at once: the server has had no chance to answer.
final class HttpPost implements Closeable {
    private static final HttpLimits LIMITS = new HttpLimits(32 * 1024, 100, 1024);
    private static final int BODY_KEPT = 16 * 1024;
    /// An answer that is longer is not read to its end; the connection is given up instead.
    private static final int BODY_READ_MAX = 1024 * 1024;

    private final EventLoops loops;
    private final Route route;
    private final Ticker ticker;
    private final InstantSource clock;
    private final byte[] head;
    private final long timeoutNanos;
    private final ResponseScanner scanner = new ResponseScanner(LIMITS);
    private final BodyScanner framing = new BodyScanner(LIMITS);
    private final GrowingBytes request = new GrowingBytes();
    private final GrowingBytes answer = new GrowingBytes();
    private final GrowingBytes body = new GrowingBytes();
    private final byte[] chunk = new byte[8 * 1024];
    private @Nullable Wire wire;
    private boolean heard;

    /// @param head request line and header lines but for `Content-Length`, without the empty line
    /// @param timeoutNanos of one request, connecting left out
    HttpPost(EventLoops loops, Route route, Ticker ticker, InstantSource clock, byte[] head, long timeoutNanos) {
        this.loops = loops;
        this.route = route;
        this.ticker = ticker;
        this.clock = clock;
        this.head = head.clone();
        this.timeoutNanos = timeoutNanos;
    }

    /// Sends a body and waits for the answer.
    ///
    /// @throws IOException where there is none, saying why
    HttpReply post(GrowingBytes content) throws IOException, InterruptedException {
        try {
            HttpReply reply = answerTo(content);
            route.onSuccess();
            return reply;
        } catch (IOException failure) {
            route.onFailure(String.valueOf(failure.getMessage()));
            throw failure;
        }
    }

    private HttpReply answerTo(GrowingBytes content) throws IOException, InterruptedException {
        Wire kept = wire;
        if (kept != null && kept.isFresh()) {
            try {
                return exchange(kept, content);
            } catch (SocketTimeoutException late) {
                throw late;
            } catch (IOException stale) {
                if (heard) {
                    throw stale;
                }
            }
        }
        close();
        Wire fresh = Wire.open(loops, ticker, route.next());
        wire = fresh;
        return exchange(fresh, content);
    }

    private HttpReply exchange(Wire open, GrowingBytes content) throws IOException, InterruptedException {
        boolean keeps = false;
        heard = false;
        try {
            request.clear();
            request.append(head);
            request.append("Content-Length: ");
            request.appendDecimal(content.length());
            request.append("\r\n\r\n");
            long deadline = ticker.nanos() + timeoutNanos;
            boolean sent = open.write(request, content, deadline);
            readHead(open, deadline);
            boolean whole = readBody(open, deadline);
            keeps = sent && whole && !scanner.endsConnection();
            return new HttpReply(
                    scanner.status(),
                    RetryAfter.nanos(scanner.headers(), clock),
                    new String(body.array(), 0, body.length(), StandardCharsets.UTF_8));
        } finally {
            if (!keeps) {
                close();
            }
        }
    }

    /// Reads up to the end of the head of the last answer, passing over interim ones.
    private void readHead(Wire open, long deadline) throws IOException, InterruptedException {
        answer.clear();
        scanner.reset();
        while (true) {
            Outcome outcome = answer.isEmpty() ? Outcome.NEED_MORE : scanner.scan(answer.array(), answer.length());
            switch (outcome) {
                case HEAD -> {
                    if (!scanner.isInterim()) {
                        return;
                    }
                    answer.removeFirst(scanner.length());
                    scanner.reset();
                }
                case FAULT -> throw new IOException("answers what is no HTTP: " + scanner.fault());
                case NEED_MORE -> {
                    int count = open.read(chunk, deadline);
                    if (count < 0) {
                        throw new IOException("ended the connection without an answer: " + open.why());
                    }
                    heard = true;
                    answer.append(chunk, 0, count);
                }
            }
        }
    }

    /// @return whether it was read to its end, and the connection goes on
    private boolean readBody(Wire open, long deadline) throws IOException, InterruptedException {
        body.clear();
        framing.toBodyOf(scanner.facts(), scanner.isBodiless(HttpMethod.POST));
        int rest = answer.length() - scanner.length();
        boolean ended = take(Unpooled.wrappedBuffer(answer.array(), scanner.length(), rest));
        for (int read = rest; !ended && read < BODY_READ_MAX; ) {
            int count = open.read(chunk, deadline);
            if (count < 0) {
                if (framing.isUnbounded()) {
                    return false;
                }
                throw new IOException("ended the connection amid its answer: " + open.why());
            }
            read += count;
            ended = take(Unpooled.wrappedBuffer(chunk, 0, count));
        }
        return ended;
    }

    private boolean take(ByteBuf bytes) throws IOException {
        while (true) {
            switch (framing.next(bytes)) {
                case DATA -> {
                    int length = framing.dataLength();
                    int kept = Math.clamp((long) BODY_KEPT - body.length(), 0, length);
                    int at = body.reserve(kept);
                    bytes.getBytes(bytes.readerIndex(), body.array(), at, kept);
                    bytes.skipBytes(length);
                }
                case NEED_MORE -> {
                    return false;
                }
                case END -> {
                    return true;
                }
                case FAULT -> throw new IOException("answers what is no HTTP: " + framing.fault());
            }
        }
    }

    @Override
    public void close() {
        Wire.closeIfOpen(wire);
        wire = null;
    }
}
