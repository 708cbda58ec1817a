package dev.attache.role.redis.shard;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/// Those who hold back commands for a congested shard connection, until it is relieved or ends.
final class PausedSenders {
    private final EventLoop eventLoop;
    private final List<Runnable> resumptions = new ArrayList<>();

    PausedSenders(EventLoop eventLoop) {
        this.eventLoop = eventLoop;
    }

    void add(Runnable resumption) {
        resumptions.add(resumption);
    }

    /// Each goes on, later and on the loop.
    void resumeAll() {
        if (!resumptions.isEmpty()) {
            List<Runnable> tasks = List.copyOf(resumptions);
            resumptions.clear();
            tasks.forEach(eventLoop::execute);
        }
    }
}
