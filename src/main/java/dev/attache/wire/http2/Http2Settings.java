package dev.attache.wire.http2;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// What a peer has said of itself (RFC 9113, 6.5, and RFC 8441, 3), from what the RFC presumes at first.
public final class Http2Settings {
    static final int HEADER_TABLE_SIZE = 1;
    static final int ENABLE_PUSH = 2;
    static final int MAX_CONCURRENT_STREAMS = 3;
    static final int INITIAL_WINDOW_SIZE = 4;
    static final int MAX_FRAME_SIZE = 5;
    static final int MAX_HEADER_LIST_SIZE = 6;
    static final int ENABLE_CONNECT_PROTOCOL = 8;

    /// Window of a stream or a connection until somebody says otherwise.
    public static final int WINDOW_BYTES = 65_535;

    /// Longest payload of a frame until somebody says otherwise.
    public static final int FRAME_BYTES = 1 << 14;

    private static final int FRAME_BYTES_MAX = (1 << 24) - 1;

    private int concurrentStreamsMax = Integer.MAX_VALUE;
    private int initialWindowBytes = WINDOW_BYTES;
    private int frameBytesMax = FRAME_BYTES;
    private boolean connectProtocol;

    /// Takes in the payload of one frame.
    ///
    /// @return the connection error that a value is; null where all are sound
    @Nullable Http2Error take(ByteBuf in, int length) {
        for (int left = length; left > 0; left -= 6) {
            int name = in.readUnsignedShort();
            long value = in.readUnsignedInt();
            Http2Error wrong = take(name, value);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private @Nullable Http2Error take(int name, long value) {
        switch (name) {
            case ENABLE_PUSH -> {
                return value > 1 ? Http2Error.PROTOCOL_ERROR : null;
            }
            case MAX_CONCURRENT_STREAMS -> concurrentStreamsMax = (int) Math.min(value, Integer.MAX_VALUE);
            case INITIAL_WINDOW_SIZE -> {
                if (value > Integer.MAX_VALUE) {
                    return Http2Error.FLOW_CONTROL_ERROR;
                }
                initialWindowBytes = (int) value;
            }
            case MAX_FRAME_SIZE -> {
                if (value < FRAME_BYTES || value > FRAME_BYTES_MAX) {
                    return Http2Error.PROTOCOL_ERROR;
                }
                frameBytesMax = (int) value;
            }
            case ENABLE_CONNECT_PROTOCOL -> {
                if (value > 1 || value == 0 && connectProtocol) {
                    return Http2Error.PROTOCOL_ERROR;
                }
                connectProtocol = value == 1;
            }
            default -> {
                // A table size bounds what an encoder without a table keeps; what is unknown means nothing.
            }
        }
        return null;
    }

    /// Streams that the peer lets be open at once.
    public int concurrentStreamsMax() {
        return concurrentStreamsMax;
    }

    /// Window of each new stream, for what is sent to the peer.
    public int initialWindowBytes() {
        return initialWindowBytes;
    }

    /// Longest payload that the peer takes.
    public int frameBytesMax() {
        return frameBytesMax;
    }

    /// Whether CONNECT may have a `:protocol` (RFC 8441).
    public boolean isConnectProtocol() {
        return connectProtocol;
    }
}
