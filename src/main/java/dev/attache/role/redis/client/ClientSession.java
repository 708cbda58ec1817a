package dev.attache.role.redis.client;

import dev.attache.net.Outbox;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.exchange.Asker;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.ReplyOrder;
import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.shard.Lane;
import dev.attache.role.redis.shard.Lanes;
import dev.attache.role.redis.shard.ShardConnection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.jspecify.annotations.Nullable;

/// One client: who it is, which replies it waits for, and what it has been sent.
///
/// Lives on one event loop and is used there only.
public final class ClientSession implements ReplyReceiver, Asker {
    /// Why nothing is read from the client; it is read again when none of these holds.
    static final int PAUSE_UNANSWERED = 1;

    static final int PAUSE_OUTPUT = 2;
    static final int PAUSE_SHARD = 4;
    static final int PAUSE_UPLOAD = 8;
    static final int PAUSE_TURN = 16;
    public static final int PAUSE_GATHER = 32;

    private final LoopKit loop;
    private final Lanes lanes;
    private final Runnable readOn;
    private final Channel channel;
    private final Outbox outbox;
    private final ReplyOrder order = new ReplyOrder();
    private final ClientIdentity identity;
    private final ReplyThrottle throttle;
    private SessionState state = SessionState.SERVING;
    private Lane lane;
    private ReplyMode replies = ReplyMode.ON;
    private int pauses;
    private boolean resuming;
    private boolean overLimit;
    private long heldBytes;
    private boolean endsWhenServed;

    /// @param readOn has what came in during a pause read on; run on the loop
    public ClientSession(LoopKit loop, Lanes lanes, Runnable readOn, Channel channel, ClientIdentity identity) {
        this.loop = loop;
        this.lanes = lanes;
        this.readOn = readOn;
        this.channel = channel;
        this.identity = identity;
        this.throttle = new ReplyThrottle(loop);
        this.outbox = new Outbox(channel, loop.flusher(), this::onFlushed);
        this.lane = lanes.lane(2, loop.settings().cluster().database());
    }

    @Override
    public ClientSession asker() {
        return this;
    }

    @Override
    public boolean waitsForOneReply() {
        return order.size() == 1;
    }

    @Override
    public void holdBack() {
        pause(PAUSE_TURN);
    }

    Lanes lanes() {
        return lanes;
    }

    public LoopKit loop() {
        return loop;
    }

    public ClientIdentity identity() {
        return identity;
    }

    public Channel channel() {
        return channel;
    }

    /// The connections that its commands go over.
    public Lane lane() {
        return lane;
    }

    /// Moves to another protocol version or database. Commands sent before keep their lane, and those to come wait for
    /// their replies, because lanes know no order among each other.
    void useLane(int protocol, int database) {
        Lane next = lanes.lane(protocol, database);
        if (next != lane && awaitsReplies()) {
            pause(PAUSE_TURN);
        }
        lane = next;
    }

    /// What its connection is doing.
    public SessionState state() {
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
    public void toClosing() {
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

    /// Whether it is owed a reply.
    public boolean awaitsReplies() {
        return !order.isEmpty();
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
    private boolean takeSilence() {
        if (replies == ReplyMode.SKIP_NEXT) {
            replies = ReplyMode.ON;
            return true;
        }
        return replies == ReplyMode.OFF;
    }

    /// A place for the next reply, which stands in a shard's queue as well.
    public Exchange expectReply(@Nullable Command command) {
        return expect(command, 2);
    }

    private Exchange expect(@Nullable Command command, int places) {
        Exchange exchange = loop.exchanges().take(this, command, places);
        if (replies != ReplyMode.ON && takeSilence()) {
            exchange.silence();
        }
        order.add(exchange);
        if (order.size() >= loop.settings().unansweredMax()) {
            pause(PAUSE_UNANSWERED);
        }
        return exchange;
    }

    /// Answers the command at hand without a shard.
    public void reply(byte[] bytes) {
        reply(bytes, 0, bytes.length);
    }

    public void reply(byte[] bytes, int from, int length) {
        if (order.isEmpty()) {
            if (replies == ReplyMode.ON || !takeSilence()) {
                outbox.append(bytes, from, length);
            }
            return;
        }
        onReply(expect(null, 1), bytes, from, length);
    }

    @Override
    public void onReply(Exchange exchange, byte[] bytes, int from, int length) {
        if (order.isNext(exchange)) {
            if (!exchange.isSilent()) {
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
            send(exchange, reply);
            leaveOrder();
            advance();
        } else {
            heldBytes += reply.readableBytes();
            exchange.hold(loop.isReadMemoryScarce() ? compact(reply) : reply);
            closeOverLimit(heldBytes);
        }
    }

    /// What waits may wait long: it shall not hold the whole of a read in memory of which it is a part.
    private ByteBuf compact(ByteBuf reply) {
        ByteBuf copy = loop.room(reply.readableBytes()).writeBytes(reply);
        reply.release();
        return copy;
    }

    private void hold(Exchange exchange, byte[] bytes, int from, int length) {
        exchange.hold(bytes, from, length, loop.allocator());
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
        send(exchange, part);
        if (last) {
            throttle.off();
            leaveOrder();
            advance();
        } else if (!channel.isWritable()) {
            throttle.on(exchange.source());
        }
    }

    private void holdPart(Exchange exchange, ByteBuf part, boolean last) {
        heldBytes += part.readableBytes();
        exchange.holdPart(loop.isReadMemoryScarce() ? compact(part) : part, last, loop.allocator());
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
            ByteBuf large = next.takeLarge();
            if (large != null) {
                heldBytes -= large.readableBytes();
                send(next, large);
            } else if (next.isDone()) {
                heldBytes -= next.keptBytes();
                if (!next.isSilent()) {
                    outbox.append(next.kept(), 0, next.keptBytes());
                }
            }
            if (!next.isDone()) {
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

    private void send(Exchange exchange, ByteBuf large) {
        if (exchange.isSilent()) {
            large.release();
        } else {
            outbox.append(channel.isWritable() ? large : compact(large));
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
        if (unsentBytes > loop.settings().outputBytesMax() && channel.isOpen() && !overLimit) {
            overLimit = true;
            loop.stats().onOutputOverLimit();
            channel.close();
        }
    }

    public void onWritabilityChanged(boolean writable) {
        if (writable) {
            throttle.off();
            resume(PAUSE_OUTPUT);
        } else {
            pause(PAUSE_OUTPUT);
        }
    }

    /// Until reading has gone on, not only until it may: what comes in between must not overtake what waits.
    public boolean isPaused() {
        return pauses != 0 || resuming;
    }

    /// Reads no more from the client for this reason.
    ///
    /// @return false where it was one already
    public boolean pause(int why) {
        if (pauses == 0) {
            channel.config().setAutoRead(false);
        }
        boolean fresh = (pauses & why) == 0;
        pauses |= why;
        return fresh;
    }

    public void resume(int why) {
        if ((pauses & why) != 0) {
            pauses &= ~why;
            if (pauses == 0) {
                resuming = true;
                loop.eventLoop().execute(readOn);
            }
        }
    }

    /// Reading goes on, unless there is a new reason to pause.
    public void onResumed() {
        resuming = false;
    }

    /// Holds back further commands while the shard's connection is congested.
    public void pauseFor(ShardConnection connection) {
        if (pause(PAUSE_SHARD)) {
            connection.whenRelieved(() -> resume(PAUSE_SHARD));
        }
    }

    /// Once in a while: lets go of a shard that was held up for long enough, and closes what has long been idle.
    public void sweep(long now) {
        throttle.sweep();
        long idle = loop.settings().clientIdleNanos();
        if (idle > 0 && order.isEmpty() && now - identity.lastCommandNanos > idle) {
            channel.close();
        }
    }

    /// The connection is gone: replies still on their way are dropped when they come.
    public void onGone() {
        state = SessionState.CLOSING;
        throttle.off();
        for (Exchange next = order.removeNext(); next != null; next = order.removeNext()) {
            next.forgetReceiver();
            loop.exchanges().leave(next);
        }
        outbox.discard();
    }
}
