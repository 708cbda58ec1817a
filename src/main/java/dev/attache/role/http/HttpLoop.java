package dev.attache.role.http;

import dev.attache.base.Ticker;
import dev.attache.net.Transport;
import dev.attache.role.http.client.ClientTls;
import dev.attache.role.http.client.Clients;
import dev.attache.role.http.destination.Targets;
import dev.attache.role.http.endpoint.Circuits;
import dev.attache.role.http.intake.RequestIntake;
import dev.attache.role.http.limit.Slots;
import dev.attache.role.http.loop.HttpSettings;
import dev.attache.role.http.loop.LoopKit;
import dev.attache.role.http.report.Reports;
import dev.attache.role.http.tunnel.TunnelIntake;
import dev.attache.upstream.Cluster;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What the role keeps on one event loop: its clients, where their requests may go, and what joins the two.
final class HttpLoop extends LoopKit {
    private static final long SWEEP_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SWEEP_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int DRAIN_POLL_MILLIS = 10;

    private final Targets targets;
    private final RequestIntake intake;
    private final Clients clients;
    private boolean stopping;

    /// What the loops of a role share.
    ///
    /// @param tunnels places of those of CONNECT that are open or being opened
    record Shared(Reports reports, Circuits circuits, Slots tunnels, ClientTls tls) {}

    /// @param named the clusters that routes name, by name
    HttpLoop(
            EventLoop eventLoop,
            Transport transport,
            Ticker ticker,
            HttpSettings settings,
            Map<String, Cluster> named,
            Shared shared) {
        super(eventLoop, transport, ticker, settings, shared.reports);
        this.targets = new Targets(this, shared.circuits);
        this.intake = new RequestIntake(this, targets, new TunnelIntake(this, shared.tunnels));
        this.clients = new Clients(this, intake, shared.tls);
        targets.use(settings, named);
    }

    /// Starts what runs by the clock; called once, from any thread.
    void start() {
        eventLoop().execute(this::scheduleSweep);
    }

    private void scheduleSweep() {
        if (!stopping) {
            long period = Math.clamp(settings().shortestNanos() / 4, SWEEP_NANOS_MIN, SWEEP_NANOS_MAX);
            eventLoop().schedule(this::sweep, period, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        tick();
        clients.sweep(now());
        targets.sweep(now());
        scheduleSweep();
    }

    /// Takes new settings; what is in flight goes on as it began.
    ///
    /// @param named the clusters that routes name, by name
    void use(HttpSettings next, Map<String, Cluster> named) {
        use(next);
        intake.renew();
        targets.use(next, named);
    }

    Clients clients() {
        return clients;
    }

    Targets targets() {
        return targets;
    }

    @Override
    protected void stop() {
        stopping = true;
        clients.close();
        eventLoop().execute(() -> {
            targets.leave();
            eventLoop().execute(this::releaseBuffers);
        });
    }

    @Override
    protected void drain(CompletableFuture<Void> end) {
        if (!isDraining()) {
            toDraining();
            tick();
            clients.drain();
        }
        if (clients.isEmpty()) {
            end.complete(null);
        } else {
            eventLoop().schedule(() -> drain(end), DRAIN_POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
