package dev.attache.role.http;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.config.RouteConfig;
import dev.attache.net.LoopShare;
import dev.attache.net.Transport;
import dev.attache.role.http.experiment.Run;
import dev.attache.role.http.h2.LoopBuffers;
import dev.attache.role.http.limit.Slots;
import dev.attache.role.http.mirror.DiffLedger;
import dev.attache.role.http.mirror.MirrorSender;
import dev.attache.role.http.rewrite.Rewrite;
import dev.attache.role.http.route.Destination;
import dev.attache.role.http.trace.Tracer;
import dev.attache.upstream.Cluster;
import dev.attache.wire.http.BodyScanner;
import dev.attache.wire.http.HeadScanner;
import dev.attache.wire.http.Outcome;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.ResponseScanner;
import dev.attache.wire.proxyprotocol.ProxyHeaderScanner;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the role keeps on one event loop: its clients, its own connections to every endpoint, and the buffers that a
/// tick borrows.
final class HttpLoop extends LoopShare {
    private static final int WINDOW_BYTES = 64 * 1024;
    private static final int PEEK_BYTES = 4 * 1024;
    private static final int HTTP2_EXCHANGES_KEPT = 256;
    private static final long SWEEP_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SWEEP_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(5);

    private final HttpRole role;
    private final HttpStats stats = new HttpStats();
    private final RequestIntake intake;
    private final GrowingBytes scratch = new GrowingBytes();
    private final ProxyHeaderScanner proxyHeaderScanner = new ProxyHeaderScanner();
    private final byte[] window = new byte[WINDOW_BYTES];
    private final Set<Client> clients = new LinkedHashSet<>();
    private final Map<String, UpstreamCluster> clusters = new LinkedHashMap<>();
    private final Map<TargetKey, TargetStats> counted = new LinkedHashMap<>();
    private final LoopBuffers http2Buffers = new LoopBuffers();
    private BodyScanner framedTrailers;
    private final ArrayDeque<Http2Exchange> http2Exchanges = new ArrayDeque<>();
    private Target[] targets = new Target[0];
    private HttpSettings settings;
    private ScannerPool<RequestScanner> requestScanners;
    private ScannerPool<ResponseScanner> responseScanners;
    private @Nullable HeadEditor headEditor;
    private boolean draining;
    private boolean stopping;

    /// What stays the same of a destination when routes change.
    record TargetKey(String cluster, String experiment, String arm) {
        static TargetKey of(Destination destination) {
            return new TargetKey(destination.cluster(), destination.experiment(), destination.arm());
        }
    }

    HttpLoop(
            HttpRole role,
            EventLoop eventLoop,
            Transport transport,
            Ticker ticker,
            HttpSettings settings,
            Map<String, Cluster> named) {
        super(eventLoop, transport, ticker);
        this.role = role;
        this.settings = settings;
        this.requestScanners = new ScannerPool<>(() -> new RequestScanner(settings.limits()));
        this.responseScanners = new ScannerPool<>(() -> new ResponseScanner(settings.limits()));
        this.framedTrailers = new BodyScanner(settings.limits());
        this.intake = new RequestIntake(this);
        use(settings, named);
    }

    /// Starts what runs by the clock; called once, from any thread.
    void start() {
        eventLoop().execute(this::scheduleSweep);
    }

    private void scheduleSweep() {
        if (!stopping) {
            long period = Math.clamp(settings.shortestNanos() / 4, SWEEP_NANOS_MIN, SWEEP_NANOS_MAX);
            eventLoop().schedule(this::sweep, period, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        tick();
        for (Client client : clients) {
            client.sweep(now());
        }
        for (UpstreamCluster cluster : clusters.values()) {
            cluster.sweep(now());
        }
        scheduleSweep();
    }

    /// Takes new settings; what is in flight goes on as it began.
    ///
    /// @param named the clusters that routes name, by name
    void use(HttpSettings next, Map<String, Cluster> named) {
        settings = next;
        requestScanners = new ScannerPool<>(() -> new RequestScanner(next.limits()));
        responseScanners = new ScannerPool<>(() -> new ResponseScanner(next.limits()));
        headEditor = null;
        framedTrailers = new BodyScanner(next.limits());
        clusters.values().removeIf(each -> {
            boolean unused = named.get(each.name()) != each.cluster();
            if (unused) {
                each.leave();
            }
            return unused;
        });
        clusters.values().forEach(each -> each.use(next));
        named.forEach((name, cluster) -> clusters.computeIfAbsent(name, _ -> new UpstreamCluster(this, cluster)));
        leaveMirrors();
        targets = next.routes().destinations().stream().map(this::targetOf).toArray(Target[]::new);
    }

    private Target targetOf(Destination to) {
        UpstreamCluster cluster = clusters.get(to.cluster());
        if (cluster == null) {
            throw new IllegalStateException("no cluster " + to.cluster());
        }
        Run run = settings.runs().get(to.experiment());
        RouteConfig route = settings.routes().originOf(to);
        Rewrite rewrite = Rewrite.of(route.rewrite(), route.match());
        return new Target(
                to,
                cluster,
                counted.computeIfAbsent(TargetKey.of(to), _ -> new TargetStats()),
                run == null ? null : run.tally(to.arm(), this),
                settings.mirrors().all().isEmpty() ? rewrite : rewrite.without(MirrorSender.MARK),
                mirrorOf(to, cluster.cluster(), route));
    }

    /// Replies can be compared with those of the control alone, and dropped whoever has answered the client.
    private @Nullable MirrorSender mirrorOf(Destination to, Cluster from, RouteConfig route) {
        DiffLedger ledger = settings.mirrors().of(route);
        UpstreamCluster copies = clusters.get(route.mirror().cluster());
        boolean comparable = to.arm().isEmpty()
                || to.arm().equals(route.split().arms().keySet().iterator().next());
        return ledger == null || copies == null || ledger.compares() && !comparable
                ? null
                : new MirrorSender(this, http2Buffers, settings.limits(), ledger, copies.cluster(), from);
    }

    private void leaveMirrors() {
        for (Target each : targets) {
            MirrorSender mirror = each.mirror();
            if (mirror != null) {
                mirror.leave();
            }
        }
    }

    /// Takes in a change of a cluster's endpoints.
    void onClusterChange(Cluster changed) {
        UpstreamCluster known = clusters.get(changed.name());
        if (known != null && known.cluster() == changed) {
            tick();
            known.update();
        }
    }

    HttpSettings settings() {
        return settings;
    }

    HttpStats stats() {
        return stats;
    }

    /// The places of tunnels, of all loops together.
    Slots tunnels() {
        return role.tunnels();
    }

    Circuit circuitOf(Cluster cluster) {
        return role.circuitOf(cluster);
    }

    /// What gives requests their place in a trace; null where nothing does.
    @Nullable Tracer tracer() {
        return role.tracer();
    }

    AccessLog accessLog() {
        return role.accessLog();
    }

    RequestIntake intake() {
        return intake;
    }

    boolean isDraining() {
        return draining;
    }

    /// Shows the scanner what there is of a head: at first as much as most heads have, then all.
    Outcome scan(HeadScanner scanner, ByteBuf in) {
        int available = Math.min(in.readableBytes(), PEEK_BYTES);
        in.getBytes(in.readerIndex(), window, 0, available);
        Outcome outcome = scanner.scan(window, available);
        int most = Math.min(in.readableBytes(), settings.limits().headBytesMax());
        if (outcome == Outcome.NEED_MORE && available < most) {
            in.getBytes(in.readerIndex(), window, 0, most);
            outcome = scanner.scan(window, most);
        }
        return outcome;
    }

    /// A buffer for what is put together and sent at once; whoever fills it clears it first.
    GrowingBytes scratch() {
        return scratch;
    }

    Target target(Destination destination) {
        return targets[destination.index()];
    }

    Map<TargetKey, TargetStats> counted() {
        return Map.copyOf(counted);
    }

    List<UpstreamCluster> clusters() {
        return List.copyOf(clusters.values());
    }

    ScannerPool<RequestScanner> requestScanners() {
        return requestScanners;
    }

    ScannerPool<ResponseScanner> responseScanners() {
        return responseScanners;
    }

    /// Changes the heads of answers, where a route asks for it.
    HeadEditor headEditor() {
        HeadEditor known = headEditor;
        if (known == null) {
            known = new HeadEditor(settings.limits());
            headEditor = known;
        }
        return known;
    }

    /// Takes in a client that speaks HTTP/1.1.
    ///
    /// @return null where it was sent away
    @Nullable ClientConnection admit(Channel channel, boolean secure) {
        if (!admits(channel)) {
            return null;
        }
        ClientConnection client = new ClientConnection(this, channel, Peer.of(channel), secure);
        clients.add(client);
        return client;
    }

    /// Looks after a connection that is not yet a client of HTTP.
    void enter(Client before) {
        clients.add(before);
        if (stopping) {
            before.close();
        }
    }

    /// Looks after it no longer.
    void leave(Client gone) {
        clients.remove(gone);
    }

    SslHandler newTlsHandler(Channel channel) {
        return role.newTlsHandler(channel);
    }

    /// For one look at the first bytes of a connection.
    ProxyHeaderScanner proxyHeaderScanner() {
        return proxyHeaderScanner;
    }

    /// Takes in a client that speaks HTTP/2, as TLS has agreed on.
    void admitHttp2(Channel channel) {
        tick();
        if (admits(channel)) {
            clients.add(Http2Client.begin(channel, this, Peer.of(channel), true));
        }
    }

    /// Takes a client for one that speaks HTTP/2 from its first byte on.
    void toHttp2(ClientConnection before, Channel channel) {
        clients.remove(before);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        clients.add(Http2Client.begin(channel, this, Peer.of(channel), false));
    }

    /// Finds the parts of trailers that come in a frame of HTTP/2.
    BodyScanner framedTrailers() {
        framedTrailers.toUnbounded();
        return framedTrailers;
    }

    /// What connections of HTTP/2 borrow.
    LoopBuffers http2Buffers() {
        return http2Buffers;
    }

    /// An exchange for a stream that a client has opened.
    Http2Exchange http2Exchange() {
        Http2Exchange idle = http2Exchanges.pollFirst();
        return idle == null ? new Http2Exchange(this) : idle;
    }

    /// Takes back an exchange that is over.
    void takeBack(Http2Exchange over) {
        if (http2Exchanges.size() < HTTP2_EXCHANGES_KEPT) {
            http2Exchanges.addFirst(over);
        }
    }

    private boolean admits(Channel channel) {
        if (stopping) {
            channel.close();
        }
        return !stopping;
    }

    @Override
    protected void stop() {
        stopping = true;
        List.copyOf(clients).forEach(Client::close);
        eventLoop().execute(() -> {
            leaveMirrors();
            clusters.values().forEach(UpstreamCluster::leave);
            eventLoop().execute(this::releaseBuffers);
        });
    }

    @Override
    protected void drain(CompletableFuture<Void> end) {
        if (!draining) {
            draining = true;
            tick();
            List.copyOf(clients).forEach(Client::drain);
        }
        if (clients.isEmpty()) {
            end.complete(null);
        } else {
            eventLoop().schedule(() -> drain(end), 10, TimeUnit.MILLISECONDS);
        }
    }
}
