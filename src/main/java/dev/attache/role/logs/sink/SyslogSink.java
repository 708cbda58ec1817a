package dev.attache.role.logs.sink;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.net.EventLoops;
import dev.attache.net.SendQueue;
import dev.attache.role.logs.batch.Batch;
import dev.attache.role.logs.batch.Sink;
import dev.attache.role.logs.batch.Verdict;
import dev.attache.wire.log.SyslogHeader;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Syslog over a stream: TCP with or without TLS, or a unix socket, each line with its length before it (RFC 6587,
/// 3.4.1 and RFC 5425, 4.3).
///
/// Nobody answers in syslog. What has arrived is what the receiver's system has acknowledged, where ours tells, and
/// otherwise what ours has taken. A receiver that ends may leave bytes of that unread: where the connection ends within
/// five seconds of a batch, that batch is sent once more.
public final class SyslogSink implements Sink {
    private static final long SUSPECT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_MILLIS = 2;
    private static final int KEPT = 4 * 1024 * 1024;

    private final EventLoops loops;
    private final Ticker ticker;
    private final Route route;
    private final SyslogHeader header;
    private final long timeoutNanos;
    private final GrowingBytes line = new GrowingBytes();
    private GrowingBytes lines = new GrowingBytes();
    private GrowingBytes before = new GrowingBytes();
    private long beforeNanos;
    private @Nullable Wire wire;

    public SyslogSink(EventLoops loops, Ticker ticker, Route route, SyslogHeader header, long timeoutNanos) {
        this.loops = loops;
        this.ticker = ticker;
        this.route = route;
        this.header = header;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public Verdict deliver(Batch batch, int from, int to) throws InterruptedException {
        lines.clear(KEPT);
        for (int i = from; i < to; i++) {
            line.clear(KEPT);
            header.write(batch.nanos(i), batch.severity(i), line);
            line.append(batch.array(), batch.from(i), batch.to(i) - batch.from(i));
            lines.appendDecimal(line.length());
            lines.append(' ');
            lines.append(line.array(), 0, line.length());
        }
        try {
            send();
            return Verdict.Taken.ALL;
        } catch (IOException e) {
            route.onFailure(String.valueOf(e.getMessage()));
            close();
            return new Verdict.Later(String.valueOf(e.getMessage()), 0);
        }
    }

    private void send() throws IOException, InterruptedException {
        Wire open = wire;
        if (open == null || !open.isOpen()) {
            boolean suspect = open != null && open.endedNanos() - beforeNanos < SUSPECT_NANOS;
            Wire.closeIfOpen(open);
            open = Wire.open(loops, ticker, route.next());
            wire = open;
            if (suspect) {
                write(open, before);
            }
        }
        write(open, lines);
        route.onSuccess();
        GrowingBytes sent = lines;
        lines = before;
        before = sent;
        beforeNanos = ticker.nanos();
    }

    private void write(Wire open, GrowingBytes bytes) throws IOException, InterruptedException {
        long deadline = ticker.nanos() + timeoutNanos;
        open.discard();
        if (!open.write(bytes, deadline)) {
            throw new IOException("answers, which in syslog nobody does");
        }
        while (SendQueue.bytes(open.channel()) > 0) {
            if (ticker.nanos() > deadline) {
                throw new SocketTimeoutException("acknowledges nothing in time");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        if (!open.isOpen()) {
            throw new IOException(open.why());
        }
    }

    @Override
    public void close() {
        Wire.closeIfOpen(wire);
    }
}
