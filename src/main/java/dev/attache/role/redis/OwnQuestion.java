package dev.attache.role.redis;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Who receives what attache itself asks a shard: whole replies, for no client.
interface OwnQuestion extends ReplyReceiver {
    @Override
    default @Nullable ClientSession client() {
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
