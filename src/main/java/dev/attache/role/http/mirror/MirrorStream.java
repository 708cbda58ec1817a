package dev.attache.role.http.mirror;

import dev.attache.base.GrowingBytes;
import dev.attache.role.http.h2.Http2Connection;
import dev.attache.role.http.h2.Http2Stream;
import dev.attache.role.http.h2.RequestFields;
import dev.attache.role.http.h2.StreamUser;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import dev.attache.wire.http2.Http2Error;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// One mirrored request on a stream of HTTP/2, and its reply as it is gathered.
final class MirrorStream implements StreamUser {
    private final Http2MirrorHandler connection;
    private final HttpLimits limits;
    private final MirrorCall call;
    private final long sinceNanos;
    private @Nullable Http2Stream stream;
    private int interims;

    MirrorStream(Http2MirrorHandler connection, HttpLimits limits, MirrorCall call) {
        this.connection = connection;
        this.limits = limits;
        this.call = call;
        this.sinceNanos = connection.now();
    }

    /// Sends the request.
    void begin(Http2Connection on, boolean secure) {
        Http2Stream fresh = on.open(this);
        stream = fresh;
        call.onSent(this::onTimeout);
        byte[] request = call.request();
        int body = call.bodyBytes();
        RequestFields.append(request, secure, false, true, fresh.beginHead());
        fresh.endHead(body == 0);
        if (body > 0) {
            fresh.send(Unpooled.wrappedBuffer(request, request.length - body, body), body, true);
        }
    }

    private void onTimeout() {
        settle();
        connection.onSilence(sinceNanos);
    }

    /// Nothing more is of use, neither what comes nor what is still to be sent.
    private void settle() {
        Http2Stream done = stream;
        stream = null;
        if (done != null) {
            done.leave();
            done.reset(Http2Error.CANCEL);
        }
    }

    @Override
    public void onHead(GrowingBytes head, boolean last) {
        ResponseScanner scanner = new ResponseScanner(limits);
        boolean sound = scanner.scan(head.array(), head.length()) == Outcome.HEAD;
        if (!sound || scanner.isInterim() && ++interims > MirrorHandler.INTERIM_MAX) {
            settle();
            call.onFailure();
        } else if (!scanner.isInterim()) {
            call.draft().onHead(scanner);
            endWhere(last);
        }
    }

    @Override
    public void onData(ByteBuf in, int length, boolean last) {
        call.draft().onBody(in, length);
        Http2Stream from = stream;
        if (from != null) {
            from.consumed(length);
        }
        endWhere(last);
    }

    @Override
    public void onTrailers(GrowingBytes lines) {
        BodyScanner framed = new BodyScanner(limits);
        framed.toUnbounded();
        if (framed.end(lines.array(), lines.length())) {
            call.draft().onTrailers(framed.trailers());
        }
        endWhere(true);
    }

    private void endWhere(boolean last) {
        if (last) {
            settle();
            call.onReply();
        }
    }

    @Override
    public void onWritable() {
        // All of the request was handed over at once.
    }

    @Override
    public void onReset(Http2Error why, boolean untouched) {
        stream = null;
        if (untouched) {
            connection.sendAgain(call);
        } else {
            call.onFailure();
        }
    }
}
