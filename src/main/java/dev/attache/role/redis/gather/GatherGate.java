package dev.attache.role.redis.gather;

import dev.attache.role.redis.client.ClientSession;
import java.util.ArrayDeque;

/// Keeps what merged replies hold at one time within bounds, by not reading from clients that ask for more.
///
/// How large a merged reply will be is known when it is there, so it is taken to be as large as the recent ones: an
/// average that follows a larger reply at once and a smaller one slowly, and that starts high. One merge may always be
/// under way. For one event loop.
final class GatherGate {
    /// So many merges may be under way before the first reply has shown a size.
    private static final int FIRST_OPEN_MAX = 64;

    private static final int DECAY_SHIFT = 4;

    private final long bytesMax;
    private final ArrayDeque<ClientSession> waiting = new ArrayDeque<>();
    private long expectedBytes;
    private int open;

    /// @param bytesMax what all merges under way may come to hold
    GatherGate(long bytesMax) {
        this.bytesMax = bytesMax;
        this.expectedBytes = Math.max(1, bytesMax / FIRST_OPEN_MAX);
    }

    /// A merge has begun; its client waits if there are too many.
    void onOpen(ClientSession client) {
        open++;
        if (free() <= 0 && client.pause(ClientSession.PAUSE_GATHER)) {
            waiting.add(client);
        }
    }

    /// A merge has ended.
    ///
    /// @param bytes what it held
    void onClose(long bytes) {
        open--;
        expectedBytes = Math.max(1, Math.max(bytes, expectedBytes - (expectedBytes - bytes >> DECAY_SHIFT)));
        for (long free = free(); free > 0 && !waiting.isEmpty(); free--) {
            waiting.remove().resume(ClientSession.PAUSE_GATHER);
        }
    }

    private long free() {
        return Math.max(1, bytesMax / expectedBytes) - open;
    }
}
