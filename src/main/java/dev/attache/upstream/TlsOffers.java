package dev.attache.upstream;

import dev.attache.config.ClusterConfig;
import dev.attache.config.HttpProtocol;
import dev.attache.net.tls.TlsClient;
import dev.attache.net.tls.TlsException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The client's side of TLS for a cluster: what its settings offer by ALPN, and one version of HTTP alone, for those
/// who
/// can speak no other. Each is made when it is first needed. Safe from any thread.
final class TlsOffers {
    private final ClusterConfig config;
    private final List<String> usual;
    private final TlsClient offering;
    private @Nullable TlsClient first;
    private @Nullable TlsClient second;

    private TlsOffers(ClusterConfig config, List<String> usual, TlsClient offering) {
        this.config = config;
        this.usual = usual;
        this.offering = offering;
    }

    /// @return null where endpoints are spoken to in the clear
    /// @throws TlsException saying what is wrong with the settings
    static @Nullable TlsOffers of(ClusterConfig config) throws TlsException {
        List<String> usual = Versions.offered(config);
        TlsClient offering = TlsClient.of(config.tls(), usual);
        return offering == null ? null : new TlsOffers(config, usual, offering);
    }

    /// Whether other settings would make the same.
    boolean isFor(ClusterConfig other) {
        return config.tls().equals(other.tls()) && usual.equals(Versions.offered(other));
    }

    /// What the settings offer.
    TlsClient usual() {
        return offering;
    }

    /// Offers this version only. Where nothing is offered, HTTP/1.1 is what is understood.
    synchronized TlsClient only(HttpProtocol version) {
        List<String> words = List.of(version == HttpProtocol.HTTP2 ? Versions.H2 : Versions.H1);
        if (usual.equals(words) || usual.isEmpty() && version == HttpProtocol.HTTP1) {
            return offering;
        }
        TlsClient known = version == HttpProtocol.HTTP2 ? second : first;
        TlsClient made = known == null ? make(words) : known;
        if (version == HttpProtocol.HTTP2) {
            second = made;
        } else {
            first = made;
        }
        return made;
    }

    private TlsClient make(List<String> words) {
        try {
            TlsClient made = TlsClient.of(config.tls(), words);
            return made == null ? offering : made;
        } catch (TlsException e) {
            throw new IllegalStateException("settings that were good before are not: " + e.getMessage(), e);
        }
    }
}
