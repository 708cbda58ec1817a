package dev.attache.role.metrics;

import dev.attache.config.MetricsConfig;
import dev.attache.config.MetricsSourceConfig;
import dev.attache.config.RoleConfig;
import dev.attache.net.ListenException;
import dev.attache.net.page.PageLimits;
import dev.attache.net.page.PageListener;
import dev.attache.net.tls.TlsException;
import dev.attache.net.tls.TlsGate;
import dev.attache.role.Role;
import dev.attache.role.RoleContext;
import dev.attache.role.RoleStartException;
import dev.attache.role.RoleStatus;
import dev.attache.role.metrics.push.Pusher;
import dev.attache.role.metrics.source.Clocks;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The metrics adapter: owns the page and the sources behind it. A source whose settings a reload leaves as they are
/// keeps what it has counted and its connections.
public final class MetricsRole implements Role {
    private static final PageLimits PAGE_LIMITS =
            new PageLimits(64, 4096, 8192, 1024, Duration.ofSeconds(10), Duration.ofMinutes(6), Duration.ofMinutes(5));

    private final RoleContext context;
    private final Scraper scraper;
    private final MetricsFigures figures;
    private List<Pusher> pushers = List.of();
    private volatile MetricsConfig config;
    private volatile RoleStatus.Phase phase = RoleStatus.Phase.CREATED;
    private volatile @Nullable PageListener listener;

    public MetricsRole(RoleContext context, MetricsConfig config) {
        this.context = context;
        this.config = config;
        this.scraper = new Scraper(List.of(), context.ticker());
        this.figures = new MetricsFigures(context.name(), scraper);
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public String kind() {
        return "metrics";
    }

    @Override
    public void start() throws RoleStartException {
        scraper.use(open(config));
        var site = new MetricsSite(name(), () -> config, scraper, context.observer());
        try {
            TlsGate gate = TlsGate.of(config.tls(), PageListener.PROTOCOLS, context.ticker());
            listener = PageListener.open(
                    context.loops(), config.listen(), gate, "attache-scrape", site, PAGE_LIMITS, context.observer());
        } catch (TlsException e) {
            scraper.sources().forEach(AskedSource::close);
            throw new RoleStartException("role " + name() + ": tls: " + e.getMessage());
        } catch (ListenException e) {
            scraper.sources().forEach(AskedSource::close);
            throw new RoleStartException("role " + name() + " cannot listen: " + e.getMessage());
        }
        context.observer().register(figures);
        push(config);
        phase = RoleStatus.Phase.READY;
    }

    private static AskedSource.Limits limits(MetricsConfig wanted) {
        return new AskedSource.Limits(wanted.timeout(), wanted.cache(), wanted.seriesMax(), wanted.state());
    }

    /// All sources of the settings: those that are the same as before, and new ones that have begun.
    private List<AskedSource> open(MetricsConfig wanted) throws RoleStartException {
        List<AskedSource> kept = scraper.sources();
        List<AskedSource> all = new ArrayList<>();
        AskedSource.Limits limits = limits(wanted);
        for (Map.Entry<String, MetricsSourceConfig> each : wanted.sources().entrySet()) {
            AskedSource source = kept.stream()
                    .filter(old -> old.isMadeOf(each.getKey(), each.getValue(), limits))
                    .findFirst()
                    .orElse(null);
            if (source == null) {
                source = new AskedSource(name(), each.getKey(), each.getValue(), limits, context);
                try {
                    source.start();
                } catch (IOException e) {
                    all.stream().filter(opened -> !kept.contains(opened)).forEach(AskedSource::close);
                    throw new RoleStartException(
                            "role " + name() + ", source " + each.getKey() + ": " + e.getMessage());
                }
            }
            all.add(source);
        }
        return all;
    }

    /// Sends to all receivers of the settings: those that are the same as before go on.
    private void push(MetricsConfig wanted) {
        List<Pusher> all = new ArrayList<>();
        wanted.push()
                .forEach((name, push) -> all.add(pushers.stream()
                        .filter(each -> each.isMadeOf(name, push))
                        .findFirst()
                        .orElseGet(() -> new Pusher(
                                name(),
                                name,
                                push,
                                scraper::scrape,
                                context.observer(),
                                new Clocks(context.ticker(), InstantSource.system())))));
        pushers.stream().filter(each -> !all.contains(each)).forEach(Pusher::close);
        pushers = List.copyOf(all);
        figures.use(pushers);
    }

    @Override
    public boolean reload(RoleConfig next) {
        if (!(next instanceof MetricsConfig wanted) || !wanted.listen().equals(config.listen())) {
            return false;
        }
        PageListener pages = listener;
        List<AskedSource> before = scraper.sources();
        try {
            if (pages == null || !pages.renew(wanted.tls())) {
                return false;
            }
            List<AskedSource> after = open(wanted);
            after.forEach(each -> each.use(limits(wanted)));
            scraper.use(after);
            config = wanted;
            push(wanted);
            before.stream().filter(each -> !after.contains(each)).forEach(AskedSource::close);
            return true;
        } catch (RoleStartException | TlsException _) {
            return false;
        }
    }

    @Override
    public CompletionStage<Void> drain() {
        phase = RoleStatus.Phase.DRAINING;
        PageListener open = listener;
        if (open != null) {
            open.stopAccepting();
        }
        return CompletableFuture.completedStage(null);
    }

    /// The ports that apps push to as well; what they pushed is written down where it is remembered.
    @Override
    public void makeWay() {
        drain();
        pushers.forEach(Pusher::close);
        scraper.sources().forEach(AskedSource::close);
    }

    @Override
    public void stop() {
        phase = RoleStatus.Phase.STOPPED;
        context.observer().unregister(figures);
        PageListener open = listener;
        if (open != null) {
            open.close();
        }
        pushers.forEach(Pusher::close);
        scraper.sources().forEach(AskedSource::close);
    }

    @Override
    public RoleStatus status() {
        Map<String, Object> facts = new LinkedHashMap<>();
        List<String> down = new ArrayList<>();
        for (AskedSource each : scraper.sources()) {
            AskedSource.Answer last = each.last();
            facts.put(each.name(), each.state());
            if (last != null && !last.isUp()) {
                down.add(each.name());
            }
        }
        String detail = down.isEmpty() ? "" : "cannot be asked: " + String.join(", ", down);
        PageListener open = listener;
        Map<String, Object> all = new LinkedHashMap<>();
        if (open != null) {
            all.put("listen", open.bound().toString());
        }
        all.put("scrapes", scraper.scrapes());
        all.put("sources", facts);
        return new RoleStatus(phase, detail, all);
    }
}
