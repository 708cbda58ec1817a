package dev.attache.role.redis.exchange;

import dev.attache.role.redis.command.Command;
import org.jspecify.annotations.Nullable;

/// Exchanges of one event loop that wait for their next command.
public final class ExchangePool {
    private static final int IDLE_MAX = 16_384;

    private final Exchange[] idle = new Exchange[IDLE_MAX];
    private int count;

    /// One for a command that is about to be sent or answered.
    ///
    /// @param command null for a question of attache's own, which is not counted
    /// @param places how many it will stand in: each is to be told by [#leave]
    public Exchange take(ReplyReceiver receiver, @Nullable Command command, int places) {
        Exchange exchange = count > 0 ? idle[--count] : new Exchange();
        exchange.open(receiver, command, places);
        return exchange;
    }

    /// The exchange left one of its places; after the last it is free for another command.
    public void leave(Exchange exchange) {
        if (--exchange.places == 0) {
            exchange.clear();
            if (count < IDLE_MAX) {
                idle[count++] = exchange;
            }
        }
    }
}
