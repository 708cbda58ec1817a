package dev.attache.role.redis.topology;

import java.util.ArrayList;
import java.util.List;

/// Places for the counters of each shard that was ever part of the role, by label. Safe from any thread.
public final class ShardSlots {
    /// Shards that are counted apart; those beyond share the last place.
    static final int SLOTS_MAX = 1024;

    private final List<String> labels = new ArrayList<>();

    public synchronized int slotOf(String label) {
        int known = labels.indexOf(label);
        if (known >= 0) {
            return known;
        }
        if (labels.size() == SLOTS_MAX) {
            return SLOTS_MAX - 1;
        }
        labels.add(label);
        return labels.size() - 1;
    }

    public synchronized List<String> labels() {
        return List.copyOf(labels);
    }
}
