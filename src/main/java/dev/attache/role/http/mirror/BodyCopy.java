package dev.attache.role.http.mirror;

import dev.attache.base.GrowingBytes;
import io.netty.buffer.ByteBuf;

/// The body of a request that is to be mirrored, held while it passes, up to a bound.
public final class BodyCopy {
    private final int bytesMax;
    private final GrowingBytes bytes = new GrowingBytes();
    private boolean whole = true;

    BodyCopy(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// The next bytes stand at the reader's place, and stay there.
    public void take(ByteBuf in, int length) {
        if (whole && bytes.length() + length <= bytesMax) {
            int at = bytes.reserve(length);
            in.getBytes(in.readerIndex(), bytes.array(), at, length);
        } else {
            whole = false;
            bytes.clear(0);
        }
    }

    boolean isWhole() {
        return whole;
    }

    GrowingBytes bytes() {
        return bytes;
    }
}
