package dev.attache.upstream;

import dev.attache.base.Address;
import dev.attache.base.Multiple;
import dev.attache.base.Ratio;
import dev.attache.base.Secret;
import dev.attache.config.AdaptiveConfig;
import dev.attache.config.BalanceConfig;
import dev.attache.config.BalanceConfig.AffinityConfig;
import dev.attache.config.BalanceConfig.HashByConfig;
import dev.attache.config.BalanceConfig.SlowStartConfig;
import dev.attache.config.CircuitConfig;
import dev.attache.config.ClusterConfig;
import dev.attache.config.CredentialsConfig;
import dev.attache.config.EjectConfig;
import dev.attache.config.EjectConfig.FailingAnswers;
import dev.attache.config.EjectConfig.SuccessRateConfig;
import dev.attache.config.EndpointConfig;
import dev.attache.config.HealthConfig;
import dev.attache.config.HealthConfig.Check;
import dev.attache.config.HealthConfig.ReplicationSide;
import dev.attache.config.HttpProtocol;
import dev.attache.config.ProxyProtocolVersion;
import dev.attache.config.SplitConfig.VisitorCookieConfig.SameSite;
import dev.attache.config.UpstreamTlsConfig;
import java.time.Duration;
import java.util.List;

/// Settings as the file would give them.
final class Samples {
    static final CircuitConfig UNBOUNDED = new CircuitConfig(0, 0, 0, 0, new AdaptiveConfig(0, 4));
    static final SuccessRateConfig RATES = new SuccessRateConfig(Duration.ofSeconds(10), 5, 100, new Ratio(0.05));
    static final EjectConfig EJECT = eject(3, Duration.ofSeconds(10));
    /// The time that {@link #EJECT} asks for, and the tenth by which one may last longer.
    static final Duration LONGEST_EJECTION = Duration.ofSeconds(11);
    static final HealthConfig UNCHECKED = health(Check.NONE, ReplicationSide.ANY);
    static final SlowStartConfig NO_RAMP = new SlowStartConfig(Duration.ZERO, new Multiple(1), new Ratio(0.1));
    static final CredentialsConfig NO_LOGIN = new CredentialsConfig("", Secret.NONE);

    private Samples() {}

    /// No longer however often it is ejected.
    static EjectConfig eject(int failures, Duration lasting) {
        return eject(failures, lasting, lasting, 1);
    }

    static EjectConfig eject(int failures, Duration lasting, Duration most, double share) {
        return new EjectConfig(failures, FailingAnswers.GATEWAY_ERRORS, lasting, most, new Ratio(share), RATES);
    }

    /// The defaults of the file, by this policy.
    static BalanceConfig balance(BalanceConfig.Policy policy, double panic) {
        return new BalanceConfig(
                policy,
                new HashByConfig(HashByConfig.From.CLIENT_IP, "", "", ""),
                new Multiple(0),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                NO_RAMP,
                new Ratio(panic),
                new AffinityConfig("", Secret.NONE, Duration.ZERO, "/", SameSite.LAX, false));
    }

    static HealthConfig health(Check check, ReplicationSide side) {
        return new HealthConfig(check, Duration.ofMillis(50), Duration.ofMillis(500), 2, 2, side, "/health", "");
    }

    static EndpointConfig endpoint(String address, String name, int weight) {
        return new EndpointConfig(Address.parse(address), name, weight);
    }

    static ClusterConfig cluster(HealthConfig health, CredentialsConfig login, EndpointConfig... endpoints) {
        return cluster(EJECT, health, balance(BalanceConfig.Policy.PEAK_EWMA, 0.5), login, endpoints);
    }

    static ClusterConfig cluster(
            EjectConfig eject,
            HealthConfig health,
            BalanceConfig balance,
            CredentialsConfig login,
            EndpointConfig... endpoints) {
        return new ClusterConfig(
                List.of(endpoints),
                Duration.ofSeconds(5),
                Duration.ZERO,
                HttpProtocol.HTTP1,
                eject,
                health,
                balance,
                login,
                0,
                UNBOUNDED,
                UpstreamTlsConfig.OFF,
                ProxyProtocolVersion.NONE);
    }

    static ClusterConfig cluster(EndpointConfig... endpoints) {
        return cluster(UNCHECKED, NO_LOGIN, endpoints);
    }
}
