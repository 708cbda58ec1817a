package dev.attache.role.redis;

import dev.attache.base.GrowingBytes;
import dev.attache.net.Dialer;
import dev.attache.net.Outbox;
import dev.attache.role.redis.command.Command;
import dev.attache.wire.resp.RespLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One pipelined connection to a shard, shared by the clients of one event loop that speak one protocol version to one
/// database. Replies are matched to commands by their order alone, so a place in the queue is never given up before its
/// reply came or the connection ended.
final class ShardConnection {
    /// Commands that may wait for replies; at the bound, clients that send more to this shard are not read from.
    static final int IN_FLIGHT_MAX = 65_536;

    private static final long REST_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int REST_DOUBLINGS_MAX = 5;

    private final RedisLoop loop;
    private Shard shard;
    private Login login;
    private final InFlight inFlight = new InFlight();
    private final InFlight waiting = new InFlight();
    private final GrowingBytes waitingBytes = new GrowingBytes();
    private final List<Runnable> paused = new ArrayList<>();
    private ShardState state = ShardState.IDLE;
    private @Nullable Channel channel;
    private @Nullable Outbox outbox;
    private @Nullable ShardHandler handler;
    private boolean congested;
    private boolean readingHeld;
    private boolean takesMore;
    private boolean leaving;
    private int failures;
    private long lastReadNanos;
    private long lastUseNanos;

    ShardConnection(RedisLoop loop, Shard shard, Login login) {
        this.loop = loop;
        this.shard = shard;
        this.login = login;
    }

    Shard shard() {
        return shard;
    }

    /// The same address at another place of a new topology; the next connect logs in with these credentials.
    void moveTo(Shard next, Login nextLogin) {
        shard = next;
        login = nextLogin;
    }

    /// Sends a command, now or when the connection is ready; the exchange's receiver gets the reply or an error.
    void send(Exchange exchange, byte[] bytes, int from, int length) {
        exchange.via = this;
        exchange.startNanos = loop.now();
        lastUseNanos = exchange.startNanos;
        Outbox out = outbox;
        if (!shard.endpoint().available()) {
            refuse(exchange, RedisFault.EJECTED, shard.endpoint().whyUnavailable());
        } else if (state == ShardState.READY && out != null) {
            Command command = exchange.command;
            if (command != null && command.isResendable()) {
                exchange.keepRequest(bytes, from, length);
            }
            addInFlight(exchange);
            out.append(bytes, from, length);
        } else {
            sendLater(exchange, bytes, from, length);
        }
    }

    private void addInFlight(Exchange exchange) {
        inFlight.add(exchange);
        if (inFlight.size() >= IN_FLIGHT_MAX) {
            congested = true;
        }
    }

    private void sendLater(Exchange exchange, byte[] bytes, int from, int length) {
        switch (state) {
            case ShardState.Resting rest
            when rest.untilNanos() - loop.now() > 0 -> refuse(exchange, RedisFault.UNREACHABLE, rest.why());
            case ShardState.Closed _ -> refuse(exchange, RedisFault.STOPPING, "");
            case ShardState.Idle _, ShardState.Resting _ -> {
                enqueue(exchange, bytes, from, length);
                connect();
            }
            case ShardState.Connecting _, ShardState.LoggingIn _, ShardState.Ready _ ->
                enqueue(exchange, bytes, from, length);
        }
    }

    private void enqueue(Exchange exchange, byte[] bytes, int from, int length) {
        if (waiting.size() > 0
                && waitingBytes.length() + (long) length > loop.settings().backlogBytesMax()) {
            refuse(exchange, RedisFault.UNREACHABLE, "too many commands wait for it already");
            return;
        }
        waiting.add(exchange);
        waitingBytes.append(bytes, from, length);
        congested = waitingBytes.length() * 2L > loop.settings().backlogBytesMax();
    }

    /// The command that [#send] is given next comes in parts: its time runs from its last part.
    void beginUpload() {
        takesMore = true;
    }

    /// Sends on more bytes of the command that [#send] was given the first bytes of; owns them.
    void sendMore(ByteBuf bytes, boolean last) {
        takesMore = !last;
        restartTime(inFlight.first());
        restartTime(waiting.first());
        Outbox out = outbox;
        if (state == ShardState.READY && out != null) {
            out.append(bytes);
            return;
        }
        if (waiting.size() > 0) {
            int length = bytes.readableBytes();
            int at = waitingBytes.reserve(length);
            bytes.readBytes(waitingBytes.array(), at, length);
            congested = waitingBytes.length() * 2L > loop.settings().backlogBytesMax();
        }
        bytes.release();
    }

    private void restartTime(@Nullable Exchange exchange) {
        if (exchange != null) {
            exchange.startNanos = loop.now();
        }
    }

    private void refuse(Exchange exchange, RedisFault fault, String why) {
        loop.stats().onFault(shard, fault);
        answer(exchange, fault.reply(shard.label(), why));
        loop.exchanges().leave(exchange);
    }

    private static void answer(Exchange exchange, byte[] reply) {
        ReplyReceiver receiver = exchange.receiver;
        if (receiver != null) {
            receiver.onReply(exchange, reply, 0, reply.length);
        }
    }

    private void connect() {
        state = ShardState.CONNECTING;
        RespLimits limits = loop.settings().replyLimits();
        ShardHandler fresh = new ShardHandler(this, loop, limits);
        handler = fresh;
        Promise<Channel> attempt = Dialer.dial(
                loop.eventLoop(),
                loop.transport(),
                shard.endpoint().address(),
                loop.settings().connectTimeout(),
                fresh);
        attempt.addListener(_ -> onDialed(fresh, attempt));
    }

    private void onDialed(ShardHandler dialed, Promise<Channel> attempt) {
        loop.tick();
        if (handler != dialed) {
            if (attempt.isSuccess()) {
                attempt.getNow().close();
            }
        } else if (attempt.isSuccess()) {
            onConnected(attempt.getNow());
        } else {
            onFailed(String.valueOf(attempt.cause().getMessage()));
        }
    }

    private void onConnected(Channel connected) {
        int backlog = loop.settings().backlogBytesMax();
        connected.config().setWriteBufferWaterMark(new WriteBufferWaterMark(backlog / 2, backlog));
        loop.serveReads(connected);
        Outbox out = new Outbox(connected, loop.flusher(), _ -> {});
        channel = connected;
        outbox = out;
        lastReadNanos = loop.now();
        if (login.replies() == 0) {
            onReady(out);
        } else {
            state = new ShardState.LoggingIn(login.replies());
            out.append(login.bytes());
        }
    }

    private void onLoginReply(int repliesLeft, byte[] bytes, int from, int length) {
        if (bytes[from] == '-') {
            end(RedisFault.LOST, "login refused: " + new String(bytes, from + 1, length - 3, StandardCharsets.UTF_8));
        } else if (repliesLeft > 1) {
            state = new ShardState.LoggingIn(repliesLeft - 1);
        } else if (outbox != null) {
            onReady(outbox);
        }
    }

    private void onReady(Outbox out) {
        state = ShardState.READY;
        failures = 0;
        congested = false;
        if (!waitingBytes.isEmpty()) {
            out.append(waitingBytes.array(), 0, waitingBytes.length());
            waitingBytes.clear(0);
        }
        for (Exchange next = waiting.removeFirst(); next != null; next = waiting.removeFirst()) {
            addInFlight(next);
        }
        resumePaused();
    }

    /// Whether the handler's channel is still the one in use.
    boolean isOpen(ShardHandler asking) {
        return handler == asking;
    }

    void onReply(byte[] bytes, int from, int length) {
        if (bytes[from] == '>') {
            loop.stats().onPushDropped();
            return;
        }
        if (state instanceof ShardState.LoggingIn(int repliesLeft)) {
            onLoginReply(repliesLeft, bytes, from, length);
            return;
        }
        Exchange exchange = inFlight.removeFirst();
        if (exchange == null) {
            onNonsense("a reply that nobody asked for");
            return;
        }
        loop.stats().onReply(exchange, bytes[from] == '-', length);
        ReplyReceiver receiver = exchange.receiver;
        if (receiver != null) {
            receiver.onReply(exchange, bytes, from, length);
        }
        loop.exchanges().leave(exchange);
        if (congested && inFlight.size() < IN_FLIGHT_MAX / 2) {
            onWritabilityChanged(channel != null && channel.isWritable());
        }
    }

    boolean takesParts(byte type) {
        Exchange first = inFlight.first();
        if (first == null || type == '>' || state != ShardState.READY) {
            return false;
        }
        ReplyReceiver receiver = first.receiver;
        return receiver == null || receiver.takesParts(first);
    }

    /// Whether a reply that is to be merged may grow to this size.
    boolean mayHold(int length) {
        return length <= loop.settings().mergeBytesMax();
    }

    /// The reply at hand is too large to be merged: its receiver is told so, and the rest of it is passed over.
    void onReplyTooLarge(byte type) {
        Exchange first = inFlight.first();
        if (first == null || first.receiver == null || type == '>' || state != ShardState.READY) {
            onNonsense("a reply over the limit");
            return;
        }
        loop.stats().onFault(shard, RedisFault.TOO_LARGE_TO_MERGE);
        answer(first, RedisFault.TOO_LARGE_TO_MERGE.reply(shard.label(), ""));
        first.receiver = null;
    }

    void onReplyPart(ByteBuf part, boolean last) {
        Exchange first = inFlight.first();
        if (first == null) {
            part.release();
            return;
        }
        first.begun = true;
        ReplyReceiver receiver = first.receiver;
        if (last) {
            loop.stats().onReply(first, false, part.readableBytes());
            inFlight.removeFirst();
        }
        if (receiver == null) {
            part.release();
        } else {
            receiver.onReplyPart(first, part, last);
        }
        if (last) {
            loop.exchanges().leave(first);
        }
    }

    void onReadComplete() {
        lastReadNanos = loop.now();
        if (state == ShardState.READY) {
            shard.endpoint().onSuccess();
            closeIfDone();
        }
    }

    void onNonsense(String what) {
        end(RedisFault.NONSENSE, what);
    }

    void onClosed(ShardHandler closing, String why) {
        if (handler == closing) {
            end(RedisFault.LOST, why);
        }
    }

    private void end(RedisFault fault, String why) {
        Channel open = channel;
        boolean wasReady = state == ShardState.READY;
        boolean owed = inFlight.size() > 0;
        release();
        if (open != null) {
            open.close();
        }
        if (!wasReady) {
            onFailed(why);
            return;
        }
        if (owed) {
            shard.endpoint().onFailure(why);
        }
        state = leaving ? ShardState.CLOSED : ShardState.IDLE;
        settleInFlight(fault, why);
        if (waiting.size() > 0 && state == ShardState.IDLE) {
            connect();
        }
        resumePaused();
    }

    private void release() {
        channel = null;
        handler = null;
        congested = false;
        readingHeld = false;
        Outbox out = outbox;
        outbox = null;
        if (out != null) {
            out.discard();
        }
    }

    /// What was sent and not answered: reads are sent once more, all else is told that the outcome is open.
    private void settleInFlight(RedisFault fault, String why) {
        Set<ClientSession> writers = writersBehindReads();
        for (Exchange next = inFlight.removeFirst(); next != null; next = inFlight.removeFirst()) {
            ReplyReceiver receiver = next.receiver;
            if (receiver == null) {
                loop.exchanges().leave(next);
            } else if (next.begun) {
                receiver.onReplyCut(next);
                loop.exchanges().leave(next);
            } else if (isResendable(next) && !writers.contains(receiver.client())) {
                next.resent = true;
                enqueue(next, next.kept, 0, next.keptBytes);
            } else {
                refuse(next, fault, why);
            }
        }
    }

    private boolean isResendable(Exchange exchange) {
        return exchange.keptBytes > 0 && !exchange.resent && !leaving;
    }

    /// Clients that have sent a write behind a read: sent again, the read could see what it was to come before.
    private Set<ClientSession> writersBehindReads() {
        Set<ClientSession> readers = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<ClientSession> writers = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Exchange next = inFlight.first(); next != null; next = next.nextInFlight) {
            ReplyReceiver receiver = next.receiver;
            ClientSession client = receiver == null ? null : receiver.client();
            if (client != null && isResendable(next)) {
                readers.add(client);
            } else if (client != null && readers.contains(client)) {
                writers.add(client);
            }
        }
        return writers;
    }

    private void onFailed(String why) {
        release();
        failures++;
        shard.endpoint().onFailure(why);
        long rest = REST_NANOS_MIN << Math.min(failures - 1, REST_DOUBLINGS_MAX);
        state = leaving ? ShardState.CLOSED : new ShardState.Resting(loop.now() + loop.jitter(rest), why);
        if (failures == 1 && waiting.size() > 0 && !leaving) {
            loop.eventLoop().schedule(this::connectAgain, rest, TimeUnit.NANOSECONDS);
        } else {
            failWaiting(why);
        }
        resumePaused();
    }

    private void connectAgain() {
        if (state instanceof ShardState.Resting && waiting.size() > 0) {
            connect();
        }
    }

    private void failWaiting(String why) {
        waitingBytes.clear(0);
        for (Exchange next = waiting.removeFirst(); next != null; next = waiting.removeFirst()) {
            refuse(next, next.resent ? RedisFault.LOST : RedisFault.UNREACHABLE, why);
        }
    }

    /// Whether clients should hold back commands for this shard.
    boolean isCongested() {
        return congested;
    }

    /// Runs the task, later and on the loop, when the congestion is over or the connection has ended.
    void whenRelieved(Runnable task) {
        paused.add(task);
    }

    void onWritabilityChanged(boolean writable) {
        congested = !writable || inFlight.size() >= IN_FLIGHT_MAX;
        if (!congested) {
            resumePaused();
        }
    }

    private void resumePaused() {
        if (!paused.isEmpty()) {
            List<Runnable> tasks = List.copyOf(paused);
            paused.clear();
            tasks.forEach(loop.eventLoop()::execute);
        }
    }

    /// Stops and resumes reading replies, where a client takes a large one slowly.
    void readReplies(boolean on) {
        Channel open = channel;
        if (open != null) {
            readingHeld = !on;
            open.config().setAutoRead(on);
        }
    }

    /// Answers commands that waited longer than the time-out, and gives up a connection that has gone silent.
    void sweep(long now) {
        if (!takesMore || congested) {
            sweepLate(now);
        }
        String hung = whyHung(now);
        if (!hung.isEmpty()) {
            end(RedisFault.LOST, hung);
        }
    }

    private void sweepLate(long now) {
        long timeout = loop.settings().timeoutNanos();
        boolean late = timeOut(inFlight.first(), now - timeout);
        late |= timeOut(waiting.first(), now - timeout);
        if (late) {
            if (!readingHeld) {
                shard.endpoint().onFailure("no answer in time");
            }
            resumePaused();
        }
    }

    /// Why the connection is to be given up; empty where it is not.
    private String whyHung(long now) {
        if (state instanceof ShardState.LoggingIn) {
            boolean silent =
                    now - lastReadNanos > loop.settings().connectTimeout().toNanos();
            return silent ? "no answer to the login in time" : "";
        }
        Exchange first = inFlight.first();
        if (first == null) {
            return isIdleFor(now) ? "idle" : "";
        }
        boolean silent = first.receiver == null
                && !readingHeld
                && now - Math.max(lastReadNanos, first.startNanos)
                        > 2 * loop.settings().timeoutNanos();
        return silent ? "no answer in time" : "";
    }

    private boolean isIdleFor(long now) {
        long limit = loop.settings().upstreamIdleNanos();
        return limit > 0 && state == ShardState.READY && now - lastUseNanos > limit;
    }

    private boolean timeOut(@Nullable Exchange from, long olderThan) {
        boolean any = false;
        for (Exchange next = from; next != null && next.startNanos - olderThan < 0; next = next.nextInFlight) {
            ReplyReceiver receiver = next.receiver;
            if (receiver != null && !(next.begun && isMoving(olderThan))) {
                any = true;
                next.receiver = null;
                if (next.begun) {
                    receiver.onReplyCut(next);
                } else {
                    byte[] error = RedisFault.TIMED_OUT.reply(shard.label(), "");
                    loop.stats().onFault(shard, RedisFault.TIMED_OUT);
                    receiver.onReply(next, error, 0, error.length);
                }
            }
        }
        return any;
    }

    /// A large reply may take its time as long as it comes in, or its reader holds it up.
    private boolean isMoving(long olderThan) {
        return readingHeld || lastReadNanos - olderThan > 0;
    }

    /// Takes no more commands and closes when the last reply came.
    void leave() {
        leaving = true;
        if (inFlight.size() + waiting.size() == 0) {
            close();
        }
    }

    private void closeIfDone() {
        if (leaving && inFlight.size() == 0) {
            close();
        }
    }

    boolean isClosed() {
        return state == ShardState.CLOSED;
    }

    /// Closes at once; what waits is answered with an error.
    void close() {
        leaving = true;
        if (state == ShardState.READY) {
            end(RedisFault.LOST, "attache is stopping");
        } else if (state != ShardState.CLOSED) {
            Channel open = channel;
            release();
            if (open != null) {
                open.close();
            }
            state = ShardState.CLOSED;
            failWaiting("attache is stopping");
        }
    }
}
