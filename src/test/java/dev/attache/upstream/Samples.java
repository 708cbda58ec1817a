package dev.attache.upstream;

import dev.attache.base.Address;
import dev.attache.base.Secret;
import dev.attache.config.ClusterConfig;
import dev.attache.config.CredentialsConfig;
import dev.attache.config.EjectConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.config.HealthConfig;
import dev.attache.config.HealthConfig.Check;
import dev.attache.config.HealthConfig.ReplicationSide;
import java.time.Duration;
import java.util.List;

/// Settings as the file would give them.
final class Samples {
    static final EjectConfig EJECT = new EjectConfig(3, Duration.ofSeconds(10));
    static final HealthConfig UNCHECKED = health(Check.NONE, ReplicationSide.ANY);
    static final CredentialsConfig NO_LOGIN = new CredentialsConfig("", Secret.NONE);

    private Samples() {}

    static HealthConfig health(Check check, ReplicationSide side) {
        return new HealthConfig(check, Duration.ofMillis(50), Duration.ofMillis(500), 2, 2, side, "/health");
    }

    static EndpointConfig endpoint(String address, String name, int weight) {
        return new EndpointConfig(Address.parse(address), name, weight);
    }

    static ClusterConfig cluster(HealthConfig health, CredentialsConfig login, EndpointConfig... endpoints) {
        return new ClusterConfig(List.of(endpoints), Duration.ofSeconds(5), Duration.ZERO, EJECT, health, login, 0);
    }

    static ClusterConfig cluster(EndpointConfig... endpoints) {
        return cluster(UNCHECKED, NO_LOGIN, endpoints);
    }
}
