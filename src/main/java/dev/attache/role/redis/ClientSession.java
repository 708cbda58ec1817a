package dev.attache.role.redis;

import dev.attache.net.Outbox;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;

/// One client: who it is, which replies it waits for, and what it has been sent.
///
/// Lives on one event loop and is used there only.
final class ClientSession implements ReplyReceiver {
    /// Whether replies are sent: `CLIENT REPLY`.
    enum ReplyMode {
        ON,
        OFF,
        /// Off for one command, then on.
        SKIP_NEXT
    }

    /// Why nothing is read from the client; it is read again when none of these holds.
    static final int PAUSE_UNANSWERED = 1;

    static final int PAUSE_OUTPUT = 2;
    static final int PAUSE_SHARD = 4;
    static final int PAUSE_UPLOAD = 8;
    static final int PAUSE_TURN = 16;
    static final int PAUSE_GATHER = 32;

    private final RedisLoop loop;
    private final ClientHandler handler;
    private final Channel channel;
    private final Outbox outbox;
    private final ReplyOrder order = new ReplyOrder();
    private final ClientIdentity identity;
    private final ReplyThrottle throttle;
    private SessionState state = SessionState.SERVING;
    private Lane lane;
    private ReplyMode replies = ReplyMode.ON;
    private int pauses;
    private long heldBytes;
    private boolean endsWhenServed;

    ClientSession(RedisLoop loop, ClientHandler handler, Channel channel, ClientIdentity identity) {
        this.loop = loop;
        this.handler = handler;
        this.channel = channel;
        this.identity = identity;
        this.throttle = new ReplyThrottle(loop);
        this.outbox = new Outbox(channel, loop.flusher(), this::onFlushed);
        this.lane = loop.lane(2, loop.settings().cluster().database());
    }

    @Override
    public ClientSession client() {
        return this;
    }

    RedisLoop loop() {
        return loop;
    }

    ClientIdentity identity() {
        return identity;
    }

    Channel channel() {
        return channel;
    }

    Lane lane() {
        return lane;
    }

    /// Moves to another protocol version or database. Commands sent before keep their lane, and those to come wait for
    /// their replies, because lanes know no order among each other.
    void useLane(int protocol, int database) {
        Lane next = loop.lane(protocol, database);
        if (next != lane && awaitsReplies()) {
            pause(PAUSE_TURN);
        }
        lane = next;
    }

    SessionState state() {
        return state;
    }

    void toUploading(LargeRequest request) {
        state = new SessionState.Uploading(request);
    }

    void toServing() {
        if (state instanceof SessionState.Uploading) {
            state = SessionState.SERVING;
            if (endsWhenServed) {
                toClosing();
            }
        }
    }

    /// Reads no further command; closes when the owed replies are sent. A command that is still coming in is finished.
    void toClosing() {
        if (state instanceof SessionState.Uploading) {
            endsWhenServed = true;
        } else if (state != SessionState.CLOSING) {
            state = SessionState.CLOSING;
            if (order.isEmpty()) {
                onAllAnswered();
            }
        }
    }

    private void onAllAnswered() {
        switch (state) {
            case SessionState.Closing _ -> {
                outbox.flush();
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
            case SessionState.Uploading(LargeRequest request) -> request.onAnswered();
            case SessionState.Serving _ -> {
                throttle.forgive();
                resume(PAUSE_TURN);
            }
        }
    }

    boolean awaitsReplies() {
        return !order.isEmpty();
    }

    int unanswered() {
        return order.size();
    }

    void setReplies(ReplyMode mode) {
        replies = mode;
    }

    void skipNextReply() {
        if (replies == ReplyMode.ON) {
            replies = ReplyMode.SKIP_NEXT;
        }
    }

    /// Called once for each command that is answered: whether its reply is to be suppressed.
    boolean takeSilence() {
        if (replies == ReplyMode.SKIP_NEXT) {
            replies = ReplyMode.ON;
            return true;
        }
        return replies == ReplyMode.OFF;
    }

    /// A place for the next reply, which stands in a shard's queue as well.
    Exchange expectReply() {
        return expect(2);
    }

    /// A place for the next reply, which stands in no shard's queue.
    Exchange expectMergedReply() {
        return expect(1);
    }

    private Exchange expect(int places) {
        Exchange exchange = loop.exchanges().take(this, places);
        exchange.silent = replies != ReplyMode.ON && takeSilence();
        order.add(exchange);
        if (order.size() >= loop.settings().unansweredMax()) {
            pause(PAUSE_UNANSWERED);
        }
        return exchange;
    }

    /// Answers the command at hand without a shard.
    void reply(byte[] bytes) {
        reply(bytes, 0, bytes.length);
    }

    void reply(byte[] bytes, int from, int length) {
        if (order.isEmpty()) {
            if (replies == ReplyMode.ON || !takeSilence()) {
                outbox.append(bytes, from, length);
            }
            return;
        }
        onReply(expectMergedReply(), bytes, from, length);
    }

    @Override
    public void onReply(Exchange exchange, byte[] bytes, int from, int length) {
        if (order.isNext(exchange)) {
            if (!exchange.silent) {
                outbox.append(bytes, from, length);
            }
            leaveOrder();
            advance();
        } else {
            hold(exchange, bytes, from, length);
        }
    }

    @Override
    public void onReply(Exchange exchange, ByteBuf reply) {
        if (order.isNext(exchange)) {
            if (exchange.silent) {
                reply.release();
            } else {
                outbox.append(channel.isWritable() ? reply : compact(reply));
            }
            leaveOrder();
            advance();
        } else {
            heldBytes += reply.readableBytes();
            exchange.large = compact(reply);
            exchange.done = true;
            closeOverLimit(heldBytes);
        }
    }

    /// What waits may wait long: it shall not hold the whole of a read in memory of which it is a part.
    private ByteBuf compact(ByteBuf reply) {
        ByteBuf copy = loop.allocator().directBuffer(reply.readableBytes()).writeBytes(reply);
        reply.release();
        return copy;
    }

    private void hold(Exchange exchange, byte[] bytes, int from, int length) {
        exchange.done = true;
        if (length <= Exchange.KEPT_BYTES_MAX) {
            exchange.keep(bytes, from, length);
        } else {
            exchange.large = loop.allocator().directBuffer(length).writeBytes(bytes, from, length);
        }
        heldBytes += length;
        closeOverLimit(heldBytes);
    }

    @Override
    public boolean takesParts(Exchange exchange) {
        return true;
    }

    @Override
    public void onReplyPart(Exchange exchange, ByteBuf part, boolean last) {
        if (!order.isNext(exchange)) {
            holdPart(exchange, part, last);
            return;
        }
        if (exchange.silent) {
            part.release();
        } else {
            outbox.append(part);
        }
        if (last) {
            throttle.off();
            leaveOrder();
            advance();
        } else if (!channel.isWritable()) {
            throttle.on(exchange.via);
        }
    }

    private void holdPart(Exchange exchange, ByteBuf part, boolean last) {
        heldBytes += part.readableBytes();
        if (exchange.large instanceof CompositeByteBuf parts) {
            parts.addComponent(true, part);
        } else {
            exchange.large = loop.allocator().compositeDirectBuffer(1024).addComponent(true, part);
        }
        exchange.done = last;
        closeOverLimit(heldBytes);
    }

    @Override
    public void onReplyCut(Exchange exchange) {
        loop.stats().onReplyCut();
        channel.close();
    }

    /// Sends what became next in order.
    private void advance() {
        for (Exchange next = order.next(); next != null; next = order.next()) {
            ByteBuf large = next.large;
            if (large != null) {
                next.large = null;
                heldBytes -= large.readableBytes();
                sendLarge(next, large);
            } else if (next.done) {
                heldBytes -= next.keptBytes;
                if (!next.silent) {
                    outbox.append(next.kept, 0, next.keptBytes);
                }
            }
            if (!next.done) {
                break;
            }
            leaveOrder();
        }
        if (order.size() <= loop.settings().unansweredMax() / 2) {
            resume(PAUSE_UNANSWERED);
        }
        if (order.isEmpty()) {
            onAllAnswered();
        }
    }

    private void sendLarge(Exchange exchange, ByteBuf large) {
        if (exchange.silent) {
            large.release();
        } else {
            outbox.append(large);
        }
    }

    private void leaveOrder() {
        Exchange left = order.removeNext();
        if (left != null) {
            loop.exchanges().leave(left);
        }
    }

    private void onFlushed(long pendingBytes) {
        closeOverLimit(pendingBytes + heldBytes);
    }

    private void closeOverLimit(long unsentBytes) {
        if (unsentBytes > loop.settings().outputBytesMax() && channel.isOpen()) {
            loop.stats().onOutputOverLimit();
            channel.close();
        }
    }

    void onWritabilityChanged(boolean writable) {
        if (writable) {
            throttle.off();
            resume(PAUSE_OUTPUT);
        } else {
            pause(PAUSE_OUTPUT);
        }
    }

    boolean isPaused() {
        return pauses != 0;
    }

    /// Reads no more from the client for this reason.
    ///
    /// @return false where it was one already
    boolean pause(int why) {
        if (pauses == 0) {
            channel.config().setAutoRead(false);
        }
        boolean fresh = (pauses & why) == 0;
        pauses |= why;
        return fresh;
    }

    void resume(int why) {
        if ((pauses & why) != 0) {
            pauses &= ~why;
            if (pauses == 0) {
                loop.eventLoop().execute(handler);
            }
        }
    }

    /// Holds back further commands while the shard's connection is congested.
    void pauseFor(ShardConnection connection) {
        if (pause(PAUSE_SHARD)) {
            connection.whenRelieved(() -> resume(PAUSE_SHARD));
        }
    }

    /// Once in a while: lets go of a shard that was held up for long enough, and closes what has long been idle.
    void sweep(long now) {
        throttle.sweep();
        long idle = loop.settings().clientIdleNanos();
        if (idle > 0 && order.isEmpty() && now - identity.lastCommandNanos > idle) {
            channel.close();
        }
    }

    /// The connection is gone: replies still on their way are dropped when they come.
    void onGone() {
        state = SessionState.CLOSING;
        throttle.off();
        for (Exchange next = order.removeNext(); next != null; next = order.removeNext()) {
            next.receiver = null;
            loop.exchanges().leave(next);
        }
        outbox.discard();
    }
}
