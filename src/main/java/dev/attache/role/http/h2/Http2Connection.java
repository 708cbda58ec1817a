package dev.attache.role.http.h2;

import dev.attache.base.GrowingBytes;
import dev.attache.net.LoopShare;
import dev.attache.net.Outbox;
import dev.attache.wire.http2.FrameScanner;
import dev.attache.wire.http2.FrameWriter;
import dev.attache.wire.http2.HpackEncoder;
import dev.attache.wire.http2.Http2Error;
import dev.attache.wire.http2.Http2Settings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One connection of HTTP/2, at a client's end or at a server's: what comes on it goes to its streams and their users,
/// what they send goes out as the peer's windows allow.
///
/// ```
/// Opening ──the peer's SETTINGS──▶ Open ──drain──▶ Leaving ──the last stream is over──▶ Ended
///    └───────────────────────────────┴── error of the connection ──────────────────────▶ Ended
/// ```
/// Leaving takes two steps (RFC 9113, 6.8): GOAWAY that names no stream, so that what is under way still counts; and
/// when
/// the peer has answered a PING sent behind it, or had a second to, GOAWAY that names the last stream taken up.
/// Lives on one event loop and is used there only.
public final class Http2Connection {
    private static final long LEAVE_PING = 0x61747461636865L;
    private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LoopShare loop;
    private final ConnectionUser user;
    private final Http2Limits limits;
    private final boolean server;
    private final LoopBuffers buffers;
    private final Http2Settings peer = new Http2Settings();
    private final Glitches glitches;
    private final SendSide sendSide;
    private final StreamTable streams;
    private final ReceiveSide receiveSide;
    private int uncredited;
    private boolean tableTold;
    private boolean ended;
    private boolean leaving;
    private boolean lastNamed;
    private long leavingNanos;

    /// @param server whether the peer is a client
    public Http2Connection(
            LoopShare loop,
            Channel channel,
            Outbox outbox,
            LoopBuffers buffers,
            Http2Limits limits,
            boolean server,
            ConnectionUser user) {
        this.loop = loop;
        this.user = user;
        this.limits = limits;
        this.server = server;
        this.buffers = buffers;
        this.glitches = new Glitches(loop.now());
        this.sendSide = new SendSide(channel, outbox, buffers, glitches);
        this.streams = new StreamTable(server);
        FrameScanner scanner = new FrameScanner(limits.headBytesMax(), Http2Limits.CONTINUATIONS_MAX, peer);
        this.receiveSide = new ReceiveSide(this, scanner, buffers, streams);
    }

    /// Sends what a connection begins with.
    public void start() {
        GrowingBytes out = sendSide.frames();
        if (server) {
            FrameWriter.serverSettings(limits.streamsMax(), limits.streamWindowBytes(), limits.headBytesMax(), out);
        } else {
            FrameWriter.clientStart(limits.streamWindowBytes(), limits.headBytesMax(), out);
        }
        FrameWriter.windowUpdate(0, limits.connectionWindowBytes() - Http2Settings.WINDOW_BYTES, out);
        sendSide.write(out);
    }

    /// Takes what the peer has sent. What is no whole frame yet is kept.
    public void onBytes(ByteBuf in) {
        receiveSide.onBytes(in);
    }

    /// The channel takes more.
    public void onWritable() {
        sendSide.drain();
        for (Http2Stream each : streams.all()) {
            StreamUser taker = each.user();
            if (taker != null && each.isWritable()) {
                taker.onWritable();
            }
        }
    }

    /// Opens a stream towards a server; its head is to be sent at once.
    public Http2Stream open(StreamUser taker) {
        Http2Stream stream = newStream(streams.nextOwn());
        stream.user(taker);
        return stream;
    }

    Http2Stream newStream(int id) {
        Http2Stream stream = new Http2Stream(this, sendSide, id, peer.initialWindowBytes(), limits.streamWindowBytes());
        streams.add(stream);
        return stream;
    }

    /// Streams that the other end lets be opened now.
    public int streamsLeft() {
        return ended || leaving || streams.isExhausted() ? 0 : peer.concurrentStreamsMax() - streams.size();
    }

    /// Streams that are open.
    public int streams() {
        return streams.size();
    }

    /// Users of all open streams, in any order.
    public List<StreamUser> users() {
        return streams.users();
    }

    /// What the peer has said of itself.
    public Http2Settings peer() {
        return peer;
    }

    public boolean isEnded() {
        return ended;
    }

    boolean isServer() {
        return server;
    }

    /// Whether no further streams are taken up, as either side has said.
    public boolean isLeaving() {
        return leaving;
    }

    Http2Limits limits() {
        return limits;
    }

    ConnectionUser user() {
        return user;
    }

    long now() {
        return loop.now();
    }

    ByteBufAllocator allocator() {
        return loop.allocator();
    }

    SendSide sendSide() {
        return sendSide;
    }

    GrowingBytes beginHead() {
        GrowingBytes out = sendSide.frames();
        FrameWriter.beginHeaders(out);
        if (!tableTold) {
            tableTold = true;
            HpackEncoder.noTable(out);
        }
        return out;
    }

    GrowingBytes endHead(Http2Stream stream, boolean last) {
        GrowingBytes out = buffers.begun();
        FrameWriter.endHeaders(0, Http2Settings.FRAME_BYTES, last, stream.id(), out);
        return out;
    }

    void consumed(Http2Stream stream, int bytes) {
        if (ended || bytes == 0) {
            return;
        }
        credit(bytes);
        int opened = stream.credit(bytes, limits.streamWindowBytes());
        if (opened > 0) {
            GrowingBytes out = sendSide.frames();
            FrameWriter.windowUpdate(stream.id(), opened, out);
            sendSide.write(out);
        }
    }

    /// Opens the connection's window for what was taken, or is passed over.
    void credit(int bytes) {
        uncredited += bytes;
        if (uncredited >= limits.connectionWindowBytes() / 2) {
            receiveSide.opened(uncredited);
            GrowingBytes out = sendSide.frames();
            FrameWriter.windowUpdate(0, uncredited, out);
            sendSide.write(out);
            uncredited = 0;
        }
    }

    void reset(Http2Stream stream, Http2Error why) {
        streams.onReset(stream.id());
        sendReset(stream.id(), why);
        stream.toClosed();
        onClosed(stream);
    }

    /// Resets a stream in the middle of an answer, which counts against a peer that has left some of it untaken.
    void cut(Http2Stream stream, Http2Error why) {
        boolean untaken = stream.hasPending();
        reset(stream, why);
        if (untaken) {
            tolerates(Glitch.UNTAKEN);
        }
    }

    void sendReset(int id, Http2Error why) {
        GrowingBytes out = sendSide.frames();
        FrameWriter.reset(id, why, out);
        sendSide.write(out);
    }

    /// A stream is over, in whatever way.
    void onClosed(Http2Stream stream) {
        if (streams.remove(stream)) {
            user.onStreamClosed();
            endWhereNothingIsLeft();
        }
    }

    private void endWhereNothingIsLeft() {
        if (leaving && lastNamed && streams.size() == 0 && !ended) {
            ended = true;
            user.onEnd(Http2Error.NO_ERROR);
        }
    }

    /// Counts what the peer does at attache's expense; ends the connection where that is too much.
    ///
    /// @return false where it is
    boolean tolerates(Glitch what) {
        if (glitches.take(what, loop.now())) {
            return true;
        }
        fail(Http2Error.ENHANCE_YOUR_CALM);
        return false;
    }

    /// Ends the connection for what the peer did. To the users of its streams that is a breach of the protocol, however
    /// it is told to the peer.
    void fail(Http2Error why) {
        if (!ended) {
            sendGoAway(streams.lastOfPeer(), why);
            ended = true;
            abandonStreams(Http2Error.PROTOCOL_ERROR);
            user.onEnd(why);
        }
    }

    private void sendGoAway(int last, Http2Error why) {
        GrowingBytes out = sendSide.frames();
        FrameWriter.goAway(last, why, out);
        sendSide.write(out);
    }

    /// Takes up no further streams, and ends when the last one is over.
    public void leave() {
        if (ended || leaving) {
            return;
        }
        leaving = true;
        leavingNanos = loop.now();
        if (server) {
            sendGoAway(Integer.MAX_VALUE, Http2Error.NO_ERROR);
            GrowingBytes out = sendSide.frames();
            FrameWriter.ping(LEAVE_PING, false, out);
            sendSide.write(out);
        } else {
            nameLast();
        }
    }

    void onPingAck(long opaque) {
        if (tolerates(Glitch.STRAY) && leaving && opaque == LEAVE_PING) {
            nameLast();
        }
    }

    private void nameLast() {
        if (!lastNamed && !ended) {
            lastNamed = true;
            sendGoAway(streams.lastOfPeer(), Http2Error.NO_ERROR);
            endWhereNothingIsLeft();
        }
    }

    /// Whether streams that the peer opens now are beyond the last that GOAWAY has named.
    boolean isLastNamed() {
        return lastNamed;
    }

    /// The peer takes up no stream beyond this one.
    void onGoAway(int last) {
        if (!tolerates(Glitch.STRAY)) {
            return;
        }
        leaving = true;
        if (!server) {
            for (Http2Stream each : streams.all()) {
                if (each.id() > last) {
                    drop(each, Http2Error.REFUSED_STREAM);
                }
            }
        }
        lastNamed = true;
        user.onGoAway();
        endWhereNothingIsLeft();
    }

    /// Once in a while: ends streams that nobody uses any more and whose rest the peer does not take.
    ///
    /// @param stallNanos how long it may take none of it
    /// @param bytesPerSecond how much of it it has to take on average, beside that time; 0 asks for no rate
    public void sweep(long now, long stallNanos, long bytesPerSecond) {
        for (Http2Stream each : streams.all()) {
            if (each.user() == null && each.isUntaken(now, stallNanos, bytesPerSecond)) {
                cut(each, Http2Error.CANCEL);
            }
        }
        if (leaving && !lastNamed && now - leavingNanos > LEAVE_NANOS) {
            nameLast();
        }
    }

    /// The connection is lost: tells the users of its streams, and forgets what is kept.
    public void onGone() {
        ended = true;
        abandonStreams(Http2Error.CONNECT_ERROR);
        receiveSide.drop();
    }

    private void abandonStreams(Http2Error why) {
        for (Http2Stream each : streams.all()) {
            drop(each, why);
        }
    }

    /// Ends a stream of which the peer needs not be told.
    void drop(Http2Stream stream, Http2Error why) {
        StreamUser taker = stream.user();
        stream.toClosed();
        onClosed(stream);
        if (taker != null) {
            taker.onReset(why, why == Http2Error.REFUSED_STREAM);
        }
    }
}
