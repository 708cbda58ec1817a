package dev.attache.wire.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a scanner tells of a peer's bytes, as text: the same however they are cut.
final class Frames {
    private Frames() {}

    /// @param lengths how many bytes come at a time; the rest in the end
    static String transcript(byte[] bytes, int... lengths) {
        FrameScanner scanner = new FrameScanner(200, 3, new Http2Settings());
        StringBuilder told = new StringBuilder();
        StringBuilder data = new StringBuilder();
        ByteBuf in = Unpooled.buffer();
        int at = 0;
        for (int i = 0; i <= lengths.length; i++) {
            int length = i < lengths.length ? Math.min(lengths[i], bytes.length - at) : bytes.length - at;
            in.writeBytes(bytes, at, length);
            at += length;
            FrameScanner.Step step = scanner.next(in);
            while (step != FrameScanner.Step.NEED_MORE) {
                tell(scanner, step, in, told, data);
                if (step == FrameScanner.Step.FAULT) {
                    return told.toString();
                }
                step = scanner.next(in);
            }
        }
        return told.append(data.isEmpty() ? "" : "[open " + data + "]").toString();
    }

    private static void tell(
            FrameScanner scanner, FrameScanner.Step step, ByteBuf in, StringBuilder told, StringBuilder data) {
        switch (step) {
            case DATA -> tellData(scanner, in, told, data);
            case HEADERS ->
                told.append("[head ")
                        .append(scanner.stream())
                        .append(' ')
                        .append(Hex.of(scanner.block()))
                        .append(scanner.isEndStream() ? " end" : "")
                        .append(scanner.dependsOnItself() ? " itself" : "")
                        .append(']');
            case RST_STREAM, WINDOW_UPDATE ->
                told.append('[')
                        .append(step)
                        .append(' ')
                        .append(scanner.stream())
                        .append(' ')
                        .append(scanner.value())
                        .append(']');
            case GOAWAY ->
                told.append("[GOAWAY ")
                        .append(scanner.lastStream())
                        .append(' ')
                        .append(scanner.value())
                        .append(']');
            case PING, PING_ACK ->
                told.append('[')
                        .append(step)
                        .append(' ')
                        .append(scanner.opaque())
                        .append(']');
            case PRIORITY ->
                told.append("[PRIORITY ")
                        .append(scanner.stream())
                        .append(scanner.isStreamFault() ? " " + scanner.error() : "")
                        .append(']');
            case FAULT -> told.append("!").append(scanner.error());
            default -> told.append('[').append(step).append(']');
        }
    }

    /// A frame's pieces are told as one, when the last has come.
    private static void tellData(FrameScanner scanner, ByteBuf in, StringBuilder told, StringBuilder data) {
        if (scanner.isFrameStart()) {
            data.setLength(0);
            data.append(scanner.stream())
                    .append(" takes ")
                    .append(scanner.flowBytes())
                    .append(' ');
        }
        byte[] piece = new byte[scanner.dataLength()];
        in.readBytes(piece);
        data.append(new String(piece, StandardCharsets.ISO_8859_1));
        if (scanner.isEndStream()) {
            told.append("[data ").append(data).append(" end]");
            data.setLength(0);
        }
    }

    static byte[] frame(int type, int flags, int stream, String payloadHex) {
        byte[] payload = Hex.bytes(payloadHex);
        ByteBuf out = Unpooled.buffer();
        out.writeMedium(payload.length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(stream)
                .writeBytes(payload);
        return Arrays.copyOf(out.array(), out.readableBytes());
    }
}
