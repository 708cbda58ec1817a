package dev.attache.upstream.probe;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldName;
import dev.attache.wire.http2.FrameScanner;
import dev.attache.wire.http2.FrameWriter;
import dev.attache.wire.http2.HeaderField;
import dev.attache.wire.http2.HpackDecoder;
import dev.attache.wire.http2.HpackEncoder;
import dev.attache.wire.http2.Http2Settings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.util.Arrays;

/// One connection by HTTP/2 (RFC 9113) on which one question is asked, on stream 1, in as much of the protocol as that
/// takes. Holds one frame and one header block, 16 KiB each at most.
abstract class StreamProbeHandler extends ProbeHandler {
    private static final int BLOCK_BYTES_MAX = 16 * 1024;
    private static final int CONTINUATIONS_MAX = 4;
    private static final int STREAM = 1;
    private static final int NO_ERROR = 0;

    private final FrameScanner scanner = new FrameScanner(BLOCK_BYTES_MAX, CONTINUATIONS_MAX, new Http2Settings());
    private final HpackDecoder fields = new HpackDecoder(new GrowingBytes());
    private final ByteBuf unread = Unpooled.buffer();

    StreamProbeHandler(Verdict verdict) {
        super(verdict);
    }

    /// Appends the fields of the request behind its pseudo-headers.
    abstract void appendFields(GrowingBytes out);

    abstract String method();

    abstract String path();

    abstract String authority();

    /// What is sent behind the head, of a few KiB at most; empty where the head is all.
    abstract byte[] body();

    /// A field of a head, or of the trailers; good until this returns.
    abstract void onField(HeaderField field);

    /// The head has ended, or the trailers have.
    ///
    /// @param last whether nothing follows
    abstract void onHead(boolean last);

    /// Takes so many bytes of the body out of the buffer.
    ///
    /// @param last whether nothing follows
    abstract void onBody(ByteBuf in, int length, boolean last);

    @Override
    protected final byte[] question() {
        byte[] body = body();
        GrowingBytes out = new GrowingBytes();
        FrameWriter.clientStart(Http2Settings.WINDOW_BYTES, BLOCK_BYTES_MAX, out);
        int head = FrameWriter.beginHeaders(out);
        HpackEncoder.noTable(out);
        pseudo(FieldName.METHOD, method(), out);
        pseudo(FieldName.SCHEME, isSecure() ? "https" : "http", out);
        pseudo(FieldName.PATH, path(), out);
        pseudo(FieldName.AUTHORITY, authority(), out);
        appendFields(out);
        FrameWriter.endHeaders(head, Http2Settings.FRAME_BYTES, body.length == 0, STREAM, out);
        if (body.length > 0) {
            FrameWriter.data(body.length, true, STREAM, out);
            out.append(body);
        }
        return Arrays.copyOf(out.array(), out.length());
    }

    private static void pseudo(int id, String value, GrowingBytes out) {
        byte[] bytes = Ascii.bytes(value);
        HpackEncoder.pseudo(id, bytes, 0, bytes.length, out);
    }

    @Override
    protected final void onBytes(ChannelHandlerContext from, ByteBuf in) {
        unread.writeBytes(in);
        GrowingBytes out = new GrowingBytes();
        FrameScanner.Step step = scanner.next(unread);
        while (step != FrameScanner.Step.NEED_MORE && step != FrameScanner.Step.FAULT) {
            onFrame(step, out);
            step = scanner.next(unread);
        }
        unread.discardReadBytes();
        if (step == FrameScanner.Step.FAULT) {
            settle("sent what is no HTTP/2: " + scanner.error());
        } else if (!out.isEmpty()) {
            from.writeAndFlush(from.alloc().buffer().writeBytes(out.array(), 0, out.length()), from.voidPromise());
        }
    }

    private void onFrame(FrameScanner.Step step, GrowingBytes out) {
        switch (step) {
            case SETTINGS -> FrameWriter.settingsAck(out);
            case PING -> FrameWriter.ping(scanner.opaque(), true, out);
            case HEADERS -> onHeaders();
            case DATA -> onData(out);
            case RST_STREAM -> settle("broke off");
            case GOAWAY -> {
                if (scanner.value() != NO_ERROR || scanner.lastStream() < STREAM) {
                    settle("broke off");
                }
            }
            case NEED_MORE, SETTINGS_ACK, PING_ACK, WINDOW_UPDATE, PRIORITY, IGNORED, FAULT -> {}
        }
    }

    private void onHeaders() {
        GrowingBytes block = scanner.block();
        if (!fields.decode(block.array(), 0, block.length(), this::onField)) {
            settle("sent a head that nobody can read");
        } else {
            onHead(scanner.isEndStream());
        }
    }

    /// What a frame takes of the windows is given back at once: how much is read is the judge's bound.
    private void onData(GrowingBytes out) {
        int end = unread.readerIndex() + scanner.dataLength();
        if (scanner.flowBytes() > 0) {
            FrameWriter.windowUpdate(0, scanner.flowBytes(), out);
            FrameWriter.windowUpdate(STREAM, scanner.flowBytes(), out);
        }
        onBody(unread, scanner.dataLength(), scanner.isEndStream());
        unread.readerIndex(end);
    }
}
