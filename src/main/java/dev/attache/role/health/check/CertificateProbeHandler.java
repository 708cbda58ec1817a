package dev.attache.role.health.check;

import dev.attache.base.HumanDuration;
import dev.attache.upstream.probe.Finding;
import dev.attache.upstream.probe.ProbeHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// One connection on which nothing is asked: the server's certificates are looked at, until when they are valid.
final class CertificateProbeHandler extends ProbeHandler {
    private static final byte[] NOTHING = {};

    private final Duration least;
    private final InstantSource clock;

    /// @param least how long they have to be valid yet
    CertificateProbeHandler(Duration least, InstantSource clock, Verdict verdict) {
        super(verdict);
        this.least = least;
        this.clock = clock;
    }

    @Override
    protected byte[] question() {
        return NOTHING;
    }

    @Override
    protected Finding onConnected(@Nullable ChannelHandlerContext connection) {
        SslHandler tls =
                connection == null ? null : connection.channel().pipeline().get(SslHandler.class);
        if (tls == null) {
            return Finding.of("closed the connection");
        }
        Instant earliest = earliestEnd(tls);
        if (earliest.equals(Instant.MAX)) {
            return Finding.of("has shown no certificate");
        }
        Duration left = Duration.between(clock.instant(), earliest);
        if (left.isNegative()) {
            return Finding.of("its certificate has expired");
        }
        boolean soon = left.compareTo(least) < 0;
        return Finding.of(
                soon ? "its certificate expires in " + HumanDuration.format(Duration.ofMinutes(left.toMinutes())) : "");
    }

    /// When the first of the server's certificates ends; [Instant#MAX] where it has shown none.
    static Instant earliestEnd(SslHandler tls) {
        Instant earliest = Instant.MAX;
        try {
            for (Certificate each : tls.engine().getSession().getPeerCertificates()) {
                if (each instanceof X509Certificate dated) {
                    Instant end = dated.getNotAfter().toInstant();
                    earliest = end.isBefore(earliest) ? end : earliest;
                }
            }
        } catch (SSLPeerUnverifiedException _) {
            return Instant.MAX;
        }
        return earliest;
    }

    @Override
    protected void onBytes(ChannelHandlerContext from, ByteBuf in) {
        in.skipBytes(in.readableBytes());
    }
}
