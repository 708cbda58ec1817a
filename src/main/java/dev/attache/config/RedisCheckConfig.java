package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.Ratio;
import dev.attache.base.Secret;
import dev.attache.config.HealthConfig.ReplicationSide;
import java.time.Duration;

/// A Redis server that answers PING and has read its data.
@Doc("a Redis server that answers PING and has read its data")
public record RedisCheckConfig(
        @Doc("where it listens") Address redis,

        @Doc("role that it must have: any, master or replica") @Default("any")
        ReplicationSide role,

        @Doc("how far behind a replica may be: how long ago it has heard of its master; of a master, how long ago each"
                + " of its replicas has answered. 0 asks for nothing")
        @Default("0")
        @Range(min = "0", max = "24h")
        Duration maxLag,

        @Doc("share of maxmemory that may be in use; 100% asks for nothing")
        @Default("100%")
        @Range(min = "0%", max = "100%")
        Ratio maxMemory,

        @Doc("whether it has to be part of a cluster whose state is ok") @Default("false")
        boolean cluster,

        @Doc("user name; empty presents the password alone") @Default("")
        String user,

        @Doc("password, best as {file: PATH} or {env: NAME}") @Default("")
        Secret password,

        @Doc("how it is reached by TLS; false speaks in the clear") @Default("false")
        UpstreamTlsConfig tls,

        @Inline CheckPaceConfig pace)
        implements CheckConfig {
    public RedisCheckConfig {
        CheckRules.namePort("redis", redis);
        if (!user.isEmpty() && !password.isSet()) {
            throw new IllegalArgumentException("user: needs a password");
        }
    }
}
