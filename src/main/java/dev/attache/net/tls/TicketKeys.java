package dev.attache.net.tls;

import dev.attache.base.Ticker;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// The keys that session tickets are sealed with (RFC 5077, RFC 8446 4.6.1), so that a client is recognised on every
/// event loop and after a certificate was renewed, while nothing is kept for it here.
///
/// A new one is drawn every hour and seals from then on; the two before it still open what they sealed. What somebody
/// learns who gets hold of them is at most three hours old.
final class TicketKeys {
    static final long TURN_NANOS = TimeUnit.HOURS.toNanos(1);
    static final int KEPT = 3;

    private final Ticker ticker;
    private final SecureRandom random = new SecureRandom();
    private final Deque<OpenSslSessionTicketKey> keys = new ArrayDeque<>();
    private volatile long dueNanos;

    TicketKeys(Ticker ticker) {
        this.ticker = ticker;
        draw();
    }

    private void draw() {
        keys.addFirst(new OpenSslSessionTicketKey(
                bytes(OpenSslSessionTicketKey.NAME_SIZE),
                bytes(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
                bytes(OpenSslSessionTicketKey.AES_KEY_SIZE)));
        if (keys.size() > KEPT) {
            keys.removeLast();
        }
        dueNanos = ticker.nanos() + TURN_NANOS;
    }

    private byte[] bytes(int count) {
        byte[] drawn = new byte[count];
        random.nextBytes(drawn);
        return drawn;
    }

    boolean isDue() {
        return ticker.nanos() - dueNanos >= 0;
    }

    /// Has the context use them, after it was time for a new one or at its start.
    synchronized void giveTo(OpenSslSessionContext sessions) {
        if (isDue()) {
            draw();
        }
        sessions.setTicketKeys(keys.toArray(OpenSslSessionTicketKey[]::new));
    }
}
