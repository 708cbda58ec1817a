package dev.attache.role.topz;

import dev.attache.base.proc.ProcessTable;
import dev.attache.config.RoleConfig;
import dev.attache.config.TopzConfig;
import dev.attache.net.ListenException;
import dev.attache.net.page.Asked;
import dev.attache.net.page.PageLimits;
import dev.attache.net.page.PageListener;
import dev.attache.net.tls.TlsException;
import dev.attache.net.tls.TlsGate;
import dev.attache.role.Role;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.role.RoleStatus;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The process view. It looks when it is asked, and costs nothing while it is not.
public final class TopzRole implements Role {
    private final RoleContext context;
    private final Sampler sampler;
    private volatile TopzConfig config;
    private volatile RoleStatus.Phase phase = RoleStatus.Phase.CREATED;
    private volatile @Nullable PageListener listener;

    public TopzRole(RoleContext context, TopzConfig config) {
        this.context = context;
        this.config = config;
        this.sampler = new Sampler(
                ProcessTable.SYSTEM, context.ticker(), InstantSource.system(), config.interval(), config.measured());
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public String kind() {
        return "topz";
    }

    @Override
    public void start() throws RoleStartException {
        var site = new TopzSite(sampler, () -> config, this::onPageFault);
        try {
            TlsGate gate = TlsGate.of(config.tls(), PageListener.PROTOCOLS, context.ticker());
            listener = PageListener.open(
                    context.loops(),
                    config.listen(),
                    gate,
                    "attache-topz",
                    site,
                    PageLimits.DEFAULT,
                    context.observer());
        } catch (TlsException e) {
            throw new RoleStartException("role " + name() + ": tls: " + e.getMessage());
        } catch (ListenException e) {
            throw new RoleStartException("role " + name() + " cannot listen: " + e.getMessage());
        }
        phase = RoleStatus.Phase.READY;
    }

    private void onPageFault(Asked asked, RuntimeException fault) {
        context.observer().emit(new TopzPageError(name(), asked.path(), String.valueOf(fault)));
    }

    @Override
    public boolean reload(RoleConfig next) {
        if (!(next instanceof TopzConfig wanted)
                || !wanted.listen().equals(config.listen())
                || !wanted.token().equals(config.token())) {
            return false;
        }
        PageListener open = listener;
        try {
            if (open == null || !open.renew(wanted.tls())) {
                return false;
            }
        } catch (TlsException _) {
            return false;
        }
        config = wanted;
        sampler.use(wanted.interval(), wanted.measured());
        return true;
    }

    @Override
    public CompletionStage<Void> drain() {
        phase = RoleStatus.Phase.DRAINING;
        closeListener();
        return CompletableFuture.completedStage(null);
    }

    private void closeListener() {
        PageListener open = listener;
        listener = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void stop() {
        phase = RoleStatus.Phase.STOPPED;
        closeListener();
    }

    @Override
    public RoleStatus status() {
        PageListener open = listener;
        return new RoleStatus(
                phase,
                "",
                open == null ? Map.of() : Map.of("listen", open.bound().toString()));
    }
}
