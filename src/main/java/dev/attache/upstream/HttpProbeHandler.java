package dev.attache.upstream;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One connection on which a web server is asked how it is. Holds one head, of the usual size at most.
final class HttpProbeHandler extends ChannelInboundHandlerAdapter {
    private static final int BAD_FROM = 400;

    /// Told how the server answered, or that it did not.
    @FunctionalInterface
    interface Verdict {
        /// @param why empty where the server is fit
        void on(HttpProbeHandler from, String why);
    }

    private final Verdict verdict;
    private final ResponseScanner scanner = new ResponseScanner(HttpLimits.USUAL);
    private final GrowingBytes head = new GrowingBytes();
    private @Nullable ChannelHandlerContext context;

    HttpProbeHandler(Verdict verdict) {
        this.verdict = verdict;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    void ask(String path, String host) {
        ChannelHandlerContext open = context;
        if (open != null) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + (host.startsWith("unix:") ? "localhost" : host)
                    + "\r\nUser-Agent: attache\r\nConnection: close\r\n\r\n";
            open.writeAndFlush(open.alloc().buffer().writeBytes(request.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    void close() {
        ChannelHandlerContext open = context;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf in = (ByteBuf) message;
        int length = Math.min(in.readableBytes(), HttpLimits.USUAL.headBytesMax() - head.length());
        int at = head.reserve(length);
        in.readBytes(head.array(), at, length).release();
        Outcome outcome = scanner.scan(head.array(), head.length());
        while (outcome == Outcome.HEAD && scanner.isInterim()) {
            head.removeFirst(scanner.length());
            scanner.reset();
            outcome = scanner.scan(head.array(), head.length());
        }
        switch (outcome) {
            case HEAD -> verdict.on(this, scanner.status() < BAD_FROM ? "" : "answered " + scanner.status());
            case FAULT ->
                verdict.on(this, "sent what is no response: " + scanner.fault().text());
            case NEED_MORE -> {}
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        verdict.on(this, "closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        verdict.on(this, String.valueOf(cause.getMessage()));
        broken.close();
    }
}
