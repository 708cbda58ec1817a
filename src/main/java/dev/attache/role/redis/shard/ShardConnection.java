package dev.attache.role.redis.shard;

import dev.attache.net.Outbox;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.exchange.ReplySource;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.RedisFault;
import dev.attache.role.redis.topology.Shard;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// One pipelined connection to a shard, shared by the clients of one event loop that speak one protocol version to one
/// database. Replies are matched to commands by their order alone, so a place in the queue is never given up before its
/// reply came or the connection ended.
public final class ShardConnection implements ReplySource {
    private final LoopKit loop;
    private Shard shard;
    private Login login;
    private final ShardReplies replies;
    private final WaitingCommands waiting;
    private final ShardPatience patience;
    private final ShardLink link;
    private final PausedSenders paused;
    private final boolean despiteEjection;
    private ShardState state = ShardState.IDLE;
    private boolean congested;
    private boolean takesMore;
    private boolean leaving;
    private int failures;

    /// @param despiteEjection whether commands are sent though the shard is out of service
    ShardConnection(LoopKit loop, Shard shard, Login login, boolean despiteEjection) {
        this.despiteEjection = despiteEjection;
        this.loop = loop;
        this.shard = shard;
        this.login = login;
        this.waiting = new WaitingCommands(loop);
        this.patience = new ShardPatience(loop);
        this.replies = new ShardReplies(loop, this);
        this.link = new ShardLink(loop, this);
        this.paused = new PausedSenders(loop.eventLoop());
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
    public void send(Exchange exchange, byte[] bytes, int from, int length) {
        long now = loop.now();
        exchange.onSend(this, now);
        patience.onUse(now);
        if (!takesMore) {
            exchange.keepRequest(bytes, from, length);
        }
        Outbox out = link.outbox();
        if (!despiteEjection && !shard.endpoint().available()) {
            refuse(exchange, RedisFault.EJECTED, shard.endpoint().whyUnavailable());
        } else if (state == ShardState.READY && out != null) {
            expectReply(exchange);
            out.append(bytes, from, length);
        } else {
            sendLater(exchange, bytes, from, length);
        }
    }

    private void expectReply(Exchange exchange) {
        replies.expect(exchange);
        if (replies.areTooMany()) {
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
        if (!waiting.add(exchange, bytes, from, length)) {
            refuse(exchange, RedisFault.UNREACHABLE, "too many commands wait for it already");
            return;
        }
        congested = waiting.isCrowded();
    }

    /// The command that [#send] is given next comes in parts: its time runs from its last part.
    public void beginUpload() {
        takesMore = true;
    }

    /// Sends on more bytes of the command that [#send] was given the first bytes of; owns them.
    public void sendMore(ByteBuf bytes, boolean last) {
        takesMore = !last;
        patience.restart(replies.first(), waiting.first());
        Outbox out = link.outbox();
        if (state == ShardState.READY && out != null) {
            out.append(bytes);
            return;
        }
        if (!waiting.isEmpty()) {
            waiting.append(bytes);
            congested = waiting.isCrowded();
        }
        bytes.release();
    }

    private void refuse(Exchange exchange, RedisFault fault, String why) {
        replies.refuse(exchange, shard, fault, why);
    }

    private void connect() {
        state = ShardState.CONNECTING;
        link.dial(shard);
    }

    void onConnected(Outbox out) {
        patience.onRead();
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
        } else {
            onReady(Objects.requireNonNull(link.outbox()));
        }
    }

    private void onReady(Outbox out) {
        state = ShardState.READY;
        failures = 0;
        congested = false;
        waiting.sendTo(out);
        for (Exchange next = waiting.removeFirst(); next != null; next = waiting.removeFirst()) {
            expectReply(next);
        }
        paused.resumeAll();
    }

    /// Whether the handler's channel is still the one in use.
    boolean isOpen(ShardHandler asking) {
        return link.isCurrent(asking);
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
        if (!replies.onReply(bytes, from, length)) {
            onNonsense("a reply that nobody asked for");
            return;
        }
        relieve();
    }

    private void relieve() {
        if (congested && replies.areFew()) {
            onWritabilityChanged(link.isWritable());
        }
    }

    /// A large reply that is no error, which now belongs to the connection.
    void onReply(ByteBuf reply) {
        if (replies.onReply(reply)) {
            relieve();
        } else {
            onNonsense("a reply that nobody asked for");
        }
    }

    boolean isReady() {
        return state == ShardState.READY;
    }

    /// Whether the next reply, which begins with this byte, may be handed on in parts.
    boolean takesParts(byte type) {
        return state == ShardState.READY && type != '>' && replies.takesParts();
    }

    /// The reply at hand, which begins with this byte, is too large to be merged.
    void onReplyTooLarge(byte type) {
        if (state != ShardState.READY || type == '>' || !replies.onReplyTooLarge(shard)) {
            onNonsense("a reply over the limit");
        }
    }

    void onReplyPart(ByteBuf part, boolean last) {
        replies.onReplyPart(part, last);
    }

    /// Whether the connection says a password when it is made.
    boolean logsIn() {
        return login.authenticates();
    }

    /// The shard has forgotten who attache is.
    void onLoggedOut() {
        end(RedisFault.LOST, "it wants a login");
    }

    void onReadComplete() {
        patience.onRead();
        if (state == ShardState.READY) {
            shard.endpoint().onSuccess();
            if (leaving) {
                leave();
            }
        }
    }

    void onNonsense(String what) {
        end(RedisFault.NONSENSE, what);
    }

    void onClosed(ShardHandler closing, String why) {
        if (link.isCurrent(closing)) {
            end(RedisFault.LOST, why);
        }
    }

    private void end(RedisFault fault, String why) {
        boolean wasReady = state == ShardState.READY;
        boolean owed = replies.owed() > 0;
        release();
        if (!wasReady) {
            onFailed(why);
            return;
        }
        if (owed) {
            shard.endpoint().onFailure(why);
        }
        state = leaving ? ShardState.CLOSED : ShardState.IDLE;
        settleInFlight(fault, why);
        if (!waiting.isEmpty() && state == ShardState.IDLE) {
            connect();
        }
        paused.resumeAll();
    }

    private void release() {
        congested = false;
        patience.holdReading(false);
        link.close();
    }

    /// What was sent and not answered: reads are sent once more, all else is told that the outcome is open.
    private void settleInFlight(RedisFault fault, String why) {
        Resends resends = replies.resends();
        for (Exchange next = replies.removeFirst(); next != null; next = replies.removeFirst()) {
            ReplyReceiver receiver = next.receiver();
            if (receiver == null) {
                loop.exchanges().leave(next);
            } else if (next.isBegun()) {
                receiver.onReplyCut(next);
                loop.exchanges().leave(next);
            } else if (!leaving && resends.allow(next)) {
                next.onTry();
                enqueue(next, next.kept(), 0, next.keptBytes());
            } else {
                refuse(next, fault, why);
            }
        }
    }

    void onFailed(String why) {
        release();
        failures++;
        shard.endpoint().onFailure(why);
        long rest = ShardPatience.pauseNanos(failures);
        long until = loop.now() + ShardPatience.jitter(rest);
        state = leaving ? ShardState.CLOSED : new ShardState.Resting(until, why);
        if (failures == 1 && !waiting.isEmpty() && !leaving) {
            loop.eventLoop().schedule(this::connectAgain, rest, TimeUnit.NANOSECONDS);
        } else {
            failWaiting(why);
        }
        paused.resumeAll();
    }

    private void connectAgain() {
        if (state instanceof ShardState.Resting && !waiting.isEmpty()) {
            connect();
        }
    }

    private void failWaiting(String why) {
        waiting.forgetBytes();
        for (Exchange next = waiting.removeFirst(); next != null; next = waiting.removeFirst()) {
            refuse(next, next.tries() > 0 ? RedisFault.LOST : RedisFault.UNREACHABLE, why);
        }
    }

    /// Whether clients should hold back commands for this shard.
    public boolean isCongested() {
        return congested;
    }

    /// Runs the task, later and on the loop, when the congestion is over or the connection has ended.
    public void whenRelieved(Runnable task) {
        paused.add(task);
    }

    void onWritabilityChanged(boolean writable) {
        congested = !writable || replies.areTooMany();
        if (!congested) {
            paused.resumeAll();
        }
    }

    @Override
    public void readReplies(boolean on) {
        if (link.read(on)) {
            patience.holdReading(!on);
        }
    }

    /// Answers commands that waited longer than the time-out, and gives up a connection that has gone silent.
    void sweep(long now) {
        if (!takesMore || congested) {
            sweepLate(now);
        }
        String hung = patience.whyHung(state, replies.first(), now);
        if (!hung.isEmpty()) {
            end(RedisFault.LOST, hung);
        }
    }

    private void sweepLate(long now) {
        boolean late = patience.answerLate(replies.first(), shard, now);
        late |= patience.answerLate(waiting.first(), shard, now);
        if (late) {
            if (!patience.isReadingHeld()) {
                shard.endpoint().onFailure("no answer in time");
            }
            paused.resumeAll();
        }
    }

    /// Takes no more commands and closes when the last reply came.
    public void leave() {
        leaving = true;
        if (replies.owed() == 0 && waiting.isEmpty()) {
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
            release();
            state = ShardState.CLOSED;
            failWaiting("attache is stopping");
        }
    }
}
