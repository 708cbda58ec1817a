package dev.attache.role.http;

import dev.attache.base.GrowingBytes;
import dev.attache.net.Outbox;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamEvent;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client that speaks HTTP/2: hands what comes on a stream to its [Http2Exchange], and writes what these answer.
final class Http2ClientHandler extends ChannelInboundHandlerAdapter implements Client {
    private final HttpLoop loop;
    private final Http2FrameCodec codec;
    private final byte[] address;
    private final boolean secure;
    private final IntObjectMap<Http2Exchange> exchanges = new IntObjectHashMap<>();
    private final GrowingBytes head = new GrowingBytes();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Outbox outbox;
    private long idleSinceNanos;

    Http2ClientHandler(HttpLoop loop, Http2FrameCodec codec, byte[] address, boolean secure) {
        this.loop = loop;
        this.codec = codec;
        this.address = address;
        this.secure = secure;
        this.idleSinceNanos = loop.now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outbox = new Outbox(added.channel(), loop.flusher(), _ -> {});
    }

    byte[] address() {
        return address;
    }

    boolean isSecure() {
        return secure;
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        loop.tick();
        try {
            switch (message) {
                case Http2HeadersFrame frame -> onHeaders(frame);
                case Http2DataFrame frame -> onBytes(frame);
                case Http2ResetFrame frame -> onReset(frame.stream());
                default -> {}
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onHeaders(Http2HeadersFrame frame) {
        Http2FrameStream stream = frame.stream();
        if (stream == null) {
            return;
        }
        Http2Exchange known = exchanges.get(stream.id());
        if (known != null) {
            known.onInputEnd();
            settle(stream, known);
            return;
        }
        boolean sound = Http2Heads.writeRequest(frame.headers(), frame.isEndStream(), head);
        RequestScanner scanner = loop.requestScanners().shared();
        Outcome outcome = sound ? scanner.scan(head.array(), head.length()) : Outcome.NEED_MORE;
        boolean contradicts = outcome == Outcome.HEAD && frame.isEndStream() && scanner.hasBody();
        if (outcome == Outcome.NEED_MORE || contradicts) {
            reset(stream, Http2Error.PROTOCOL_ERROR);
        } else {
            Http2Exchange exchange = new Http2Exchange(this, loop, stream);
            exchanges.put(stream.id(), exchange);
            if (outcome == Outcome.HEAD) {
                exchange.begin(scanner, frame.isEndStream());
            } else {
                exchange.refuseUnread(Refusal.of(scanner.fault()));
            }
            settle(stream, exchange);
        }
        scanner.reset();
    }

    private void onBytes(Http2DataFrame frame) {
        Http2FrameStream stream = frame.stream();
        Http2Exchange exchange = stream == null ? null : exchanges.get(stream.id());
        if (exchange == null) {
            credit(stream, frame.initialFlowControlledBytes());
            return;
        }
        exchange.onBytes(frame.content(), frame.initialFlowControlledBytes(), frame.isEndStream());
        settle(stream, exchange);
    }

    private void onReset(@Nullable Http2FrameStream stream) {
        Http2Exchange exchange = stream == null ? null : exchanges.remove(stream.id());
        if (exchange != null) {
            exchange.abort();
            onIdle();
        }
    }

    /// Forgets an exchange when both its sides are through.
    private void settle(@Nullable Http2FrameStream stream, Http2Exchange exchange) {
        if (stream != null && exchange.isOver() && exchanges.get(stream.id()) == exchange) {
            exchanges.remove(stream.id());
            onIdle();
        }
    }

    private void onIdle() {
        idleSinceNanos = loop.now();
    }

    void onAnswered(Http2FrameStream stream, Http2Exchange exchange) {
        settle(stream, exchange);
    }

    void write(Http2FrameStream stream, Http2Headers headers, boolean last) {
        write(new DefaultHttp2HeadersFrame(headers, last).stream(stream));
    }

    void write(Http2FrameStream stream, ByteBuf bytes, boolean last) {
        write(new DefaultHttp2DataFrame(bytes, last).stream(stream));
    }

    void reset(Http2FrameStream stream, Http2Error why) {
        write(new DefaultHttp2ResetFrame(why).stream(stream));
    }

    /// Lets the client send so many bytes more.
    void credit(@Nullable Http2FrameStream stream, int flowBytes) {
        if (stream != null && flowBytes > 0) {
            write(new DefaultHttp2WindowUpdateFrame(flowBytes).stream(stream));
        }
    }

    private void write(Object frame) {
        ChannelHandlerContext open = context;
        Outbox out = outbox;
        if (open == null || out == null) {
            ReferenceCountUtil.release(frame);
            return;
        }
        open.write(frame);
        out.touch();
    }

    boolean isWritable(Http2FrameStream stream) {
        Http2Stream known = codec.connection().stream(stream.id());
        ChannelHandlerContext open = context;
        return open != null
                && open.channel().isWritable()
                && known != null
                && codec.connection().remote().flowController().isWritable(known);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext reading, Object event) {
        if (event instanceof Http2FrameStreamEvent of) {
            loop.tick();
            Http2Exchange exchange = exchanges.get(of.stream().id());
            if (exchange != null && of.type() == Http2FrameStreamEvent.Type.Writability) {
                exchange.onWritable();
            } else if (exchange != null && of.stream().state() == Http2Stream.State.CLOSED) {
                onReset(of.stream());
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext reading) {
        loop.tick();
        if (reading.channel().isWritable()) {
            List.copyOf(exchanges.values()).forEach(Http2Exchange::onWritable);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext reading, Throwable cause) {
        loop.tick();
        loop.stats().onClientError();
        switch (cause) {
            case Http2FrameStreamException of -> {
                reset(of.stream(), of.error());
                onReset(of.stream());
            }
            case Http2Exception _ -> {
                // The codec says GOAWAY and closes.
            }
            default -> reading.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext reading) {
        loop.tick();
        List.copyOf(exchanges.values()).forEach(Http2Exchange::abort);
        exchanges.clear();
        loop.dismiss(this);
    }

    @Override
    public void sweep(long now) {
        if (!exchanges.isEmpty()) {
            List.copyOf(exchanges.values()).forEach(each -> each.sweep(now));
        } else if (now - idleSinceNanos > loop.settings().keepAliveNanos()) {
            drain();
        }
    }

    /// GOAWAY, and the end when the last stream has ended.
    @Override
    public void drain() {
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.channel().unsafe().close(context.voidPromise());
        }
    }
}
