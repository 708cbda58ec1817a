package dev.attache.net.page;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// A request for a prompt page that has been read once, and what it was answered last. Safe from any thread.
final class Repeat {
    private final ByteBuf request;
    private final Asked asked;
    private final boolean head;
    private final boolean keepAlive;
    private volatile @Nullable Told told;

    /// @param edition of the site when the answer was made
    private record Told(long edition, byte[] bytes) {}

    /// @param request as it came, and comes again
    /// @param head whether its answer has no body
    Repeat(byte[] request, Asked asked, boolean head, boolean keepAlive) {
        this.request = Unpooled.wrappedBuffer(request);
        this.asked = asked;
        this.head = head;
        this.keepAlive = keepAlive;
        // Its parts are found when they are first asked for; that is to be now, not by many threads at once.
        asked.target().path();
        asked.target().parameters();
    }

    /// Whether these bytes are the same request.
    boolean is(ByteBuf bytes) {
        int length = request.capacity();
        return bytes.readableBytes() == length && ByteBufUtil.equals(request, 0, bytes, bytes.readerIndex(), length);
    }

    /// Whether the connection stays open behind the answer.
    boolean keepsAlive() {
        return keepAlive;
    }

    /// The answer as it goes out; made anew only where the site has changed since. Not to be written to.
    byte[] answer(Site site) {
        long edition = site.edition();
        Told last = told;
        if (last != null && last.edition == edition) {
            return last.bytes;
        }
        byte[] fresh = site.page(asked).bytes(head, keepAlive);
        told = edition < 0 ? null : new Told(edition, fresh);
        return fresh;
    }
}
