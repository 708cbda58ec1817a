package dev.attache.role.health.check;

import dev.attache.config.CheckConfig;
import dev.attache.config.HttpCheckConfig;
import dev.attache.net.Dialer;
import dev.attache.upstream.probe.ConnectionProbe;
import dev.attache.upstream.probe.Figure;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a connection tells beside its answer: the version of IP, that of TLS, the end of the certificates, and of the
/// web how long each part took.
record ConnectionWitness(CheckConfig check) implements ConnectionProbe.Witness {
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public List<Figure> figures(Channel connection, ConnectionProbe.Passage passage) {
        List<Figure> seen = new ArrayList<>();
        if (connection.remoteAddress() instanceof InetSocketAddress tcp) {
            seen.add(new Figure("ip_protocol", tcp.getAddress() instanceof Inet6Address ? 6 : 4));
        }
        SslHandler tls = connection.pipeline().get(SslHandler.class);
        if (tls != null) {
            Instant end = CertificateProbeHandler.earliestEnd(tls);
            if (!end.equals(Instant.MAX)) {
                seen.add(new Figure("ssl_earliest_cert_expiry", end.getEpochSecond()));
            }
            seen.add(new Figure(
                    "tls_version", versionOf(tls.engine().getSession().getProtocol())));
        }
        double lookup = Dialer.lookupNanos(connection) / NANOS_PER_SECOND;
        seen.add(new Figure("dns_lookup_time_seconds", lookup));
        if (check instanceof HttpCheckConfig) {
            seen.add(new Figure("http_ssl", tls == null ? 0 : 1));
            seen.add(new Figure("http_connect_seconds", passage.connectNanos() / NANOS_PER_SECOND - lookup));
            seen.add(new Figure("http_processing_seconds", passage.waitNanos() / NANOS_PER_SECOND));
            seen.add(new Figure("http_transfer_seconds", passage.answerNanos() / NANOS_PER_SECOND));
        }
        return seen;
    }

    /// Of a name such as `TLSv1.3`.
    private static double versionOf(String name) {
        return switch (name) {
            case "TLSv1.3" -> 1.3;
            case "TLSv1.2" -> 1.2;
            case "TLSv1.1" -> 1.1;
            default -> 1;
        };
    }
}
