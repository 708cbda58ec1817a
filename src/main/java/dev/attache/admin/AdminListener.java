package dev.attache.admin;

import dev.attache.base.Address;
import dev.attache.config.AdminConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.ListenException;
import dev.attache.net.Listener;
import dev.attache.observe.Observer;

/// The endpoint while it is open. It starts before the first role and ends after the last, so that every state in
/// between can be seen.
public final class AdminListener implements AutoCloseable {
    private final Listener listener;
    private final AdminInitializer initializer;

    private AdminListener(Listener listener, AdminInitializer initializer) {
        this.listener = listener;
        this.initializer = initializer;
    }

    /// Binds `admin.listen` and begins to answer.
    ///
    /// @throws ListenException naming the address and why it cannot be listened on
    public static AdminListener open(EventLoops loops, AdminConfig config, AdminView view, Observer observer)
            throws ListenException {
        return open(loops, config, view, observer, AdminLimits.DEFAULT);
    }

    static AdminListener open(
            EventLoops loops, AdminConfig config, AdminView view, Observer observer, AdminLimits limits)
            throws ListenException {
        var guard = new Guard(config.listen(), config.token());
        var initializer = new AdminInitializer(guard, new Pages(view), limits, observer);
        return new AdminListener(Listener.bind(loops, config.listen(), observer, initializer), initializer);
    }

    /// The address in use, the real port in place of a 0.
    public Address bound() {
        return listener.bound();
    }

    /// Stops to accept and closes the connections that are open.
    @Override
    public void close() {
        listener.close();
        initializer.closeAll();
    }
}
