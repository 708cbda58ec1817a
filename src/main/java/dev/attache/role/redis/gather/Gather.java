package dev.attache.role.redis.gather;

import dev.attache.base.GrowingBytes;
import dev.attache.role.redis.client.ClientSession;
import dev.attache.role.redis.command.Command;
import dev.attache.role.redis.exchange.Asker;
import dev.attache.role.redis.exchange.Exchange;
import dev.attache.role.redis.exchange.ReplyReceiver;
import dev.attache.role.redis.loop.LoopKit;
import dev.attache.role.redis.reply.RedisFault;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One command that went to several shards, and the replies that came back so far.
///
/// Pooled by its event loop: a steady stream of MGETs allocates nothing.
final class Gather implements ReplyReceiver {
    private final Gathers home;
    private final LoopKit loop;
    private GatheredPart[] parts = new GatheredPart[4];
    private int[] partOfKey = new int[16];
    private int partCount;
    private int keyCount;
    private int outstanding;
    private long bytes;
    private final Holding holding;
    /// A number that the merger wants to remember.
    long note;
    private @Nullable Exchange place;
    private @Nullable Merger merger;

    Gather(Gathers home) {
        this.home = home;
        this.loop = home.loop();
        this.holding = new Holding(home.budget());
    }

    /// Takes the client's next place for the merged reply.
    ///
    /// @param parts replies to wait for
    void open(ClientSession client, Command command, Merger how, int parts) {
        open(client.expectReply(command), how, parts);
        home.gate().onOpen(client);
    }

    /// Waits for another round of replies on behalf of the same place.
    void open(Exchange place, Merger how, int count) {
        this.place = place;
        merger = how;
        partCount = count;
        outstanding = count;
        bytes = 0;
        if (parts.length < count) {
            parts = Arrays.copyOf(parts, Math.max(count, parts.length * 2));
        }
        for (int i = 0; i < count; i++) {
            if (parts[i] == null) {
                parts[i] = new GatheredPart(loop);
            } else {
                parts[i].clear();
            }
        }
    }

    /// The exchange that brings part `index`.
    Exchange exchangeFor(int index, Command command) {
        Exchange exchange = loop.exchanges().take(this, command, 1);
        exchange.setPart(index);
        return exchange;
    }

    @Override
    public @Nullable Asker asker() {
        Exchange owed = place;
        ReplyReceiver receiver = owed == null ? null : owed.receiver();
        return receiver == null ? null : receiver.asker();
    }

    @Override
    public void onReply(Exchange exchange, byte[] reply, int from, int length) {
        if (admits(length)) {
            parts[exchange.part()].bytes().append(reply, from, length);
        } else {
            parts[exchange.part()].bytes().append(RedisFault.TOO_LARGE_TO_MERGE.reply("", ""));
        }
        onPart();
    }

    @Override
    public void onReply(Exchange exchange, ByteBuf reply) {
        GatheredPart part = parts[exchange.part()];
        if (!admits(reply.readableBytes())) {
            part.bytes().append(RedisFault.TOO_LARGE_TO_MERGE.reply("", ""));
            reply.release();
        } else if (merger != null && merger.readsBuffers()) {
            part.hold(reply);
        } else {
            part.copy(reply);
        }
        onPart();
    }

    private boolean admits(int length) {
        bytes += length;
        return bytes <= loop.settings().mergeBytesMax() && holding.resize(bytes);
    }

    private void onPart() {
        Merger how = merger;
        if (--outstanding == 0 && how != null) {
            try {
                how.merge(this);
            } catch (RuntimeException e) {
                // A shard whose reply is well framed but not what the command answers with.
                byte[] error = RedisFault.UNMERGEABLE.reply("", String.valueOf(e.getMessage()));
                finish(error, 0, error.length);
            }
        }
    }

    @Override
    public boolean takesParts(Exchange exchange) {
        return false;
    }

    @Override
    public void onReplyPart(Exchange exchange, ByteBuf part, boolean last) {
        part.release();
    }

    @Override
    public void onReplyCut(Exchange exchange) {
        byte[] cut = RedisFault.LOST.reply("", "");
        onReply(exchange, cut, 0, cut.length);
    }

    /// Gives the client the merged reply; the gather is over.
    void finish(byte[] reply, int from, int length) {
        Exchange owed = place;
        ReplyReceiver receiver = owed == null ? null : owed.receiver();
        if (owed != null && receiver != null) {
            receiver.onReply(owed, reply, from, length);
        }
        close(owed);
    }

    /// Gives the client a large merged reply in pieces, which are released; the gather is over.
    void finish(Pieces reply) {
        Exchange owed = place;
        ReplyReceiver receiver = owed == null ? null : owed.receiver();
        if (owed != null && receiver != null) {
            reply.sendTo(receiver, owed);
        } else {
            reply.release();
        }
        close(owed);
    }

    private void close(@Nullable Exchange owed) {
        place = null;
        merger = null;
        if (owed != null) {
            loop.exchanges().leave(owed);
        }
        for (int i = 0; i < partCount; i++) {
            parts[i].clear();
        }
        holding.release();
        home.gate().onClose(bytes);
        home.takeBack(this);
    }

    void finish(GrowingBytes reply) {
        finish(reply.array(), 0, reply.length());
    }

    /// The first part that is an error; null where none is.
    @Nullable GrowingBytes firstError() {
        for (int i = 0; i < partCount; i++) {
            if (isError(i)) {
                return parts[i].bytes();
            }
        }
        return null;
    }

    boolean isError(int part) {
        return parts[part].isError();
    }

    int errors() {
        int errors = 0;
        for (int i = 0; i < partCount; i++) {
            if (isError(i)) {
                errors++;
            }
        }
        return errors;
    }

    /// Bytes of all parts together.
    long bytes() {
        return bytes;
    }

    int parts() {
        return partCount;
    }

    GatheredPart part(int index) {
        return parts[index];
    }

    /// A part that was copied, as all are whose merger reads no buffers.
    GrowingBytes reply(int part) {
        return parts[part].bytes();
    }

    LoopKit loop() {
        return loop;
    }

    @Nullable Exchange place() {
        return place;
    }

    /// Room to note, for each key of the command, which part brings its value.
    int[] partOfKey(int keys) {
        if (partOfKey.length < keys) {
            partOfKey = new int[Math.max(keys, partOfKey.length * 2)];
        }
        keyCount = keys;
        return partOfKey;
    }

    int keys() {
        return keyCount;
    }
}
