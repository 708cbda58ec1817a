package dev.attache.upstream;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.config.ClusterConfig;
import dev.attache.config.HealthConfig;
import dev.attache.net.DialPlan;
import dev.attache.net.Dialer;
import dev.attache.net.Transport;
import dev.attache.net.tls.TlsClient;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A server is fit when it takes a connection and, where it is a web server or speaks gRPC, answers well on it. Every
/// check has a connection of its own, so that a server that takes no new ones counts as unfit.
final class ConnectHealthCheck extends HealthCheck {
    private final HealthConfig config;
    private final Supplier<DialPlan> plan;
    private final EventLoop loop;
    private final Transport transport;
    private @Nullable ProbeHandler probe;

    ConnectHealthCheck(
            ClusterConfig cluster, Supplier<DialPlan> plan, Endpoint endpoint, EventLoop loop, Transport transport) {
        super(cluster, endpoint, loop);
        this.config = cluster.health();
        this.plan = plan;
        this.loop = loop;
        this.transport = transport;
    }

    @Override
    void ask() {
        DialPlan now = plan.get();
        ProbeHandler fresh = probeOf(authorityOf(now));
        probe = fresh;
        Dialer.dial(loop, transport, now, fresh).addListener((Future<Channel> dialed) -> onDialed(fresh, dialed));
    }

    private void onDialed(ProbeHandler dialing, Future<Channel> dialed) {
        if (!dialed.isSuccess()) {
            onVerdict(dialing, String.valueOf(dialed.cause().getMessage()));
        } else if (probe != dialing) {
            dialed.getNow().close();
        } else {
            dialing.ask();
        }
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

    private ProbeHandler probeOf(String address) {
        return switch (config.check()) {
            case HTTP -> new HttpProbeHandler(config.path(), address, this::onVerdict);
            case GRPC -> new GrpcProbeHandler(config.service(), address, this::onVerdict);
            case TCP, REDIS, NONE -> new ConnectProbeHandler(this::onVerdict);
        };
    }

    private void onVerdict(ProbeHandler from, String why) {
        if (probe == from) {
            release();
            settle(why);
        }
    }

    @Override
    void release() {
        ProbeHandler open = probe;
        probe = null;
        if (open != null) {
            open.close();
        }
    }
}
