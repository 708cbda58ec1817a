package dev.attache.role.health.face;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldName;
import dev.attache.wire.http2.FrameScanner;
import dev.attache.wire.http2.FrameWriter;
import dev.attache.wire.http2.HeaderField;
import dev.attache.wire.http2.HpackDecoder;
import dev.attache.wire.http2.HpackEncoder;
import dev.attache.wire.http2.Http2Error;
import dev.attache.wire.http2.Http2Settings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// One connection on which `grpc.health.v1.Health` is served: `Check`, and `Watch` whose caller is told of every change
/// until it goes. Just as much of HTTP/2 as that takes (RFC 9113); a client that breaks its rules loses the connection.
///
/// Holds at most [#CALLS_MAX] calls of a kibibyte each, one frame and one header block.
final class GrpcHealthHandler extends ChannelInboundHandlerAdapter {
    static final int CALLS_MAX = 100;

    private static final int BLOCK_BYTES_MAX = 16 * 1024;
    private static final int CONTINUATIONS_MAX = 4;
    private static final int ANSWER_BYTES = 7;
    private static final int GRPC_OK = 0;
    private static final int GRPC_NOT_FOUND = 5;
    private static final int GRPC_UNIMPLEMENTED = 12;
    private static final int GRPC_INTERNAL = 13;
    private static final byte[] CONTENT_TYPE = Ascii.bytes("content-type");
    private static final byte[] GRPC = Ascii.bytes("application/grpc");
    private static final byte[] GRPC_STATUS = Ascii.bytes("grpc-status");
    private static final byte[] PREFACE = FrameWriter.preface();

    private final ToIntFunction<String> statusOf;
    private final Http2Settings peer = new Http2Settings();
    private final FrameScanner scanner = new FrameScanner(BLOCK_BYTES_MAX, CONTINUATIONS_MAX, peer);
    private final HpackDecoder fields = new HpackDecoder(new GrowingBytes());
    private final ByteBuf unread = Unpooled.buffer();
    private final GrowingBytes out = new GrowingBytes();
    private final Map<Integer, GrpcCall> calls = new LinkedHashMap<>();
    private @Nullable ChannelHandlerContext context;
    private boolean greeted;
    private boolean lost;
    private int initialWindow = Http2Settings.WINDOW_BYTES;
    private long window = Http2Settings.WINDOW_BYTES;
    private int lastStream;
    private String path = "";

    /// @param statusOf from the name of a service to its status, one of the numbers of [GrpcCall]
    GrpcHealthHandler(ToIntFunction<String> statusOf) {
        this.statusOf = statusOf;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        FrameWriter.serverSettings(CALLS_MAX, Http2Settings.WINDOW_BYTES, BLOCK_BYTES_MAX, out);
        flush(active);
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!lost) {
                unread.writeBytes(in);
                read();
                unread.discardReadBytes();
                flush(reading);
            }
        } finally {
            in.release();
        }
    }

    private void read() {
        if (!greeted && unread.readableBytes() >= PREFACE.length) {
            byte[] begin = new byte[PREFACE.length];
            unread.readBytes(begin);
            greeted = Arrays.equals(begin, PREFACE);
            lost = !greeted;
        }
        while (greeted && !lost) {
            FrameScanner.Step step = scanner.next(unread);
            if (step == FrameScanner.Step.NEED_MORE) {
                return;
            }
            onFrame(step);
        }
    }

    private void onFrame(FrameScanner.Step step) {
        switch (step) {
            case SETTINGS -> onSettings();
            case PING -> FrameWriter.ping(scanner.opaque(), true, out);
            case HEADERS -> onHeaders();
            case DATA -> onBody();
            case RST_STREAM -> calls.remove(scanner.stream());
            case WINDOW_UPDATE -> onWindow(scanner.stream(), scanner.value());
            case GOAWAY, SETTINGS_ACK, PING_ACK, PRIORITY, IGNORED, NEED_MORE -> {}
            case FAULT -> lose(scanner.error());
        }
    }

    private void lose(Http2Error why) {
        FrameWriter.goAway(lastStream, why, out);
        lost = true;
    }

    private void onSettings() {
        FrameWriter.settingsAck(out);
        long change = (long) peer.initialWindowBytes() - initialWindow;
        initialWindow = peer.initialWindowBytes();
        for (GrpcCall each : calls.values()) {
            if (!each.widen(change)) {
                lose(Http2Error.FLOW_CONTROL_ERROR);
                return;
            }
        }
        tellAll();
    }

    private void onWindow(int stream, int bytes) {
        GrpcCall call = calls.get(stream);
        if (stream == 0) {
            window += bytes;
        }
        boolean sound = window <= Integer.MAX_VALUE && (call == null || call.widen(bytes));
        if (!sound || bytes == 0) {
            lose(bytes == 0 ? Http2Error.PROTOCOL_ERROR : Http2Error.FLOW_CONTROL_ERROR);
        } else {
            tellAll();
        }
    }

    private void onHeaders() {
        GrowingBytes block = scanner.block();
        int stream = scanner.stream();
        path = "";
        if (!fields.decode(block.array(), 0, block.length(), this::onField)) {
            lose(Http2Error.COMPRESSION_ERROR);
            return;
        }
        GrpcCall known = calls.get(stream);
        if (known != null) {
            onWholeIfEnded(known);
            return;
        }
        if (stream <= lastStream || stream % 2 == 0) {
            lose(Http2Error.PROTOCOL_ERROR);
            return;
        }
        lastStream = stream;
        if (calls.size() >= CALLS_MAX) {
            FrameWriter.reset(stream, Http2Error.REFUSED_STREAM, out);
            return;
        }
        GrpcCall call = new GrpcCall(stream, GrpcCall.Method.of(path), initialWindow);
        calls.put(stream, call);
        if (call.method() == GrpcCall.Method.OTHER) {
            refuse(call, GRPC_UNIMPLEMENTED);
        } else {
            onWholeIfEnded(call);
        }
    }

    private void onField(HeaderField field) {
        if (field.id() == FieldName.PATH && field.valueLength() < 100) {
            path = new String(field.values(), field.valueStart(), field.valueLength(), StandardCharsets.US_ASCII);
        }
    }

    private void onBody() {
        byte[] piece = new byte[scanner.dataLength()];
        unread.readBytes(piece);
        if (scanner.flowBytes() > 0) {
            FrameWriter.windowUpdate(0, scanner.flowBytes(), out);
        }
        GrpcCall call = calls.get(scanner.stream());
        if (call == null) {
            return;
        }
        if (call.service() != null || !call.append(piece)) {
            refuse(call, GRPC_INTERNAL);
        } else {
            onWholeIfEnded(call);
        }
    }

    private void onWholeIfEnded(GrpcCall call) {
        if (!scanner.isEndStream()) {
            return;
        }
        if (!call.read()) {
            refuse(call, GRPC_INTERNAL);
            return;
        }
        tell(call);
    }

    /// Tells whoever does not know yet; on the connection's loop.
    void refresh() {
        ChannelHandlerContext open = context;
        if (open != null && !lost) {
            tellAll();
            flush(open);
        }
    }

    private void tellAll() {
        List.copyOf(calls.values()).forEach(this::tell);
    }

    /// Sends the status where it is news and the windows are wide enough; else it is sent when they are.
    private void tell(GrpcCall call) {
        String service = call.service();
        int status = service == null ? GrpcCall.UNKNOWN : statusOf.applyAsInt(service);
        if (service == null || !call.isNews(status)) {
            return;
        }
        boolean check = call.method() == GrpcCall.Method.CHECK;
        if (check && status == GrpcCall.SERVICE_UNKNOWN) {
            refuse(call, GRPC_NOT_FOUND);
            return;
        }
        if (window < ANSWER_BYTES || call.window() < ANSWER_BYTES) {
            return;
        }
        if (call.isFirst()) {
            head(call.stream(), -1);
        }
        FrameWriter.data(ANSWER_BYTES, false, call.stream(), out);
        out.append(new byte[] {0, 0, 0, 0, 2, 8, (byte) status});
        window -= ANSWER_BYTES;
        call.onTold(status, ANSWER_BYTES);
        if (check) {
            trailers(call.stream());
            calls.remove(call.stream());
        }
    }

    private void refuse(GrpcCall call, int grpcStatus) {
        if (call.isFirst()) {
            head(call.stream(), grpcStatus);
        }
        if (!scanner.isEndStream() || !call.isFirst()) {
            FrameWriter.reset(call.stream(), Http2Error.NO_ERROR, out);
        }
        calls.remove(call.stream());
    }

    /// @param grpcStatus which ends the stream; negative where messages follow
    private void head(int stream, int grpcStatus) {
        int start = FrameWriter.beginHeaders(out);
        HpackEncoder.noTable(out);
        HpackEncoder.status(200, out);
        HpackEncoder.field(CONTENT_TYPE, 0, CONTENT_TYPE.length, GRPC, 0, GRPC.length, out);
        if (grpcStatus >= 0) {
            status(grpcStatus);
        }
        FrameWriter.endHeaders(start, peer.frameBytesMax(), grpcStatus >= 0, stream, out);
    }

    private void trailers(int stream) {
        int start = FrameWriter.beginHeaders(out);
        status(GRPC_OK);
        FrameWriter.endHeaders(start, peer.frameBytesMax(), true, stream, out);
    }

    private void status(int grpcStatus) {
        byte[] value = Ascii.bytes(Integer.toString(grpcStatus));
        HpackEncoder.field(GRPC_STATUS, 0, GRPC_STATUS.length, value, 0, value.length, out);
    }

    private void flush(ChannelHandlerContext to) {
        if (!out.isEmpty()) {
            ByteBuf bytes = to.alloc().buffer(out.length()).writeBytes(out.array(), 0, out.length());
            out.clear();
            to.writeAndFlush(bytes);
        }
        if (lost) {
            to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        lost = true;
        calls.clear();
        unread.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        broken.close();
    }
}
