package dev.attache.net.page;

import dev.attache.base.Address;
import dev.attache.net.EventLoops;
import dev.attache.net.ListenException;
import dev.attache.net.Listener;
import dev.attache.net.tls.TlsGate;
import dev.attache.observe.Observer;

/// An endpoint that shows pages, while it is open.
public final class PageListener implements AutoCloseable {
    private final Listener listener;
    private final PageInitializer initializer;

    private PageListener(Listener listener, PageInitializer initializer) {
        this.listener = listener;
        this.initializer = initializer;
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
    /// @param gate stays the caller's, who closes it after the listener
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
        return new PageListener(Listener.bind(loops, listen, observer, initializer), initializer);
    }

    /// The address in use, the real port in place of a 0.
    public Address bound() {
        return listener.bound();
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
    }
}
