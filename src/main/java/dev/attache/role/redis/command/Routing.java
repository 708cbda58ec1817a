package dev.attache.role.redis.command;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Where a command goes, and how its replies become one.
public enum Routing {
    /// To the shard that owns its keys, which must all share one.
    KEY,
    /// One part a shard; values come back in the order of the keys.
    SPLIT_VALUES,
    /// One part a shard, of pairs of key and value; `+OK` when all said so.
    SPLIT_PAIRS,
    /// One part a shard; the numbers are added up.
    SPLIT_SUM,
    /// To one shard, whichever is fit.
    ANY,
    /// To all shards; the numbers are added up.
    ALL_SUM,
    /// To all shards; the smallest number.
    ALL_MIN,
    /// To all shards; the smallest number at each place of the arrays.
    ALL_MINIMA,
    /// To all shards; `+OK` when all said so.
    ALL_OK,
    /// To all shards, which answer the same: the first answer when none failed.
    ALL_SAME,
    /// To all shards, past what else is on its way to them; the first that succeeded.
    ALL_ONE,
    /// To all shards; 1 at each place where all have 1.
    ALL_AND,
    /// To all shards; one array of all elements.
    ALL_CONCAT,
    /// To all shards; the newest of all entries.
    ALL_NEWEST,
    /// Shard after shard, the shard's index in the cursor's high bits.
    SCAN,
    /// To one shard, chosen by how many keys it holds.
    RANDOMKEY,
    /// To all shards; sections merged.
    INFO,
    /// Answered by attache itself.
    LOCAL,
    /// Not a command of its own but a family of subcommands.
    CONTAINER,
    /// Refused: transactions need a connection of their own.
    REFUSE_TRANSACTION,
    /// Refused: one client's waiting would hold up all others.
    REFUSE_BLOCKING,
    /// Refused: subscriptions need a connection of their own.
    REFUSE_PUBSUB,
    /// Refused: meant for one server, not for whatever stands behind attache.
    REFUSE_ADMIN,
    /// Refused as by a Redis that is no member of a cluster, whatever the shards are.
    REFUSE_CLUSTER;

    private static final Map<String, Routing> BY_WORD = new HashMap<>();

    static {
        for (Routing routing : values()) {
            BY_WORD.put(routing.word(), routing);
        }
    }

    /// As `commands.txt` has it: lower case, with dashes.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Routing parse(String word) {
        Routing routing = BY_WORD.get(word);
        if (routing == null) {
            throw new IllegalArgumentException("no routing is called " + word);
        }
        return routing;
    }
}
