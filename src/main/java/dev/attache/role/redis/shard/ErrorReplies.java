package dev.attache.role.redis.shard;

import dev.attache.role.redis.exchange.Asker;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.RedisFault;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Does what [ErrorVerdict] says with the error replies of a shard connection.
final class ErrorReplies {
    /// Times that a command is sent again after an error that says that it has not run.
    private static final int TRIES_MAX = 4;

    private final LoopKit loop;
    private final ShardConnection connection;
    private final ShardReplies replies;

    ErrorReplies(LoopKit loop, ShardConnection connection, ShardReplies replies) {
        this.loop = loop;
        this.connection = connection;
        this.replies = replies;
    }

    void onError(Exchange exchange, byte[] bytes, int from, int length) {
        switch (ErrorVerdict.of(bytes, from, length)) {
            case PASS_ON -> replies.deliver(exchange, bytes, from, length);
            case TRY_AGAIN -> {
                if (exchange.tries() >= TRIES_MAX || !tryAgain(exchange)) {
                    replies.deliver(exchange, bytes, from, length);
                }
            }
            case LOG_IN_AGAIN -> {
                boolean logsIn = connection.logsIn();
                if (exchange.tries() > 0 || !logsIn || !tryAgain(exchange)) {
                    replies.refuse(exchange, connection.shard(), RedisFault.NEEDS_LOGIN, "");
                }
                if (logsIn) {
                    connection.onLoggedOut();
                }
            }
            case FOREIGN_CLUSTER -> {
                String said = new String(bytes, from + 1, length - 3, StandardCharsets.UTF_8);
                replies.refuse(exchange, connection.shard(), RedisFault.FOREIGN_CLUSTER, said);
            }
        }
    }

    /// Sends the command again after a pause, during which its client is not read from. Only where the client waits for
    /// nothing else: a command sent behind it may have run, and their order would be lost.
    ///
    /// @return false where that cannot be
    private boolean tryAgain(Exchange exchange) {
        ReplyReceiver receiver = exchange.receiver();
        Asker asker = receiver == null ? null : receiver.asker();
        if (asker == null || asker != receiver || !asker.waitsForOneReply() || exchange.keptBytes() == 0) {
            return false;
        }
        exchange.onTry();
        asker.holdBack();
        long pause = ShardPatience.pauseNanos(exchange.tries());
        loop.eventLoop().schedule(() -> sendAgain(exchange), pause, TimeUnit.NANOSECONDS);
        return true;
    }

    private void sendAgain(Exchange exchange) {
        loop.tick();
        if (exchange.receiver() == null) {
            loop.exchanges().leave(exchange);
        } else {
            connection.send(exchange, exchange.kept(), 0, exchange.keptBytes());
        }
    }
}
