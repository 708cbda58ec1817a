package dev.attache.wire.http;

import dev.attache.base.GrowingBytes;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Finds the parts of one body in a peer's bytes, wherever they were cut, and its end (RFC 9112, 6 and 7).
///
/// ```
/// Counted  ──last byte──────────────────────────────▶ Ended
/// Unbounded, until the peer closes
/// Size ──▶ Extension ──▶ SizeEnd ──▶ Chunk ──▶ ChunkEnd ──▶ Size    in chunks
///                          └──size 0──▶ Trailers ──────▶ Ended
/// ```
/// Chunk extensions are checked and left out: they mean something between two neighbours only. Holds nothing of a body,
/// and of trailers as much as the limit on heads allows.
public final class BodyScanner {
    /// What comes next.
    public enum Step {
        /// Some bytes of the body, [BodyScanner#dataLength] of them, stand at the reader's place.
        DATA,
        NEED_MORE,
        /// The body is over, see [BodyScanner#trailers].
        END,
        /// The stream is lost, see [BodyScanner#fault].
        FAULT
    }

    private enum State {
        COUNTED,
        UNBOUNDED,
        SIZE,
        EXTENSION,
        SIZE_END,
        CHUNK,
        CHUNK_CR,
        CHUNK_LF,
        TRAILERS,
        ENDED
    }

    private static final int SIZE_DIGITS_MAX = 15;
    private static final int EXTENSION_BYTES_MAX = 256;
    private static final int TRAILER_CAPACITY_KEPT = 1024;

    private final HttpLimits limits;
    private final HeaderLines trailers;
    private final GrowingBytes trailerBytes = new GrowingBytes();
    private State state = State.ENDED;
    private long left;
    private int digits;
    private int extensionBytes;
    private int dataLength;
    private @Nullable HttpFault fault;

    public BodyScanner(HttpLimits limits) {
        this.limits = limits;
        this.trailers = new HeaderLines(limits.headersMax());
    }

    /// Begins a body of so many bytes.
    public void toCounted(long bytes) {
        begin(bytes == 0 ? State.ENDED : State.COUNTED);
        left = bytes;
    }

    /// Begins a body in chunks.
    public void toChunked() {
        begin(State.SIZE);
        left = 0;
        digits = 0;
    }

    /// Begins a body that ends when the peer closes.
    public void toUnbounded() {
        begin(State.UNBOUNDED);
    }

    /// Begins the body that a response's head announces.
    ///
    /// @param bodiless whether it has none, whatever its head says
    public void toBodyOf(HeadFacts facts, boolean bodiless) {
        if (bodiless) {
            toCounted(0);
        } else if (facts.isChunked()) {
            toChunked();
        } else if (facts.contentLength() >= 0) {
            toCounted(facts.contentLength());
        } else {
            toUnbounded();
        }
    }

    private void begin(State first) {
        state = first;
        fault = null;
        trailers.reset(0);
        trailerBytes.clear(TRAILER_CAPACITY_KEPT);
    }

    /// Reads on; bytes of the framing are taken out of the buffer, those of the body are left for the caller, who takes
    /// [#dataLength] of them before the next call.
    public Step next(ByteBuf in) {
        while (in.isReadable()) {
            switch (state) {
                case COUNTED, CHUNK -> {
                    return data((int) Math.min(left, in.readableBytes()));
                }
                case UNBOUNDED -> {
                    dataLength = in.readableBytes();
                    return Step.DATA;
                }
                case TRAILERS -> {
                    return trailer(in);
                }
                case ENDED -> {
                    return Step.END;
                }
                case SIZE, EXTENSION, SIZE_END, CHUNK_CR, CHUNK_LF -> {
                    HttpFault wrong = frame(in.readByte());
                    if (wrong != null) {
                        return fault(wrong);
                    }
                }
            }
        }
        return state == State.ENDED ? Step.END : Step.NEED_MORE;
    }

    /// Ends the body where a frame around it says that it is over.
    ///
    /// @param lines trailers with an empty line last
    /// @param length how many bytes they are; 0 where there are none
    /// @return false where they are malformed, or say how a message is framed
    public boolean end(byte[] lines, int length) {
        state = State.ENDED;
        if (length == 0) {
            return true;
        }
        trailers.reset(0);
        trailerBytes.clear(TRAILER_CAPACITY_KEPT);
        trailerBytes.append(lines, 0, length);
        return trailers.scan(trailerBytes.array(), length) == length && !faultyTrailer();
    }

    private Step data(int length) {
        dataLength = length;
        left -= length;
        if (left == 0) {
            state = state == State.COUNTED ? State.ENDED : State.CHUNK_CR;
        }
        return Step.DATA;
    }

    private @Nullable HttpFault frame(byte b) {
        return switch (state) {
            case SIZE -> size(b);
            case EXTENSION -> extension(b);
            case SIZE_END -> b == '\n' ? toChunk() : HttpFault.BAD_CHUNK_SIZE;
            case CHUNK_CR -> expect(b, '\r', State.CHUNK_LF);
            default -> expect(b, '\n', State.SIZE);
        };
    }

    private @Nullable HttpFault expect(byte b, char wanted, State next) {
        state = next;
        return b == wanted ? null : HttpFault.BAD_CHUNK_END;
    }

    private @Nullable HttpFault size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            left = left << 4 | digit;
            return ++digits > SIZE_DIGITS_MAX ? HttpFault.BAD_CHUNK_SIZE : null;
        }
        extensionBytes = 0;
        state = b == ';' ? State.EXTENSION : State.SIZE_END;
        return digits > 0 && (b == ';' || b == '\r') ? null : HttpFault.BAD_CHUNK_SIZE;
    }

    /// Quoted values are refused with the rest: readers differ on whether a line may end within them.
    private @Nullable HttpFault extension(byte b) {
        if (b == '\r') {
            state = State.SIZE_END;
            return null;
        }
        boolean right = HttpChars.FOLD[b & 0xFF] != 0 || b == '=' || b == ';';
        return right && ++extensionBytes <= EXTENSION_BYTES_MAX ? null : HttpFault.BAD_CHUNK_EXTENSION;
    }

    private @Nullable HttpFault toChunk() {
        state = left == 0 ? State.TRAILERS : State.CHUNK;
        digits = 0;
        return null;
    }

    private Step trailer(ByteBuf in) {
        int before = trailerBytes.length();
        int room = limits.headBytesMax() - before;
        int taken = Math.min(in.readableBytes(), room);
        int at = trailerBytes.reserve(taken);
        in.getBytes(in.readerIndex(), trailerBytes.array(), at, taken);
        int end = trailers.scan(trailerBytes.array(), trailerBytes.length());
        if (end >= 0) {
            in.skipBytes(end - before);
            state = State.ENDED;
            return faultyTrailer() ? fault(HttpFault.BAD_NAME) : Step.END;
        }
        in.skipBytes(taken);
        if (end == HeaderLines.FAULT) {
            HttpFault wrong = trailers.fault();
            return fault(wrong == null ? HttpFault.BAD_NAME : wrong);
        }
        return taken == room ? fault(HttpFault.TRAILERS_TOO_LARGE) : Step.NEED_MORE;
    }

    /// Framing among the trailers is an attack on whoever merges them with the headers.
    private boolean faultyTrailer() {
        return trailers.find(HeaderName.CONTENT_LENGTH) >= 0 || trailers.find(HeaderName.TRANSFER_ENCODING) >= 0;
    }

    private Step fault(HttpFault what) {
        fault = what;
        return Step.FAULT;
    }

    /// Bytes of the body that the last [Step#DATA] told of.
    public int dataLength() {
        return dataLength;
    }

    /// Whether nothing of the body is to come.
    public boolean isEnded() {
        return state == State.ENDED;
    }

    /// Whether the body ends when the peer closes.
    public boolean isUnbounded() {
        return state == State.UNBOUNDED;
    }

    /// Header lines that came behind the last chunk; good until the next body begins.
    public HeaderLines trailers() {
        return trailers;
    }

    /// What is wrong after [Step#FAULT].
    public HttpFault fault() {
        return fault == null ? HttpFault.BAD_CHUNK_SIZE : fault;
    }
}
