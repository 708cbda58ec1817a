package dev.attache.role.http.mirror;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/// One connection on which mirrored requests are sent, one at a time, and their replies gathered.
///
/// ```
/// Idle ──request──▶ Head ──its end──▶ Body ──its end──▶ Idle, or closed where it cannot be used again
/// ```
final class MirrorHandler extends ChannelInboundHandlerAdapter {
    /// Interim responses that a server may send before the final one.
    static final int INTERIM_MAX = 16;

    private enum State {
        IDLE,
        HEAD,
        BODY,
        CLOSED
    }

    private final MirrorPool pool;
    private final ResponseScanner scanner;
    private final BodyScanner body;
    private final GrowingBytes head = new GrowingBytes();
    private State state = State.IDLE;
    private @Nullable Channel channel;
    private @Nullable MirrorCall call;
    private boolean last;
    private boolean used;
    private int interims;

    MirrorHandler(MirrorPool pool, HttpLimits limits) {
        this.pool = pool;
        this.scanner = new ResponseScanner(limits);
        this.body = new BodyScanner(limits);
    }

    /// Sends a request.
    void begin(Channel open, MirrorCall next) {
        channel = open;
        call = next;
        next.onSent(this::abandon);
        state = State.HEAD;
        interims = 0;
        head.clear();
        scanner.reset();
        open.writeAndFlush(Unpooled.wrappedBuffer(next.request()));
    }

    @Nullable Channel channel() {
        return channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            switch (state) {
                case HEAD -> readHead(in);
                case BODY -> readBody(in);
                case IDLE, CLOSED -> close();
            }
        } finally {
            in.release();
        }
    }

    private void readHead(ByteBuf in) {
        int length = in.readableBytes();
        int at = head.reserve(length);
        in.readBytes(head.array(), at, length);
        while (state == State.HEAD) {
            switch (scanner.scan(head.array(), head.length())) {
                case HEAD -> onHead();
                case FAULT -> fail();
                case NEED_MORE -> {
                    return;
                }
            }
        }
    }

    private void onHead() {
        MirrorCall serving = call;
        int rest = scanner.length();
        if (serving == null || scanner.status() == 101 || scanner.isInterim() && ++interims > INTERIM_MAX) {
            fail();
            return;
        }
        if (scanner.isInterim()) {
            head.removeFirst(rest);
            scanner.reset();
            return;
        }
        last = scanner.endsConnection();
        if (scanner.isBodiless(serving.method())) {
            body.toCounted(0);
        } else if (scanner.facts().isChunked()) {
            body.toChunked();
        } else if (scanner.facts().contentLength() >= 0) {
            body.toCounted(scanner.facts().contentLength());
        } else {
            body.toUnbounded();
            last = true;
        }
        serving.draft().onHead(scanner);
        state = State.BODY;
        readBody(Unpooled.wrappedBuffer(head.array(), rest, head.length() - rest));
    }

    private void readBody(ByteBuf in) {
        MirrorCall serving = call;
        if (serving == null) {
            close();
            return;
        }
        BodyScanner.Step step = body.isEnded() ? BodyScanner.Step.END : body.next(in);
        while (step == BodyScanner.Step.DATA) {
            serving.draft().onBody(in, body.dataLength());
            in.skipBytes(body.dataLength());
            step = body.next(in);
        }
        switch (step) {
            case END -> onEnd(serving, in.isReadable());
            case FAULT -> fail();
            case NEED_MORE, DATA -> {}
        }
    }

    private void onEnd(MirrorCall serving, boolean tooMuch) {
        call = null;
        serving.draft().onTrailers(body.trailers());
        if (last || tooMuch) {
            close();
        } else {
            state = State.IDLE;
            used = true;
            pool.onIdle(this);
        }
        serving.onReply();
    }

    private void fail() {
        MirrorCall serving = call;
        call = null;
        close();
        if (serving != null) {
            serving.onFailure();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        MirrorCall serving = call;
        if (state == State.BODY && serving != null && body.isUnbounded()) {
            onEnd(serving, true);
        } else if (state == State.HEAD && serving != null && used && head.isEmpty()) {
            call = null;
            close();
            pool.sendFresh(serving);
        } else {
            fail();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    /// Whoever waited is told elsewhere.
    void abandon() {
        call = null;
        close();
    }

    private void close() {
        if (state == State.IDLE) {
            pool.onGone(this);
        }
        state = State.CLOSED;
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }
}
