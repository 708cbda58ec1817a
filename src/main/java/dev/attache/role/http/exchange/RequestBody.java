package dev.attache.role.http.exchange;

import dev.attache.base.GrowingBytes;
import dev.attache.role.http.answer.Refusal;
import dev.attache.role.http.connection.BodyRelay;
import dev.attache.role.http.endpoint.Upstream;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.report.RequestRecord;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.RequestScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// The body of one request on its way: found in the client's bytes, sent on in the framing that the upstream
/// gets, and held as long as it is short enough where it may have to be sent again.
final class RequestBody {
    private static final int CAPACITY_KEPT = 4 * 1024;

    private final LoopKit loop;
    private final RequestRecord record;
    private final BodyScanner scanner;
    private boolean present;
    private boolean chunked;
    private boolean ended;
    private boolean invited;
    private int heldBytesMax;
    private @Nullable GrowingBytes held;

    RequestBody(LoopKit loop, RequestRecord record) {
        this.loop = loop;
        this.record = record;
        this.scanner = new BodyScanner(loop.settings().limits());
    }

    /// Begins the body that a request announces.
    ///
    /// @param framed whether it comes in HTTP/1.1's own framing
    void begin(RequestScanner request, boolean framed) {
        present = request.hasBody();
        chunked = request.facts().isChunked();
        ended = !present;
        invited = request.expect() < 0;
        heldBytesMax = 0;
        if (!present) {
            return;
        }
        if (chunked && framed) {
            scanner.toChunked();
        } else if (chunked) {
            scanner.toUnbounded();
        } else {
            scanner.toCounted(request.facts().contentLength());
        }
    }

    /// Holds what comes as long as it is no longer than this.
    void hold(int bytesMax) {
        if (present && bytesMax > 0) {
            heldBytesMax = bytesMax;
            GrowingBytes known = held;
            if (known == null) {
                held = new GrowingBytes();
            } else {
                known.clear(CAPACITY_KEPT);
            }
        }
    }

    /// Whether it has announced a length and is to come: where the client waits for 100-continue, since its first
    /// byte.
    boolean isDue() {
        return !chunked && (invited || record.receivedBytes() > 0);
    }

    /// Whether the request has a body, be it empty.
    boolean isPresent() {
        return present;
    }

    boolean isEnded() {
        return ended;
    }

    /// Whether there still is all of it that has come.
    boolean isWhole() {
        return !present || heldBytesMax > 0;
    }

    /// Sends on what there is of it.
    ///
    /// @return what is wrong with it; null where nothing is
    @Nullable Refusal relay(ByteBuf in, Upstream to) {
        BodyScanner.Step step = scanner.next(in);
        while (step == BodyScanner.Step.DATA) {
            int length = scanner.dataLength();
            record.onReceived(in, length);
            if (record.receivedBytes() > loop.settings().bodyBytesMax()) {
                return Refusal.BODY_TOO_LARGE;
            }
            if (heldBytesMax > 0) {
                hold(in, length);
            }
            to.sendBody(in, length, chunked);
            step = scanner.next(in);
        }
        return switch (step) {
            case END -> {
                end(to);
                yield null;
            }
            case FAULT -> Refusal.of(scanner.fault());
            case NEED_MORE, DATA -> null;
        };
    }

    /// Its end was said by a frame around it.
    ///
    /// @param trailers what came with it, see [Exchange#onBodyEnd]
    /// @return what is wrong with that; null where nothing is
    @Nullable Refusal relayEnd(GrowingBytes trailers, Upstream to) {
        if (!chunked || !scanner.end(trailers.array(), trailers.length())) {
            return Refusal.MALFORMED;
        }
        end(to);
        return null;
    }

    private void end(Upstream to) {
        ended = true;
        to.sendEnd(scanner.trailers(), chunked);
        if (scanner.trailers().count() > 0) {
            heldBytesMax = 0;
        }
    }

    private void hold(ByteBuf in, int length) {
        GrowingBytes all = held;
        if (all == null || all.length() + length > heldBytesMax) {
            heldBytesMax = 0;
            return;
        }
        int at = all.reserve(length);
        in.getBytes(in.readerIndex(), all.array(), at, length);
    }

    /// Sends again what was sent of it on another connection.
    void resend(Upstream to) {
        GrowingBytes all = held;
        if (heldBytesMax == 0 || all == null || all.isEmpty() && !ended) {
            return;
        }
        ByteBuf bytes = Unpooled.wrappedBuffer(all.array(), 0, all.length());
        while (bytes.isReadable()) {
            int part = Math.min(bytes.readableBytes(), BodyRelay.COPIED_BYTES_MAX);
            to.sendBody(bytes, part, chunked);
        }
        if (ended) {
            to.sendEnd(scanner.trailers(), chunked);
        }
    }
}
