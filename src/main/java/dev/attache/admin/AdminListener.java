package dev.attache.admin;

import dev.attache.base.Address;
import dev.attache.config.AdminConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.ListenException;
import dev.attache.net.page.Guard;
import dev.attache.net.page.PageLimits;
import dev.attache.net.page.PageListener;
import dev.attache.observe.Observer;

/// The endpoint while it is open. It starts before the first role and ends after the last, so that every state in
/// between can be seen.
public final class AdminListener implements AutoCloseable {
    private final PageListener listener;

    private AdminListener(PageListener listener) {
        this.listener = listener;
    }

    /// Binds `admin.listen` and begins to answer.
    ///
    /// @throws ListenException naming the address and why it cannot be listened on
    public static AdminListener open(EventLoops loops, AdminConfig config, AdminView view, Observer observer)
            throws ListenException {
        return open(loops, config, view, observer, PageLimits.DEFAULT);
    }

    static AdminListener open(
            EventLoops loops, AdminConfig config, AdminView view, Observer observer, PageLimits limits)
            throws ListenException {
        var guard = new Guard(config.listen(), config.token(), "admin.token", ExperimentPages::isPrivate);
        var site = new AdminSite(guard, new Pages(view), observer);
        return new AdminListener(PageListener.open(loops, config.listen(), "attache-admin", site, limits, observer));
    }

    /// The address in use, the real port in place of a 0.
    public Address bound() {
        return listener.bound();
    }

    /// Stops to accept and closes the connections that are open.
    @Override
    public void close() {
        listener.close();
    }
}
