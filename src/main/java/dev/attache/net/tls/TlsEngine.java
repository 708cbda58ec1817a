package dev.attache.net.tls;

import dev.attache.config.TlsEngineChoice;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.util.Locale;

/// What does the work of TLS. The library of BoringSSL is loaded when somebody first asks for it, and not before.
public enum TlsEngine {
    BORINGSSL,
    JDK;

    /// The best that is to be had.
    public static TlsEngine best() {
        return OpenSsl.isAvailable() ? BORINGSSL : JDK;
    }

    /// The one that is wanted; of `auto` the best that is to be had.
    ///
    /// @throws TlsException where BoringSSL is wanted and its library cannot be loaded, saying why
    public static TlsEngine of(TlsEngineChoice wanted) throws TlsException {
        return switch (wanted) {
            case AUTO -> best();
            case JDK -> JDK;
            case BORINGSSL -> {
                if (!OpenSsl.isAvailable()) {
                    throw new TlsException(
                            "engine: BoringSSL is not to be had here: " + rootOf(OpenSsl.unavailabilityCause()));
                }
                yield BORINGSSL;
            }
        };
    }

    private static String rootOf(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /// For contexts that are given back by hand, and connections that are many and short.
    SslProvider counted() {
        return this == BORINGSSL ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
    }

    /// For contexts that are given back when nobody knows them any more.
    SslProvider collected() {
        return this == BORINGSSL ? SslProvider.OPENSSL : SslProvider.JDK;
    }

    /// The name in metrics and `attache version`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
