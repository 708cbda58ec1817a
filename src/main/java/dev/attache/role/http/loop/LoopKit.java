package dev.attache.role.http.loop;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.net.LoopShare;
import dev.attache.net.Transport;
import dev.attache.role.http.connection.ScannerPool;
import dev.attache.role.http.h2.LoopBuffers;
import dev.attache.role.http.report.Reports;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.HeadScanner;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/// What all that runs on one event loop of the role works with: its settings and counters, its scanners, and the
/// buffers that a tick borrows.
public abstract class LoopKit extends LoopShare {
    private static final int WINDOW_BYTES = 64 * 1024;
    private static final int PEEK_BYTES = 4 * 1024;

    private final Reports reports;
    private final HttpStats stats = new HttpStats();
    private final GrowingBytes scratch = new GrowingBytes();
    private final byte[] window = new byte[WINDOW_BYTES];
    private final LoopBuffers http2Buffers = new LoopBuffers();
    private HttpSettings settings;
    private ScannerPool<RequestScanner> requestScanners;
    private ScannerPool<ResponseScanner> responseScanners;
    private BodyScanner framedTrailers;
    private boolean draining;

    /// @param reports shared by all loops of the role
    protected LoopKit(EventLoop eventLoop, Transport transport, Ticker ticker, HttpSettings settings, Reports reports) {
        super(eventLoop, transport, ticker);
        this.reports = reports;
        this.settings = settings;
        this.requestScanners = new ScannerPool<>(() -> new RequestScanner(settings.limits()));
        this.responseScanners = new ScannerPool<>(() -> new ResponseScanner(settings.limits()));
        this.framedTrailers = new BodyScanner(settings.limits());
    }

    /// Takes new settings; what is in flight goes on as it began.
    protected final void use(HttpSettings next) {
        settings = next;
        requestScanners = new ScannerPool<>(() -> new RequestScanner(next.limits()));
        responseScanners = new ScannerPool<>(() -> new ResponseScanner(next.limits()));
        framedTrailers = new BodyScanner(next.limits());
    }

    /// Those in force now.
    public final HttpSettings settings() {
        return settings;
    }

    public final HttpStats stats() {
        return stats;
    }

    /// Where it is told what became of requests.
    public final Reports reports() {
        return reports;
    }

    /// From here on every client's next answer is its last.
    protected final void toDraining() {
        draining = true;
    }

    public final boolean isDraining() {
        return draining;
    }

    /// Shows the scanner what there is of a head: at first as much as most heads have, then all.
    public final Outcome scan(HeadScanner scanner, ByteBuf in) {
        int available = Math.min(in.readableBytes(), PEEK_BYTES);
        in.getBytes(in.readerIndex(), window, 0, available);
        Outcome outcome = scanner.scan(window, available);
        int most = Math.min(in.readableBytes(), settings.limits().headBytesMax());
        if (outcome == Outcome.NEED_MORE && available < most) {
            in.getBytes(in.readerIndex(), window, 0, most);
            outcome = scanner.scan(window, most);
        }
        return outcome;
    }

    /// A buffer for what is put together and sent at once; whoever fills it clears it first.
    public final GrowingBytes scratch() {
        return scratch;
    }

    public final ScannerPool<RequestScanner> requestScanners() {
        return requestScanners;
    }

    public final ScannerPool<ResponseScanner> responseScanners() {
        return responseScanners;
    }

    /// Finds the parts of trailers that come in a frame of HTTP/2.
    public final BodyScanner framedTrailers() {
        framedTrailers.toUnbounded();
        return framedTrailers;
    }

    /// What connections of HTTP/2 borrow.
    public final LoopBuffers http2Buffers() {
        return http2Buffers;
    }
}
