package dev.attache.upstream;

import dev.attache.base.GrowingBytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/// One connection on which a gRPC server is asked how it is: `grpc.health.v1.Health/Check` by HTTP/2 in the clear, on
/// stream 1. Holds one frame of the size that HTTP/2 starts with, 16 KiB, at most.
///
/// The little of HTTP/2 that one question takes: the request's head in literals (RFC 7541, 6.2.2), SETTINGS and PING
/// acknowledged, frames counted off (RFC 9113, 4.1). Heads of the answer are passed over unread, so a server that
/// refuses the call says so by sending no message.
final class GrpcProbeHandler extends ProbeHandler {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int FRAME_HEAD_BYTES = 9;
    private static final int FRAME_BYTES_MAX = 16 * 1024;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int PADDED = 8;
    private static final int GRPC_PREFIX_BYTES = 5;
    /// `HealthCheckResponse { status: SERVING }`: field 1, a number, 1.
    private static final int STATUS_TAG = 0x08;

    private static final String[] STATES = {"UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"};
    private static final int SERVING = 1;

    private final String service;
    private final String host;
    private final GrowingBytes frames = new GrowingBytes();
    private final GrowingBytes message = new GrowingBytes();

    GrpcProbeHandler(String service, String host, Verdict verdict) {
        super(verdict);
        this.service = service;
        this.host = host.startsWith("unix:") ? "localhost" : host;
    }

    @Override
    byte[] question() {
        GrowingBytes out = new GrowingBytes();
        out.append(PREFACE);
        appendFrameHead(out, 0, SETTINGS, 0, 0);
        GrowingBytes head = new GrowingBytes();
        head.append(0x83);
        head.append(0x86);
        appendLiteral(head, 0x04, "/grpc.health.v1.Health/Check");
        appendLiteral(head, 0x01, host);
        head.append(0x0f);
        appendLiteral(head, 0x10, "application/grpc");
        head.append(0);
        appendText(head, "te");
        appendText(head, "trailers");
        appendFrameHead(out, head.length(), HEADERS, END_HEADERS, 1);
        out.append(head.array(), 0, head.length());
        GrowingBytes body = new GrowingBytes();
        if (!service.isEmpty()) {
            body.append(0x0a);
            appendVarint(body, service.length());
            body.append(service);
        }
        appendFrameHead(out, GRPC_PREFIX_BYTES + body.length(), DATA, END_STREAM, 1);
        out.append(0);
        appendNumber(out, body.length(), 4);
        out.append(body.array(), 0, body.length());
        return bytes(out);
    }

    private static byte[] bytes(GrowingBytes from) {
        byte[] bytes = new byte[from.length()];
        System.arraycopy(from.array(), 0, bytes, 0, bytes.length);
        return bytes;
    }

    private static void appendFrameHead(GrowingBytes out, int length, int type, int flags, int stream) {
        appendNumber(out, length, 3);
        out.append(type);
        out.append(flags);
        appendNumber(out, stream, 4);
    }

    private static void appendNumber(GrowingBytes out, int number, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.append(number >>> shift);
        }
    }

    private static void appendLiteral(GrowingBytes out, int nameIndex, String value) {
        out.append(nameIndex);
        appendText(out, value);
    }

    private static void appendText(GrowingBytes out, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length < 0x7f) {
            out.append(ascii.length);
        } else {
            out.append(0x7f);
            appendVarint(out, ascii.length - 0x7f);
        }
        out.append(ascii);
    }

    private static void appendVarint(GrowingBytes out, int number) {
        int rest = number;
        while (rest > 0x7f) {
            out.append(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.append(rest);
    }

    @Override
    void onBytes(ChannelHandlerContext from, ByteBuf in) {
        int count = in.readableBytes();
        int at = frames.reserve(count);
        in.readBytes(frames.array(), at, count);
        int length = frameLength();
        while (length >= 0 && length <= FRAME_BYTES_MAX && frames.length() >= FRAME_HEAD_BYTES + length) {
            onFrame(from, frames.array()[3] & 0xFF, frames.array()[4] & 0xFF, length);
            frames.removeFirst(FRAME_HEAD_BYTES + length);
            length = frameLength();
        }
        if (length > FRAME_BYTES_MAX) {
            settle("sent what is no HTTP/2");
        }
    }

    private int frameLength() {
        byte[] bytes = frames.array();
        return frames.length() < FRAME_HEAD_BYTES
                ? -1
                : (bytes[0] & 0xFF) << 16 | (bytes[1] & 0xFF) << 8 | bytes[2] & 0xFF;
    }

    private void onFrame(ChannelHandlerContext from, int type, int flags, int length) {
        switch (type) {
            case SETTINGS, PING -> {
                if ((flags & ACK) == 0) {
                    acknowledge(from, type, length);
                }
            }
            case DATA -> onData(flags, length);
            case HEADERS -> {
                if ((flags & END_STREAM) != 0) {
                    settle("refused to be asked by grpc.health.v1");
                }
            }
            case RST_STREAM, GOAWAY -> settle("broke off");
            default -> {}
        }
    }

    private void acknowledge(ChannelHandlerContext to, int type, int length) {
        GrowingBytes out = new GrowingBytes();
        int echoed = type == PING ? length : 0;
        appendFrameHead(out, echoed, type, ACK, 0);
        out.append(frames.array(), FRAME_HEAD_BYTES, echoed);
        to.writeAndFlush(to.alloc().buffer().writeBytes(out.array(), 0, out.length()), to.voidPromise());
    }

    private void onData(int flags, int length) {
        boolean padded = (flags & PADDED) != 0 && length > 0;
        int padding = padded ? 1 + (frames.array()[FRAME_HEAD_BYTES] & 0xFF) : 0;
        int from = FRAME_HEAD_BYTES + (padded ? 1 : 0);
        message.append(frames.array(), from, Math.max(0, length - padding));
        byte[] bytes = message.array();
        if (message.length() < GRPC_PREFIX_BYTES) {
            return;
        }
        if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 0 || bytes[3] != 0) {
            settle("sent what is no answer of grpc.health.v1");
        } else if (message.length() >= GRPC_PREFIX_BYTES + (bytes[4] & 0xFF)) {
            settle(verdict(bytes, bytes[4] & 0xFF));
        }
    }

    private static String verdict(byte[] bytes, int length) {
        boolean known = length == 2 && bytes[GRPC_PREFIX_BYTES] == STATUS_TAG;
        int status = known ? bytes[GRPC_PREFIX_BYTES + 1] : 0;
        return status == SERVING ? "" : "says " + STATES[Math.clamp(status, 0, STATES.length - 1)];
    }
}
