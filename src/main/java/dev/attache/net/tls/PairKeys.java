package dev.attache.net.tls;

import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.util.SimpleKeyManagerFactory;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.ManagerFactoryParameters;
import org.jspecify.annotations.Nullable;

/// Hands a [PairSelector] to an engine.
final class PairKeys extends SimpleKeyManagerFactory {
    private final PairSelector selector;

    private PairKeys(PairSelector selector) {
        this.selector = selector;
    }

    /// @param pairs how many there are: BoringSSL keeps each in its own form, so that it is converted once
    static KeyManagerFactory of(PairSelector selector, int pairs, TlsEngine engine) {
        KeyManagerFactory plain = new PairKeys(selector);
        return engine == TlsEngine.BORINGSSL ? new OpenSslCachingX509KeyManagerFactory(plain, pairs) : plain;
    }

    @Override
    protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {}

    @Override
    protected void engineInit(@Nullable ManagerFactoryParameters parameters) {}

    @Override
    protected KeyManager[] engineGetKeyManagers() {
        return new KeyManager[] {selector};
    }
}
