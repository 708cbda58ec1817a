package dev.attache.role.redis.shard;

import dev.attache.net.Dialer;
import dev.attache.net.Outbox;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.topology.Shard;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;

/// The channel below a shard connection: dialed, in use, or none. What a former channel still says is not listened to.
final class ShardLink {
    private final LoopKit loop;
    private final ShardConnection owner;
    private @Nullable ShardHandler handler;
    private @Nullable Channel channel;
    private @Nullable Outbox outbox;

    ShardLink(LoopKit loop, ShardConnection owner) {
        this.loop = loop;
        this.owner = owner;
    }

    /// Dials; the owner is told the outcome by `onConnected` or `onFailed`.
    void dial(Shard shard) {
        ShardHandler fresh = new ShardHandler(owner, loop, loop.settings().replyLimits());
        handler = fresh;
        Promise<Channel> attempt =
                Dialer.dial(loop.eventLoop(), loop.transport(), loop.planFor(shard.endpoint()), fresh);
        attempt.addListener(_ -> onDialed(fresh, attempt));
    }

    private void onDialed(ShardHandler dialed, Promise<Channel> attempt) {
        loop.tick();
        if (handler != dialed) {
            if (attempt.isSuccess()) {
                attempt.getNow().close();
            }
        } else if (attempt.isSuccess()) {
            owner.onConnected(use(attempt.getNow()));
        } else {
            owner.onFailed(String.valueOf(attempt.cause().getMessage()));
        }
    }

    private Outbox use(Channel connected) {
        int backlog = loop.settings().backlogBytesMax();
        connected.config().setWriteBufferWaterMark(new WriteBufferWaterMark(backlog / 2, backlog));
        loop.serveReads(connected);
        Outbox out = new Outbox(connected, loop.flusher(), _ -> {});
        channel = connected;
        outbox = out;
        return out;
    }

    /// Where bytes for the shard go; null while there is no channel.
    @Nullable Outbox outbox() {
        return outbox;
    }

    /// Whether the handler's channel is the one in use.
    boolean isCurrent(ShardHandler asking) {
        return handler == asking;
    }

    boolean isWritable() {
        Channel open = channel;
        return open != null && open.isWritable();
    }

    /// Stops and resumes reading.
    ///
    /// @return false where there is no channel
    boolean read(boolean on) {
        Channel open = channel;
        if (open == null) {
            return false;
        }
        open.config().setAutoRead(on);
        return true;
    }

    /// Closes the channel, or has the dialing come to nothing.
    void close() {
        Channel open = channel;
        Outbox unsent = outbox;
        channel = null;
        outbox = null;
        handler = null;
        if (unsent != null) {
            unsent.discard();
        }
        if (open != null) {
            open.close();
        }
    }
}
