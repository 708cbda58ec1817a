package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.wire.http2.FieldSink;
import dev.attache.wire.http2.FrameScanner;
import dev.attache.wire.http2.FrameWriter;
import dev.attache.wire.http2.HpackDecoder;
import dev.attache.wire.http2.Http2Error;
import dev.attache.wire.http2.Http2Settings;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// What comes on a connection, frame by frame: to its streams, or an error of a stream or of the connection
/// (RFC 9113, 5.1 and 5.4).
final class ReceiveSide {
    private static final byte[] PREFACE = FrameWriter.preface();
    private static final FieldSink NOBODY = _ -> {};

    private final Http2Connection connection;
    private final FrameScanner scanner;
    private final LoopBuffers buffers;
    private final StreamTable streams;
    private final HpackDecoder hpack;
    private int prefaceLeft;
    private boolean settingsSeen;
    private int window;
    private int initialWindow = Http2Settings.WINDOW_BYTES;
    private @Nullable ByteBuf rest;

    ReceiveSide(Http2Connection connection, FrameScanner scanner, LoopBuffers buffers, StreamTable streams) {
        this.connection = connection;
        this.scanner = scanner;
        this.buffers = buffers;
        this.streams = streams;
        this.hpack = new HpackDecoder(buffers.hpack());
        this.prefaceLeft = connection.isServer() ? PREFACE.length : 0;
        this.window = connection.limits().connectionWindowBytes();
    }

    void onBytes(ByteBuf in) {
        ByteBuf all = in;
        if (rest != null) {
            all = rest.writeBytes(in);
        }
        read(all);
        if (connection.isEnded()) {
            in.skipBytes(in.readableBytes());
            drop();
        } else if (!all.isReadable()) {
            drop();
        } else if (all == in) {
            rest = connection.allocator().directBuffer(in.readableBytes()).writeBytes(in);
        } else {
            all.discardReadBytes();
        }
    }

    void drop() {
        ByteBuf dropped = rest;
        rest = null;
        if (dropped != null) {
            dropped.release();
        }
    }

    private void read(ByteBuf in) {
        if (prefaceLeft > 0 && !readPreface(in)) {
            return;
        }
        FrameScanner.Step step = FrameScanner.Step.IGNORED;
        while (step != FrameScanner.Step.NEED_MORE && !connection.isEnded()) {
            step = scanner.next(in);
            if (!settingsSeen && step != FrameScanner.Step.NEED_MORE) {
                settingsSeen = step == FrameScanner.Step.SETTINGS;
                if (!settingsSeen) {
                    connection.fail(Http2Error.PROTOCOL_ERROR);
                    return;
                }
            }
            onStep(step, in);
        }
    }

    private boolean readPreface(ByteBuf in) {
        while (prefaceLeft > 0 && in.isReadable()) {
            if (in.readByte() != PREFACE[PREFACE.length - prefaceLeft]) {
                connection.fail(Http2Error.PROTOCOL_ERROR);
                return false;
            }
            prefaceLeft--;
        }
        return prefaceLeft == 0;
    }

    private void onStep(FrameScanner.Step step, ByteBuf in) {
        switch (step) {
            case DATA -> onData(in);
            case HEADERS -> onHeaders();
            case RST_STREAM -> onReset(scanner.stream());
            case SETTINGS -> onSettings();
            case PING -> onPing();
            case PING_ACK -> connection.onPingAck(scanner.opaque());
            case GOAWAY -> connection.onGoAway(scanner.lastStream());
            case WINDOW_UPDATE -> onWindowUpdate(scanner.stream(), scanner.value());
            case PRIORITY -> onPriority(scanner.stream());
            case IGNORED, SETTINGS_ACK -> connection.tolerates(Glitch.STRAY);
            case FAULT -> connection.fail(scanner.error());
            case NEED_MORE -> {}
        }
    }

    private void onHeaders() {
        int id = scanner.stream();
        Http2Stream stream = streams.get(id);
        for (int i = 0; i < scanner.continuations(); i++) {
            if (!connection.tolerates(Glitch.CONTINUATION)) {
                return;
            }
        }
        if (stream != null) {
            onFurtherHeaders(stream);
        } else if (streams.isIdle(id)) {
            onNewStream(id);
        } else if (streams.wasSkipped(id)) {
            connection.fail(Http2Error.PROTOCOL_ERROR);
        } else if (!streams.mayLag(id)) {
            connection.fail(Http2Error.STREAM_CLOSED);
        } else if (decode(NOBODY)) {
            connection.tolerates(Glitch.STRAY);
        }
    }

    /// @return false where the block cannot be read, and so no other after it
    private boolean decode(FieldSink sink) {
        GrowingBytes block = scanner.block();
        boolean right = hpack.decode(block.array(), 0, block.length(), sink);
        if (!right) {
            connection.fail(Http2Error.COMPRESSION_ERROR);
        }
        return right;
    }

    private void onNewStream(int id) {
        if (!connection.isServer() || id % 2 == 0) {
            connection.fail(Http2Error.PROTOCOL_ERROR);
            return;
        }
        RequestText text = buffers.request();
        text.begin(connection.limits().headBytesMax());
        if (!decode(text)) {
            return;
        }
        boolean last = scanner.isEndStream();
        boolean right = text.end(last);
        if (connection.isLastNamed() || streams.size() >= connection.limits().streamsMax()) {
            streams.note(id);
            refuse(id);
            return;
        }
        Http2Stream stream = connection.newStream(id);
        stream.onHeadSeen();
        if (last) {
            stream.onInputEnd();
        }
        if (text.isTooLarge()) {
            if (connection.tolerates(Glitch.LARGE_HEAD)) {
                connection.user().onLargeHead(stream, last);
            }
        } else if (!right || scanner.dependsOnItself()) {
            fail(stream, Http2Error.PROTOCOL_ERROR);
        } else {
            connection.user().onRequest(stream, text.out(), last);
        }
    }

    private void refuse(int id) {
        streams.onReset(id);
        if (connection.isLastNamed() || connection.tolerates(Glitch.REFUSED)) {
            connection.sendReset(id, Http2Error.REFUSED_STREAM);
        }
    }

    private void onFurtherHeaders(Http2Stream stream) {
        if (stream.isInputEnded()) {
            if (decode(NOBODY)) {
                fail(stream, Http2Error.STREAM_CLOSED);
            }
        } else if (stream.isHeadSeen()) {
            onTrailers(stream);
        } else {
            onResponse(stream);
        }
    }

    private void onResponse(Http2Stream stream) {
        ResponseText text = buffers.response();
        text.begin(connection.limits().headBytesMax());
        if (!decode(text)) {
            return;
        }
        boolean last = scanner.isEndStream();
        StreamUser taker = stream.user();
        if (!text.end() || last && text.isInterim() || scanner.dependsOnItself()) {
            fail(stream, Http2Error.PROTOCOL_ERROR);
            return;
        }
        if (!text.isInterim()) {
            stream.onHeadSeen();
        }
        if (last) {
            stream.onInputEnd();
        }
        if (taker != null) {
            taker.onHead(text.out(), last);
        }
    }

    private void onTrailers(Http2Stream stream) {
        TrailerText text = buffers.trailers();
        text.begin(connection.limits().headBytesMax());
        if (!decode(text)) {
            return;
        }
        StreamUser taker = stream.user();
        if (!text.end() || !scanner.isEndStream() || !stream.counts(0, true)) {
            fail(stream, Http2Error.PROTOCOL_ERROR);
            return;
        }
        stream.onInputEnd();
        if (taker != null) {
            taker.onTrailers(text.out());
        }
    }

    private void onData(ByteBuf in) {
        int id = scanner.stream();
        int length = scanner.dataLength();
        int end = in.readerIndex() + length;
        boolean last = scanner.isEndStream();
        Http2Stream stream = streams.get(id);
        window -= scanner.flowBytes();
        if (window < 0) {
            connection.fail(Http2Error.FLOW_CONTROL_ERROR);
        } else if (stream == null) {
            onStrayData(id);
        } else if (stream.isInputEnded()) {
            connection.credit(length + scanner.paddingBytes());
            fail(stream, Http2Error.STREAM_CLOSED);
        } else if (!stream.isHeadSeen() || !stream.onReceived(scanner.flowBytes()) || !stream.counts(length, last)) {
            connection.credit(length + scanner.paddingBytes());
            fail(stream, stream.isHeadSeen() ? whyWrong(stream) : Http2Error.PROTOCOL_ERROR);
        } else if (length > 0 || last || connection.tolerates(Glitch.EMPTY_DATA)) {
            onSoundData(stream, in, length, last);
        }
        if (!connection.isEnded()) {
            in.readerIndex(end);
        }
    }

    private static Http2Error whyWrong(Http2Stream stream) {
        return stream.onReceived(0) ? Http2Error.PROTOCOL_ERROR : Http2Error.FLOW_CONTROL_ERROR;
    }

    private void onSoundData(Http2Stream stream, ByteBuf in, int length, boolean last) {
        StreamUser taker = stream.user();
        connection.consumed(stream, scanner.paddingBytes());
        if (last) {
            stream.onInputEnd();
        }
        if (taker == null) {
            connection.consumed(stream, length);
        } else {
            taker.onData(in, length, last);
        }
    }

    private void onStrayData(int id) {
        if (streams.isIdle(id)) {
            connection.fail(Http2Error.PROTOCOL_ERROR);
            return;
        }
        connection.credit(scanner.dataLength() + scanner.paddingBytes());
        if (!scanner.isFrameStart()) {
            return;
        }
        if (streams.mayLag(id)) {
            connection.tolerates(Glitch.STRAY);
        } else if (connection.tolerates(Glitch.STREAM_ERROR)) {
            streams.onReset(id);
            connection.sendReset(id, Http2Error.STREAM_CLOSED);
        }
    }

    /// Ends a stream for what the peer did on it.
    private void fail(Http2Stream stream, Http2Error why) {
        StreamUser taker = stream.user();
        if (connection.tolerates(Glitch.STREAM_ERROR)) {
            connection.reset(stream, why);
            if (taker != null) {
                taker.onReset(why, false);
            }
        }
    }

    private void onReset(int id) {
        Http2Stream stream = streams.get(id);
        if (stream != null) {
            Http2Error why = Http2Error.of(scanner.value());
            boolean counts = connection.isServer();
            connection.drop(stream, why);
            if (counts) {
                connection.tolerates(Glitch.RESET);
            }
        } else if (streams.isIdle(id)) {
            connection.fail(Http2Error.PROTOCOL_ERROR);
        } else {
            connection.tolerates(Glitch.STRAY);
        }
    }

    private void onSettings() {
        int opened = connection.peer().initialWindowBytes() - initialWindow;
        initialWindow += opened;
        if (opened != 0 && !openStreams(opened)) {
            connection.fail(Http2Error.FLOW_CONTROL_ERROR);
            return;
        }
        if (toleratesAnswer(Glitch.SETTINGS)) {
            GrowingBytes out = connection.sendSide().frames();
            FrameWriter.settingsAck(out);
            connection.sendSide().write(out);
            connection.sendSide().drain();
            connection.user().onSettings();
        }
    }

    private boolean openStreams(int bytes) {
        boolean right = true;
        for (Http2Stream each : streams.all()) {
            right &= each.open(bytes);
            connection.sendSide().enqueue(each);
        }
        return right;
    }

    private boolean toleratesAnswer(Glitch what) {
        return connection.tolerates(what)
                && (connection.sendSide().isWritable() || connection.tolerates(Glitch.UNREAD_ANSWER));
    }

    private void onPing() {
        if (toleratesAnswer(Glitch.PING)) {
            GrowingBytes out = connection.sendSide().frames();
            FrameWriter.ping(scanner.opaque(), true, out);
            connection.sendSide().write(out);
        }
    }

    private void onWindowUpdate(int id, int bytes) {
        if (!connection.tolerates(Glitch.WINDOW_UPDATE)) {
            return;
        }
        if (id == 0) {
            if (!connection.sendSide().open(bytes)) {
                connection.fail(Http2Error.FLOW_CONTROL_ERROR);
            }
            return;
        }
        Http2Stream stream = streams.get(id);
        if (stream == null) {
            if (streams.isIdle(id)) {
                connection.fail(Http2Error.PROTOCOL_ERROR);
            }
        } else if (bytes == 0 || !stream.open(bytes)) {
            fail(stream, bytes == 0 ? Http2Error.PROTOCOL_ERROR : Http2Error.FLOW_CONTROL_ERROR);
        } else {
            connection.sendSide().enqueue(stream);
            connection.sendSide().drain();
        }
    }

    private void onPriority(int id) {
        Http2Stream stream = streams.get(id);
        if (!connection.tolerates(Glitch.STRAY) || !scanner.isStreamFault()) {
            return;
        }
        if (stream != null) {
            fail(stream, scanner.error());
        } else if (connection.tolerates(Glitch.STREAM_ERROR)) {
            connection.sendReset(id, scanner.error());
        }
    }

    /// The peer may send so many bytes more on all streams together.
    void opened(int bytes) {
        window += bytes;
    }
}
