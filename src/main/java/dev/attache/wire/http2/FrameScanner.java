package dev.attache.wire.http2;

import dev.attache.base.GrowingBytes;
import io.netty.buffer.ByteBuf;

/// Cuts a peer's bytes into frames, wherever the bytes were cut, with all checks of RFC 9113, 4 and 6, that no stream's
/// state is needed for.
///
/// ```
/// +-----------------------------------------------+
/// |                 Length (24)                   |
/// +---------------+---------------+---------------+
/// |   Type (8)    |   Flags (8)   |
/// +-+-------------+---------------+-------------------------------+
/// |R|                 Stream Identifier (31)                      |
/// +=+=============================================================+
/// |  payload: [pad length] data, block fragment, … [padding]    …
/// ```
/// The bytes of DATA are told of as they come; every other frame is taken when it is whole, so a caller keeps what is
/// left unread, at most one frame, and presents it again with more behind it. A header block that goes on in
/// CONTINUATION is told of when it is whole.
public final class FrameScanner {
    /// What comes next. All values but `NEED_MORE` and `IGNORED` say what the frame's own getters are good for.
    public enum Step {
        NEED_MORE,
        /// [#dataLength] bytes at the reader's place, which the caller takes before the next call; [#flowBytes],
        /// [#isEndStream] and [#isFrameStart] belong to it.
        DATA,
        /// A whole header block in [#block]; [#isEndStream], [#dependsOnItself].
        HEADERS,
        /// [#value] is the error's code.
        RST_STREAM,
        /// Taken into the [Http2Settings] given.
        SETTINGS,
        SETTINGS_ACK,
        /// [#opaque] is to be sent back.
        PING,
        PING_ACK,
        /// [#value] is the error's code, [#lastStream] the last stream that was taken up.
        GOAWAY,
        /// [#value] is the increment; 0 is an error of the stream.
        WINDOW_UPDATE,
        /// Says nothing to anybody; [#isStreamFault] where it breaks a stream.
        PRIORITY,
        /// Of a type that nobody knows.
        IGNORED,
        /// The connection is lost, see [#error].
        FAULT
    }

    private static final int HEADER_BYTES = 9;
    private static final int PRIORITY_BYTES = 5;
    private static final int BLOCK_CAPACITY_KEPT = 1024;

    private final int blockBytesMax;
    private final int continuationsMax;
    private final Http2Settings peer;
    private final GrowingBytes block = new GrowingBytes();
    private int type;
    private int flags;
    private int stream;
    private int length;
    private int dataLeft;
    private int paddingLeft;
    private int dataLength;
    private int flowBytes;
    private boolean inData;
    private boolean frameStart;
    private boolean endStream;
    private boolean dependsOnItself;
    private boolean streamFault;
    private int blockStream;
    private int continuations;
    private int value;
    private int lastStream;
    private long opaque;
    private Http2Error error = Http2Error.NO_ERROR;

    /// @param blockBytesMax longest header block, before it is unpacked; a longer one is ENHANCE_YOUR_CALM
    /// @param continuationsMax most CONTINUATION frames of one block; more are ENHANCE_YOUR_CALM
    /// @param peer takes what the peer's SETTINGS say
    public FrameScanner(int blockBytesMax, int continuationsMax, Http2Settings peer) {
        this.blockBytesMax = blockBytesMax;
        this.continuationsMax = continuationsMax;
        this.peer = peer;
    }

    /// Reads on. Bytes of the framing are taken out of the buffer.
    public Step next(ByteBuf in) {
        if (inData) {
            Step more = moreData(in);
            if (inData || more == Step.DATA) {
                return more;
            }
        }
        Step step = Step.NEED_MORE;
        while (step == Step.NEED_MORE && in.readableBytes() >= HEADER_BYTES) {
            if (!readHeader(in)) {
                return Step.FAULT;
            }
            if (type == FrameType.DATA) {
                return beginData(in);
            }
            if (in.readableBytes() < HEADER_BYTES + length) {
                return Step.NEED_MORE;
            }
            int end = in.readerIndex() + HEADER_BYTES + length;
            in.skipBytes(HEADER_BYTES);
            step = whole(in);
            in.readerIndex(end);
        }
        return step;
    }

    /// @return false where the frame cannot stand here
    private boolean readHeader(ByteBuf in) {
        int at = in.readerIndex();
        length = in.getUnsignedMedium(at);
        type = in.getByte(at + 3) & 0xFF;
        flags = in.getByte(at + 4) & 0xFF;
        stream = in.getInt(at + 5) & Integer.MAX_VALUE;
        if (length > Http2Settings.FRAME_BYTES) {
            error = Http2Error.FRAME_SIZE_ERROR;
            return false;
        }
        error = Http2Error.PROTOCOL_ERROR;
        return blockStream == 0 || type == FrameType.CONTINUATION && stream == blockStream;
    }

    /// @return [Step#NEED_MORE] within a header block that goes on in the next frame
    private Step whole(ByteBuf in) {
        return switch (type) {
            case FrameType.HEADERS -> headers(in);
            case FrameType.PRIORITY -> priority(in);
            case FrameType.RST_STREAM -> reset(in);
            case FrameType.SETTINGS -> settings(in);
            case FrameType.PUSH_PROMISE -> fault(Http2Error.PROTOCOL_ERROR);
            case FrameType.PING -> ping(in);
            case FrameType.GOAWAY -> goAway(in);
            case FrameType.WINDOW_UPDATE -> windowUpdate(in);
            case FrameType.CONTINUATION -> continuation(in);
            default -> Step.IGNORED;
        };
    }

    private Step beginData(ByteBuf in) {
        boolean padded = (flags & FrameType.PADDED) != 0;
        if (stream == 0) {
            return fault(Http2Error.PROTOCOL_ERROR);
        }
        if (padded && length == 0) {
            return fault(Http2Error.FRAME_SIZE_ERROR);
        }
        if (padded && in.readableBytes() == HEADER_BYTES) {
            return Step.NEED_MORE;
        }
        in.skipBytes(HEADER_BYTES);
        paddingLeft = padded ? in.readUnsignedByte() : 0;
        dataLeft = length - paddingLeft - (padded ? 1 : 0);
        if (dataLeft < 0) {
            return fault(Http2Error.PROTOCOL_ERROR);
        }
        inData = true;
        return dataPiece(in, true);
    }

    private Step moreData(ByteBuf in) {
        if (dataLeft > 0) {
            return in.isReadable() ? dataPiece(in, false) : Step.NEED_MORE;
        }
        int skipped = Math.min(paddingLeft, in.readableBytes());
        in.skipBytes(skipped);
        paddingLeft -= skipped;
        inData = paddingLeft > 0;
        return Step.NEED_MORE;
    }

    private Step dataPiece(ByteBuf in, boolean first) {
        dataLength = Math.min(dataLeft, in.readableBytes());
        dataLeft -= dataLength;
        frameStart = first;
        flowBytes = first ? length : 0;
        endStream = dataLeft == 0 && (flags & FrameType.END_STREAM) != 0;
        inData = dataLeft > 0 || paddingLeft > 0;
        return Step.DATA;
    }

    private Step headers(ByteBuf in) {
        boolean padded = (flags & FrameType.PADDED) != 0;
        boolean prioritized = (flags & FrameType.PRIORITIZED) != 0;
        if (stream == 0) {
            return fault(Http2Error.PROTOCOL_ERROR);
        }
        int fragment = length - (padded ? 1 : 0) - (prioritized ? PRIORITY_BYTES : 0);
        if (fragment < 0) {
            return fault(Http2Error.FRAME_SIZE_ERROR);
        }
        fragment -= padded ? in.readUnsignedByte() : 0;
        if (fragment < 0) {
            return fault(Http2Error.PROTOCOL_ERROR);
        }
        dependsOnItself = false;
        if (prioritized) {
            dependsOnItself = (in.readInt() & Integer.MAX_VALUE) == stream;
            in.skipBytes(1);
        }
        endStream = (flags & FrameType.END_STREAM) != 0;
        continuations = 0;
        block.clear(BLOCK_CAPACITY_KEPT);
        return fragment(in, fragment);
    }

    private Step continuation(ByteBuf in) {
        if (blockStream == 0) {
            return fault(Http2Error.PROTOCOL_ERROR);
        }
        if (++continuations > continuationsMax) {
            return fault(Http2Error.ENHANCE_YOUR_CALM);
        }
        return fragment(in, length);
    }

    private Step fragment(ByteBuf in, int bytes) {
        if (block.length() + bytes > blockBytesMax) {
            return fault(Http2Error.ENHANCE_YOUR_CALM);
        }
        int at = block.reserve(bytes);
        in.readBytes(block.array(), at, bytes);
        if ((flags & FrameType.END_HEADERS) != 0) {
            blockStream = 0;
            return Step.HEADERS;
        }
        blockStream = stream;
        return Step.NEED_MORE;
    }

    private Step priority(ByteBuf in) {
        if (stream == 0) {
            return fault(Http2Error.PROTOCOL_ERROR);
        }
        streamFault = length != PRIORITY_BYTES;
        error = Http2Error.FRAME_SIZE_ERROR;
        if (!streamFault && (in.readInt() & Integer.MAX_VALUE) == stream) {
            streamFault = true;
            error = Http2Error.PROTOCOL_ERROR;
        }
        return Step.PRIORITY;
    }

    private Step reset(ByteBuf in) {
        if (length != 4) {
            return fault(Http2Error.FRAME_SIZE_ERROR);
        }
        value = in.readInt();
        return stream == 0 ? fault(Http2Error.PROTOCOL_ERROR) : Step.RST_STREAM;
    }

    private Step settings(ByteBuf in) {
        boolean ack = (flags & FrameType.ACK) != 0;
        if (stream != 0) {
            return fault(Http2Error.PROTOCOL_ERROR);
        }
        if (ack ? length != 0 : length % 6 != 0) {
            return fault(Http2Error.FRAME_SIZE_ERROR);
        }
        if (ack) {
            return Step.SETTINGS_ACK;
        }
        Http2Error wrong = peer.take(in, length);
        return wrong == null ? Step.SETTINGS : fault(wrong);
    }

    private Step ping(ByteBuf in) {
        if (length != 8) {
            return fault(Http2Error.FRAME_SIZE_ERROR);
        }
        opaque = in.readLong();
        if (stream != 0) {
            return fault(Http2Error.PROTOCOL_ERROR);
        }
        return (flags & FrameType.ACK) != 0 ? Step.PING_ACK : Step.PING;
    }

    private Step goAway(ByteBuf in) {
        if (length < 8) {
            return fault(Http2Error.FRAME_SIZE_ERROR);
        }
        lastStream = in.readInt() & Integer.MAX_VALUE;
        value = in.readInt();
        return stream == 0 ? Step.GOAWAY : fault(Http2Error.PROTOCOL_ERROR);
    }

    private Step windowUpdate(ByteBuf in) {
        if (length != 4) {
            return fault(Http2Error.FRAME_SIZE_ERROR);
        }
        value = in.readInt() & Integer.MAX_VALUE;
        return value == 0 && stream == 0 ? fault(Http2Error.PROTOCOL_ERROR) : Step.WINDOW_UPDATE;
    }

    private Step fault(Http2Error what) {
        error = what;
        return Step.FAULT;
    }

    /// Stream of the frame; 0 is the connection.
    public int stream() {
        return stream;
    }

    /// Bytes of the body at hand.
    public int dataLength() {
        return dataLength;
    }

    /// What a DATA frame takes of the windows, padding included, told with its first piece; 0 with further ones.
    public int flowBytes() {
        return flowBytes;
    }

    /// Bytes of the windows that the frame's padding has taken, told with its first piece.
    public int paddingBytes() {
        return flowBytes == 0 ? 0 : flowBytes - dataLength - dataLeft;
    }

    /// Whether this is the first piece of its DATA frame.
    public boolean isFrameStart() {
        return frameStart;
    }

    /// Whether the peer sends nothing more on the stream after this.
    public boolean isEndStream() {
        return endStream;
    }

    /// The header block, from 0; good until the next step.
    public GrowingBytes block() {
        return block;
    }

    /// CONTINUATION frames that the block came in, beside its HEADERS.
    public int continuations() {
        return continuations;
    }

    /// Whether HEADERS have their stream depend on itself, an error of the stream (RFC 7540, 5.3.1).
    public boolean dependsOnItself() {
        return dependsOnItself;
    }

    /// Whether a PRIORITY frame is an error of its stream.
    public boolean isStreamFault() {
        return streamFault;
    }

    /// A code or an increment, as the step says.
    public int value() {
        return value;
    }

    /// Last stream that the peer has taken up, as its GOAWAY says.
    public int lastStream() {
        return lastStream;
    }

    /// Payload of a PING.
    public long opaque() {
        return opaque;
    }

    /// What is wrong after [Step#FAULT], or with a stream.
    public Http2Error error() {
        return error;
    }
}
