package dev.attache.wire.http2;

import dev.attache.base.Ascii;
import dev.attache.base.GrowingBytes;
import java.util.Arrays;

/// Appends frames (RFC 9113, 4.1 and 6).
public final class FrameWriter {
    /// What comes before a frame's payload.
    public static final int HEADER_BYTES = 9;

    private static final byte[] PREFACE = Ascii.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    private FrameWriter() {}

    /// What a client's connection begins with (RFC 9113, 3.4), in an array of its own.
    public static byte[] preface() {
        return PREFACE.clone();
    }

    private static void header(int length, int type, int flags, int stream, GrowingBytes out) {
        int at = out.reserve(HEADER_BYTES);
        write(length, type, flags, stream, out.array(), at);
    }

    private static void write(int length, int type, int flags, int stream, byte[] bytes, int at) {
        bytes[at] = (byte) (length >>> 16);
        bytes[at + 1] = (byte) (length >>> 8);
        bytes[at + 2] = (byte) length;
        bytes[at + 3] = (byte) type;
        bytes[at + 4] = (byte) flags;
        writeInt(stream, bytes, at + 5);
    }

    private static void writeInt(int value, byte[] bytes, int at) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private static void appendInt(int value, GrowingBytes out) {
        int at = out.reserve(4);
        writeInt(value, out.array(), at);
    }

    /// Appends what comes before so many bytes of a body.
    public static void data(int length, boolean last, int stream, GrowingBytes out) {
        header(length, FrameType.DATA, last ? FrameType.END_STREAM : 0, stream, out);
    }

    /// Leaves room before a header block, which the caller appends; see [#endHeaders].
    ///
    /// @return where the frame starts
    public static int beginHeaders(GrowingBytes out) {
        return out.reserve(HEADER_BYTES);
    }

    /// Makes what was appended since [#beginHeaders] a HEADERS frame, and CONTINUATION behind it where it is long.
    ///
    /// @param start what [#beginHeaders] has told
    /// @param frameBytesMax longest payload that the peer takes
    public static void endHeaders(int start, int frameBytesMax, boolean last, int stream, GrowingBytes out) {
        int block = start + HEADER_BYTES;
        int length = out.length() - block;
        int end = last ? FrameType.END_STREAM : 0;
        if (length <= frameBytesMax) {
            write(length, FrameType.HEADERS, end | FrameType.END_HEADERS, stream, out.array(), start);
            return;
        }
        byte[] rest = Arrays.copyOfRange(out.array(), block + frameBytesMax, out.length());
        write(frameBytesMax, FrameType.HEADERS, end, stream, out.array(), start);
        out.removeLast(rest.length);
        for (int at = 0; at < rest.length; at += frameBytesMax) {
            int piece = Math.min(frameBytesMax, rest.length - at);
            boolean ends = at + piece == rest.length;
            header(piece, FrameType.CONTINUATION, ends ? FrameType.END_HEADERS : 0, stream, out);
            out.append(rest, at, piece);
        }
    }

    /// Appends a server's SETTINGS.
    ///
    /// @param headerListMax most that the fields of one head may count
    public static void serverSettings(int streamsMax, int windowBytes, int headerListMax, GrowingBytes out) {
        int start = out.reserve(HEADER_BYTES);
        setting(Http2Settings.MAX_CONCURRENT_STREAMS, streamsMax, out);
        setting(Http2Settings.INITIAL_WINDOW_SIZE, windowBytes, out);
        setting(Http2Settings.MAX_HEADER_LIST_SIZE, headerListMax, out);
        setting(Http2Settings.ENABLE_CONNECT_PROTOCOL, 1, out);
        write(out.length() - start - HEADER_BYTES, FrameType.SETTINGS, 0, 0, out.array(), start);
    }

    /// Appends the preface and a client's SETTINGS: nothing may be pushed.
    public static void clientStart(int windowBytes, int headerListMax, GrowingBytes out) {
        out.append(PREFACE);
        int start = out.reserve(HEADER_BYTES);
        setting(Http2Settings.ENABLE_PUSH, 0, out);
        setting(Http2Settings.INITIAL_WINDOW_SIZE, windowBytes, out);
        setting(Http2Settings.MAX_HEADER_LIST_SIZE, headerListMax, out);
        write(out.length() - start - HEADER_BYTES, FrameType.SETTINGS, 0, 0, out.array(), start);
    }

    private static void setting(int name, int value, GrowingBytes out) {
        out.append(name >>> 8);
        out.append(name);
        appendInt(value, out);
    }

    public static void settingsAck(GrowingBytes out) {
        header(0, FrameType.SETTINGS, FrameType.ACK, 0, out);
    }

    public static void ping(long opaque, boolean ack, GrowingBytes out) {
        header(8, FrameType.PING, ack ? FrameType.ACK : 0, 0, out);
        appendInt((int) (opaque >>> 32), out);
        appendInt((int) opaque, out);
    }

    public static void windowUpdate(int stream, int bytes, GrowingBytes out) {
        header(4, FrameType.WINDOW_UPDATE, 0, stream, out);
        appendInt(bytes, out);
    }

    public static void reset(int stream, Http2Error why, GrowingBytes out) {
        header(4, FrameType.RST_STREAM, 0, stream, out);
        appendInt(why.code(), out);
    }

    /// Appends GOAWAY.
    ///
    /// @param lastStream the last stream of the peer's that was taken up
    public static void goAway(int lastStream, Http2Error why, GrowingBytes out) {
        header(8, FrameType.GOAWAY, 0, 0, out);
        appendInt(lastStream, out);
        appendInt(why.code(), out);
    }
}
