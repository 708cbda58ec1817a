package dev.attache.role.redis;

/// Exchanges of one event loop that wait for their next command.
final class ExchangePool {
    private static final int IDLE_MAX = 16_384;

    private final Exchange[] idle = new Exchange[IDLE_MAX];
    private int count;

    Exchange take(ReplyReceiver receiver, int places) {
        Exchange exchange = count > 0 ? idle[--count] : new Exchange();
        exchange.receiver = receiver;
        exchange.places = places;
        return exchange;
    }

    /// The exchange left one of its places; after the last it is free for another command.
    void leave(Exchange exchange) {
        if (--exchange.places == 0) {
            exchange.clear();
            if (count < IDLE_MAX) {
                idle[count++] = exchange;
            }
        }
    }
}
