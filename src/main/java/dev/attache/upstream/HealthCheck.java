package dev.attache.upstream;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.Ticker;
import dev.attache.config.ClusterConfig;
import dev.attache.config.HealthConfig;
import dev.attache.net.DialPlan;
import dev.attache.net.Transport;
import dev.attache.net.tls.TlsClient;
import dev.attache.upstream.probe.ConnectProbeHandler;
import dev.attache.upstream.probe.ConnectionProbe;
import dev.attache.upstream.probe.Finding;
import dev.attache.upstream.probe.GrpcProbeHandler;
import dev.attache.upstream.probe.HttpJudge;
import dev.attache.upstream.probe.HttpProbeHandler;
import dev.attache.upstream.probe.HttpQuestion;
import dev.attache.upstream.probe.RedisProbeHandler;
import dev.attache.upstream.probe.RedisQuestions;
import dev.attache.upstream.probe.Rounds;
import io.netty.channel.EventLoop;
import java.util.function.Supplier;

/// Asks one endpoint again and again how it is: how many answers in a row decide. Runs on one event loop.
///
/// A Redis server is fit when it answers PING, says in INFO that it is not loading its data, and has the role that is
/// asked for; it is asked over one connection from check to check. Of others each check takes a new connection.
final class HealthCheck {
    private final ClusterConfig cluster;
    private final HealthConfig config;
    private final Endpoint endpoint;
    private final Rounds rounds;
    private int good;
    private int bad;

    /// @param plan how the endpoint is reached now
    HealthCheck(
            ClusterConfig cluster, Supplier<DialPlan> plan, Endpoint endpoint, EventLoop loop, Transport transport) {
        this.cluster = cluster;
        this.config = cluster.health();
        this.endpoint = endpoint;
        var probe = new ConnectionProbe(
                loop, transport, plan, config.check() == HealthConfig.Check.REDIS, makerFor(cluster));
        this.rounds = new Rounds(
                probe, config.interval(), config.timeout(), loop, Ticker.SYSTEM, (finding, _) -> onFinding(finding));
    }

    private static ConnectionProbe.Maker makerFor(ClusterConfig cluster) {
        HealthConfig config = cluster.health();
        return switch (config.check()) {
            case REDIS -> {
                RedisQuestions questions = RedisQuestions.of(cluster.auth(), config.role());
                yield (_, verdict) -> new RedisProbeHandler(questions, verdict);
            }
            case HTTP ->
                (plan, verdict) -> new HttpProbeHandler(
                        HttpQuestion.get(config.path(), authorityOf(plan)), HttpJudge.BY_STATUS, verdict);
            case GRPC -> (plan, verdict) -> new GrpcProbeHandler(config.service(), authorityOf(plan), verdict);
            case TCP, NONE -> (_, verdict) -> new ConnectProbeHandler(verdict);
        };
    }

    /// By TLS the name that the certificate is for.
    private static String authorityOf(DialPlan plan) {
        TlsClient tls = plan.tls();
        Address address = plan.address();
        if (tls == null) {
            return address.toString();
        }
        String name = tls.nameOf(address);
        return address instanceof HostPort tcp ? new HostPort(name, tcp.port()).toString() : name;
    }

    /// Whether the check would be made in just this way under these settings.
    boolean isFor(ClusterConfig next) {
        return config.equals(next.health())
                && cluster.auth().equals(next.auth())
                && cluster.connectTimeout().equals(next.connectTimeout())
                && cluster.tls().equals(next.tls())
                && cluster.proxyProtocol() == next.proxyProtocol();
    }

    void start() {
        rounds.start();
    }

    /// Ends the check, from any thread.
    ///
    /// @param then runs on the loop when the check says nothing more
    void stop(Runnable then) {
        rounds.stop(then);
    }

    private void onFinding(Finding finding) {
        if (finding.isGood()) {
            bad = 0;
            good = Math.min(good + 1, config.rise());
            if (good == config.rise()) {
                endpoint.onHealthy();
            }
        } else {
            good = 0;
            bad = Math.min(bad + 1, config.fall());
            if (bad == config.fall()) {
                endpoint.onUnhealthy(finding.why());
            }
        }
    }
}
