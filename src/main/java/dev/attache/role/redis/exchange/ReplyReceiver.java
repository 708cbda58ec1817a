package dev.attache.role.redis.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/// Who a shard's reply is for: a client, a merge over several shards, or attache itself.
///
/// An answer that attache makes up for a shard, an error that is, comes the same way as one that the shard sent.
public interface ReplyReceiver {
    /// Longest reply that may come as bytes that are lent; a larger one comes as a buffer, unless it is an error.
    int SMALL_BYTES_MAX = 2 * 1024;

    /// The client that waits for it in the end; null where attache itself does, or the client is gone.
    @Nullable Asker asker();

    /// The whole reply; the bytes are the caller's and are only lent for the call.
    void onReply(Exchange exchange, byte[] bytes, int from, int length);

    /// The whole reply, a large one; the buffer is now the receiver's. Unless it says otherwise, it gets a copy.
    default void onReply(Exchange exchange, ByteBuf reply) {
        byte[] bytes = ByteBufUtil.getBytes(reply);
        reply.release();
        onReply(exchange, bytes, 0, bytes.length);
    }

    /// Whether a reply too large to be held may come in parts by [#onReplyPart].
    boolean takesParts(Exchange exchange);

    /// A part of a large reply, which now belongs to the receiver.
    void onReplyPart(Exchange exchange, ByteBuf part, boolean last);

    /// The rest of a reply that has begun will never come.
    void onReplyCut(Exchange exchange);
}
