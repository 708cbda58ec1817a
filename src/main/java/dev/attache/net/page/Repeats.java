package dev.attache.net.page;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Requests for prompt pages that have come before. Whoever probes sends the same bytes each time, and reading them
/// again would say nothing new.
///
/// Knows [#REQUESTS_MAX] of [#BYTES_MAX] bytes each at most; a further one takes the place of the oldest. Safe from any
/// thread.
final class Repeats {
    static final int REQUESTS_MAX = 16;
    static final int BYTES_MAX = 1024;

    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private volatile Repeat[] known = {};
    private int oldest;

    /// The request that these bytes are; null where they are none that is known.
    @Nullable Repeat find(ByteBuf bytes) {
        for (Repeat each : known) {
            if (each.is(bytes)) {
                return each;
            }
        }
        return null;
    }

    synchronized void learn(Repeat request) {
        Repeat[] before = known;
        if (before.length < REQUESTS_MAX) {
            Repeat[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = request;
            known = more;
        } else {
            Repeat[] others = before.clone();
            others[oldest] = request;
            oldest = (oldest + 1) % REQUESTS_MAX;
            known = others;
        }
    }

    /// A copy of bytes that can be no more than one request and no less, as far as there is no body; else null. Their
    /// only empty line is the last one, and every line ends in the same way, so that no reader sees two.
    static byte @Nullable [] oneHead(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (length > BYTES_MAX || length <= END.length) {
            return null;
        }
        byte[] copy = ByteBufUtil.getBytes(bytes);
        int end = length - END.length;
        for (int i = 0; i < length; i++) {
            if (copy[i] == '\n' && (i == 0 || copy[i - 1] != '\r')) {
                return null;
            }
            if (i < end && Arrays.equals(copy, i, i + END.length, END, 0, END.length)) {
                return null;
            }
        }
        return Arrays.equals(copy, end, length, END, 0, END.length) ? copy : null;
    }
}
