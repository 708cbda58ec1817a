package dev.attache.upstream;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http.HttpLimits;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.ResponseScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/// One connection on which a web server is asked how it is. Holds one head, of the usual size at most.
final class HttpProbeHandler extends ProbeHandler {
    private static final int BAD_FROM = 400;

    private final String path;
    private final String host;
    private final ResponseScanner scanner = new ResponseScanner(HttpLimits.USUAL);
    private final GrowingBytes head = new GrowingBytes();

    HttpProbeHandler(String path, String host, Verdict verdict) {
        super(verdict);
        this.path = path;
        this.host = host;
    }

    @Override
    byte[] question() {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + (host.startsWith("unix:") ? "localhost" : host)
                + "\r\nUser-Agent: attache\r\nConnection: close\r\n\r\n";
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    void onBytes(ChannelHandlerContext from, ByteBuf in) {
        int length = Math.min(in.readableBytes(), HttpLimits.USUAL.headBytesMax() - head.length());
        int at = head.reserve(length);
        in.readBytes(head.array(), at, length);
        Outcome outcome = scanner.scan(head.array(), head.length());
        while (outcome == Outcome.HEAD && scanner.isInterim()) {
            head.removeFirst(scanner.length());
            scanner.reset();
            outcome = scanner.scan(head.array(), head.length());
        }
        switch (outcome) {
            case HEAD -> settle(scanner.status() < BAD_FROM ? "" : "answered " + scanner.status());
            case FAULT -> settle("sent what is no response: " + scanner.fault().text());
            case NEED_MORE -> {}
        }
    }
}
