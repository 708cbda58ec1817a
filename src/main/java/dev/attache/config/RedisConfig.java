package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.Secret;
import java.time.Duration;
import java.util.List;

/// Sharding ambassador: one local Redis before many.
@Doc("sharding ambassador: one local Redis before many")
@Kind("redis")
public record RedisConfig(
        @Doc("where the application connects") @Listens Address listen,

        @Doc("name of the cluster whose endpoints are the shards") @NamesCluster
        String cluster,

        @Doc("how keys are spread") @Default("{}") ShardConfig shard,

        @Doc("what becomes of an ejected shard's keys: fail answers an error (a store), rehash moves them (a cache)")
        @Default("fail")
        OnEject onEject,

        @Doc("connections to each shard from each event loop; a key always takes the same one")
        @Default("1")
        @Range(min = "1", max = "16")
        int connections,

        @Doc("how long a shard may take to answer a command") @Default("5s") @Range(min = "10ms", max = "1h")
        Duration timeout,

        @Doc("a connection of a client that says nothing this long is closed; 0 keeps it")
        @Default("0")
        @Range(min = "0", max = "168h")
        Duration idleTimeout,

        @Doc("password that clients present; empty lets everyone in") @Default("")
        Secret password,

        @Doc("further users that may log in with AUTH or HELLO") @Default("[]")
        List<CredentialsConfig> users,

        @Doc("clients at once; a further one is told so and closed")
        @Default("10000")
        @Range(min = "1", max = "1000000")
        int maxClients,

        @Doc("MGET with a shard down: error answers one error, elements answers an error in each place")
        @Default("error")
        PartialReads partialReads,

        @Doc("bounds on what clients and shards may send") @Default("{}")
        RedisLimitsConfig limits,

        @Doc("commands slower than this enter the slow log") @Default("10ms") @Range(min = "0", max = "1h")
        Duration slowLog,

        @Doc("hot keys to track by sketch; 0 is off") @Default("0") @Range(min = "0", max = "1000")
        int hotKeys)
        implements RoleConfig {

    public RedisConfig {
        users = List.copyOf(users);
    }

    /// What becomes of the keys of an ejected shard.
    public enum OnEject {
        FAIL,
        REHASH
    }

    /// How a read over several shards answers when some of them fail.
    public enum PartialReads {
        ERROR,
        ELEMENTS
    }
}
