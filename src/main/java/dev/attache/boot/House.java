package dev.attache.boot;

import dev.attache.admin.AdminListener;
import dev.attache.admin.AdminView;
import dev.attache.base.Ticker;
import dev.attache.config.AttacheConfig;
import dev.attache.net.EventLoops;
import dev.attache.net.ListenException;
import dev.attache.net.Transport;
import dev.attache.observe.BuildInfo;
import dev.attache.observe.Telemetry;
import dev.attache.role.LogTallies;
import dev.attache.role.Role;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.upstream.Clusters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The parts of a running attache, built from the bottom up and taken down from the top.
final class House {
    private static final int AUTO_THREADS_MAX = 4;

    private final Telemetry telemetry;
    private final EventLoops loops;
    private final Clusters clusters;
    private final RoleSet roles;
    private final LogTallies tallies = new LogTallies();
    private final Consumer<String> finished;
    private final Set<String> idle = ConcurrentHashMap.newKeySet();
    private @Nullable AdminListener admin;

    /// Starts the event loops; nothing is bound yet.
    ///
    /// @throws StartException where a transport is asked for that is not to be had
    ///
    /// @param finished takes the reason when every role has told that it has nothing more to do
    House(AttacheConfig config, Telemetry telemetry, Consumer<String> finished) throws StartException {
        this.telemetry = telemetry;
        this.loops = EventLoops.start(transport(), threads(config));
        this.clusters = new Clusters(config.clusters(), loops, telemetry, Ticker.SYSTEM);
        this.finished = finished;
        this.roles = new RoleSet((name, role) -> RoleFactory.create(contextOf(name), role), telemetry);
        Build build = Build.current();
        telemetry.register(
                new BuildInfo(build.version(), build.commit(), loops.transport().label()));
        telemetry.register(loops);
        telemetry.register(clusters);
    }

    private RoleContext contextOf(String name) {
        return new RoleContext(name, loops, clusters, telemetry, Ticker.SYSTEM, tallies, why -> onFinished(name, why));
    }

    private void onFinished(String name, String why) {
        idle.add(name);
        if (roles.all().stream().map(Role::name).allMatch(idle::contains)) {
            finished.accept("role " + name + ": " + why);
        }
    }

    private static Transport transport() throws StartException {
        try {
            return Transport.choose();
        } catch (IllegalStateException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    private static int threads(AttacheConfig config) {
        return config.threads() > 0
                ? config.threads()
                : Math.min(Runtime.getRuntime().availableProcessors(), AUTO_THREADS_MAX);
    }

    /// Opens the operator's endpoint, then the roles in the file's order.
    ///
    /// @throws StartException where one of them cannot; [#close] is left to the caller
    void start(AttacheConfig config, AdminView view) throws StartException {
        try {
            admin = AdminListener.open(loops, config.admin(), view, telemetry);
            roles.start(config.roles());
        } catch (ListenException e) {
            throw new StartException("admin cannot listen: " + e.getMessage() + " (key admin.listen)");
        } catch (RoleStartException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    EventLoops loops() {
        return loops;
    }

    Clusters clusters() {
        return clusters;
    }

    RoleSet roles() {
        return roles;
    }

    /// Where the operator's endpoint listens, the real port in place of a 0; empty before the start.
    String adminAddress() {
        AdminListener open = admin;
        return open == null ? "" : open.bound().toString();
    }

    /// Stops at once whatever is still open.
    void close() {
        roles.stop();
        clusters.close();
        AdminListener open = admin;
        if (open != null) {
            open.close();
        }
        loops.close();
    }
}
