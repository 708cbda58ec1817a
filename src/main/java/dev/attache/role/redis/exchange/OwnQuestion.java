package dev.attache.role.redis.exchange;

import dev.attache.role.redis.reply.RedisFault;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Who receives what attache itself asks a shard: whole replies, for no client.
public interface OwnQuestion extends ReplyReceiver {
    @Override
    default @Nullable Asker asker() {
        return null;
    }

    @Override
    default boolean takesParts(Exchange exchange) {
        return false;
    }

    @Override
    default void onReplyPart(Exchange exchange, ByteBuf part, boolean last) {
        part.release();
    }

    @Override
    default void onReplyCut(Exchange exchange) {
        byte[] cut = RedisFault.LOST.reply("", "");
        onReply(exchange, cut, 0, cut.length);
    }
}
