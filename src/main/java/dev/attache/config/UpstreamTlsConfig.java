package dev.attache.config;

import dev.attache.base.Secret;
import java.util.List;

/// How endpoints are reached by TLS. A bare `true` is enough where they have certificates of public authorities.
@Doc("how endpoints are reached by TLS; a bare true is enough where their certificates are of public authorities")
public record UpstreamTlsConfig(
        @Doc("whether connections to the endpoints are encrypted") @Default("true") @Shorthand
        boolean enabled,

        @Doc("authorities in PEM that sign the endpoints' certificates; those of the JVM where none are given")
        @Default("")
        Secret ca,

        @Doc("name that the certificates are for, and that is asked for (SNI); the endpoint's host where it is absent")
        @Default("")
        String serverName,

        @Doc("whether certificates are checked; without it anybody in between can read and change everything")
        @Default("true")
        boolean verify,

        @Doc("certificate chain in PEM that attache shows to endpoints which ask for one") @Default("")
        Secret cert,

        @Doc("its private key in PEM, not encrypted") @Default("")
        Secret key,

        @Doc("protocols that are offered (ALPN), the best first, as in [h2, http/1.1]; where it is empty, h2 with"
                + " protocol http2, else none")
        @Default("[]")
        List<String> alpn,

        @Doc("what does the work: auto (BoringSSL where it loads), boringssl or jdk") @Default("auto")
        TlsEngineChoice engine) {

    /// Endpoints are spoken to in the clear.
    public static final UpstreamTlsConfig OFF = new UpstreamTlsConfig(
            false, Secret.NONE, "", true, Secret.NONE, Secret.NONE, List.of(), TlsEngineChoice.AUTO);

    private static final int PROTOCOL_CHARS_MAX = 255;

    public UpstreamTlsConfig {
        alpn = List.copyOf(alpn);
        Pem.checkPair(cert, key);
        Pem.checkAuthorities("ca", ca);
        if (alpn.stream().anyMatch(each -> each.isEmpty() || each.length() > PROTOCOL_CHARS_MAX || !isPlain(each))) {
            throw new IllegalArgumentException("alpn: a protocol has 1 to 255 characters of ASCII, such as http/1.1");
        }
        if (!isPlain(serverName)) {
            throw new IllegalArgumentException("server-name: is no name of a host");
        }
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
