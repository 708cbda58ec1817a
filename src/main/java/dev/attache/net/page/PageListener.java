package dev.attache.net.page;

import dev.attache.base.Address;
import dev.attache.config.TlsConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.ListenException;
import dev.attache.net.Listener;
import dev.attache.net.tls.TlsException;
import dev.attache.net.tls.TlsGate;
import dev.attache.observe.Observer;
import java.util.List;

/// An endpoint that shows pages, while it is open.
public final class PageListener implements AutoCloseable {
    /// What a gate of pages offers by ALPN.
    public static final List<String> PROTOCOLS = List.of("http/1.1");

    private final Listener listener;
    private final PageInitializer initializer;
    private final TlsGate gate;

    private PageListener(Listener listener, PageInitializer initializer, TlsGate gate) {
        this.listener = listener;
        this.initializer = initializer;
        this.gate = gate;
    }

    /// Binds the address and begins to answer.
    ///
    /// @param name of its threads
    /// @throws ListenException naming the address and why it cannot be listened on
    public static PageListener open(
            EventLoops loops, Address listen, String name, Site site, PageLimits limits, Observer observer)
            throws ListenException {
        return open(loops, listen, TlsGate.inTheClear(), name, site, limits, observer);
    }

    /// The same with TLS.
    ///
    /// @param gate is closed with the listener, and where there is none
    public static PageListener open(
            EventLoops loops,
            Address listen,
            TlsGate gate,
            String name,
            Site site,
            PageLimits limits,
            Observer observer)
            throws ListenException {
        var initializer = new PageInitializer(gate, name, site, limits);
        try {
            return new PageListener(Listener.bind(loops, listen, observer, initializer), initializer, gate);
        } catch (ListenException refused) {
            gate.close();
            throw refused;
        }
    }

    /// The address in use, the real port in place of a 0.
    public Address bound() {
        return listener.bound();
    }

    /// Goes over to another certificate.
    ///
    /// @return false where the pages would be shown in the clear instead of by TLS, or the other way round
    /// @throws TlsException saying what is wrong with the settings; those before stay in force
    public boolean renew(TlsConfig next) throws TlsException {
        return gate.renew(next);
    }

    /// Accepts no more connections; those that are open go on.
    public void stopAccepting() {
        listener.close();
    }

    /// Stops to accept and closes the connections that are open.
    @Override
    public void close() {
        listener.close();
        initializer.closeAll();
        gate.close();
    }
}
