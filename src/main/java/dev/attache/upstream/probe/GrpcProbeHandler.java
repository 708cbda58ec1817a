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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One connection on which a gRPC server is asked how it is: `grpc.health.v1.Health/Check` by HTTP/2, on stream 1.
/// Holds one frame and one header block, 16 KiB each at most, and the first 260 bytes of the message.
public final class GrpcProbeHandler extends ProbeHandler {
    private static final int BLOCK_BYTES_MAX = 16 * 1024;
    private static final int CONTINUATIONS_MAX = 4;
    private static final int WINDOW_BYTES = 65_535;
    private static final int STREAM = 1;
    private static final int GRPC_PREFIX_BYTES = 5;
    private static final int MESSAGE_BYTES_MAX = GRPC_PREFIX_BYTES + 0xFF;
    /// `HealthCheckRequest { service }`: field 1, a text.
    private static final int SERVICE_TAG = 0x0a;
    /// `HealthCheckResponse { status }`: field 1, a number.
    private static final int STATUS_TAG = 0x08;

    private static final String[] STATES = {"UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"};
    private static final int SERVING = 1;
    private static final byte[] GRPC_STATUS = Ascii.bytes("grpc-status");
    private static final byte[] OK = Ascii.bytes("200");

    private final String service;
    private final String host;
    private final FrameScanner scanner = new FrameScanner(BLOCK_BYTES_MAX, CONTINUATIONS_MAX, new Http2Settings());
    private final HpackDecoder fields = new HpackDecoder(new GrowingBytes());
    private final ByteBuf unread = Unpooled.buffer();
    private final GrowingBytes message = new GrowingBytes();
    private String refusal = "";

    /// @param service that is asked for; empty asks for the server as a whole
    /// @param host where the server is reached, as `host:port` or `unix:/path`
    public GrpcProbeHandler(String service, String host, Verdict verdict) {
        super(verdict);
        this.service = service;
        this.host = host.startsWith("unix:") ? "localhost" : host;
    }

    @Override
    protected byte[] question() {
        GrowingBytes out = new GrowingBytes();
        FrameWriter.clientStart(WINDOW_BYTES, BLOCK_BYTES_MAX, out);
        int head = FrameWriter.beginHeaders(out);
        HpackEncoder.noTable(out);
        pseudo(FieldName.METHOD, "POST", out);
        pseudo(FieldName.SCHEME, "http", out);
        pseudo(FieldName.PATH, "/grpc.health.v1.Health/Check", out);
        pseudo(FieldName.AUTHORITY, host, out);
        field("content-type", "application/grpc", out);
        field("te", "trailers", out);
        FrameWriter.endHeaders(head, Http2Settings.FRAME_BYTES, false, STREAM, out);
        byte[] asked = request();
        FrameWriter.data(GRPC_PREFIX_BYTES + asked.length, true, STREAM, out);
        out.append(new byte[] {0, 0, 0, 0, (byte) asked.length});
        out.append(asked);
        return Arrays.copyOf(out.array(), out.length());
    }

    private static void pseudo(int id, String value, GrowingBytes out) {
        byte[] bytes = Ascii.bytes(value);
        HpackEncoder.pseudo(id, bytes, 0, bytes.length, out);
    }

    private static void field(String name, String value, GrowingBytes out) {
        byte[] names = Ascii.bytes(name);
        byte[] values = Ascii.bytes(value);
        HpackEncoder.field(names, 0, names.length, values, 0, values.length, out);
    }

    /// The message; a name of up to 200 characters has a length of one byte or two.
    private byte[] request() {
        GrowingBytes out = new GrowingBytes();
        if (!service.isEmpty()) {
            int length = service.length();
            out.append(SERVICE_TAG);
            if (length > 0x7F) {
                out.append(length & 0x7F | 0x80);
                length >>>= 7;
            }
            out.append(length);
            out.append(service);
        }
        return Arrays.copyOf(out.array(), out.length());
    }

    @Override
    protected void onBytes(ChannelHandlerContext from, ByteBuf in) {
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
            case DATA -> onData();
            case RST_STREAM, GOAWAY -> settle("broke off");
            case NEED_MORE, SETTINGS_ACK, PING_ACK, WINDOW_UPDATE, PRIORITY, IGNORED, FAULT -> {}
        }
    }

    private void onHeaders() {
        GrowingBytes block = scanner.block();
        if (!fields.decode(block.array(), 0, block.length(), this::onField)) {
            settle("sent a head that nobody can read");
        } else if (!refusal.isEmpty()) {
            settle(refusal);
        } else if (scanner.isEndStream()) {
            settle("answered without saying how it is");
        }
    }

    private void onField(HeaderField field) {
        String value = new String(field.values(), field.valueStart(), field.valueLength(), StandardCharsets.US_ASCII);
        if (field.id() == FieldName.STATUS && !field.says(OK)) {
            refusal = "answered " + value;
        } else if (isGrpcStatus(field) && !value.equals("0")) {
            refusal = "refused to be asked by grpc.health.v1: grpc-status " + value;
        }
    }

    private static boolean isGrpcStatus(HeaderField field) {
        int from = field.nameStart();
        return Arrays.equals(field.names(), from, from + field.nameLength(), GRPC_STATUS, 0, GRPC_STATUS.length);
    }

    private void onData() {
        int kept = Math.min(scanner.dataLength(), MESSAGE_BYTES_MAX - message.length());
        int at = message.reserve(kept);
        unread.getBytes(unread.readerIndex(), message.array(), at, kept);
        unread.skipBytes(scanner.dataLength());
        byte[] bytes = message.array();
        if (message.length() < GRPC_PREFIX_BYTES) {
            return;
        }
        int length = bytes[4] & 0xFF;
        if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 0 || bytes[3] != 0) {
            settle("sent what is no answer of grpc.health.v1");
        } else if (message.length() >= GRPC_PREFIX_BYTES + length) {
            settle(verdict(bytes, length));
        }
    }

    private static String verdict(byte[] bytes, int length) {
        boolean known = length == 2 && bytes[GRPC_PREFIX_BYTES] == STATUS_TAG;
        int status = known ? bytes[GRPC_PREFIX_BYTES + 1] : 0;
        return status == SERVING ? "" : "says " + STATES[Math.clamp(status, 0, STATES.length - 1)];
    }
}
