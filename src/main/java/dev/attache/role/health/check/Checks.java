package dev.attache.role.health.check;

import dev.attache.base.Address;
import dev.attache.base.Secret;
import dev.attache.base.Ticker;
import dev.attache.base.proc.ProcessTable;
import dev.attache.config.CheckConfig;
import dev.attache.config.DiskCheckConfig;
import dev.attache.config.DnsCheckConfig;
import dev.attache.config.EndpointCheckConfig;
import dev.attache.config.ExecCheckConfig;
import dev.attache.config.FileCheckConfig;
import dev.attache.config.GrpcCheckConfig;
import dev.attache.config.HttpCheckConfig;
import dev.attache.config.LogCheckConfig;
import dev.attache.config.MemcachedCheckConfig;
import dev.attache.config.ProcessCheckConfig;
import dev.attache.config.RedisCheckConfig;
import dev.attache.config.SqlCheckConfig;
import dev.attache.config.TcpCheckConfig;
import dev.attache.config.TlsCheckConfig;
import dev.attache.config.TlsEngineChoice;
import dev.attache.config.UpstreamTlsConfig;
import dev.attache.config.WebhookConfig;
import dev.attache.config.WebsocketCheckConfig;
import dev.attache.net.DialPlan;
import dev.attache.net.Transport;
import dev.attache.net.tls.TlsClient;
import dev.attache.net.tls.TlsException;
import dev.attache.role.LogTallies;
import dev.attache.role.RoleContext;
import dev.attache.upstream.probe.ConnectProbeHandler;
import dev.attache.upstream.probe.ConnectionProbe;
import dev.attache.upstream.probe.GrpcProbeHandler;
import dev.attache.upstream.probe.Http2ProbeHandler;
import dev.attache.upstream.probe.HttpJudge;
import dev.attache.upstream.probe.HttpProbeHandler;
import dev.attache.upstream.probe.HttpQuestion;
import dev.attache.upstream.probe.Probe;
import dev.attache.upstream.probe.RedisProbeHandler;
import dev.attache.upstream.probe.RedisQuestions;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// From the settings of a check to what asks: the one place that knows every kind.
public final class Checks {
    private static final byte[] NO_PREFACE = {};

    private final EventLoop loop;
    private final Transport transport;
    private final InstantSource clock;
    private final Ticker ticker;
    private final LogTallies tallies;

    /// @param loop that every probe made here is used by
    public Checks(EventLoop loop, RoleContext context, InstantSource clock) {
        this.loop = loop;
        this.transport = context.loops().transport();
        this.ticker = context.ticker();
        this.tallies = context.tallies();
        this.clock = clock;
    }

    /// What asks in the way that a check says.
    ///
    /// @throws TlsException saying what is wrong with its TLS, and never quoting a key
    public Probe probeOf(CheckConfig check) throws TlsException {
        return switch (check) {
            case TcpCheckConfig tcp ->
                asking(check, tcp.tcp(), tcp.tls(), false, (_, verdict) -> new ConnectProbeHandler(verdict));
            case HttpCheckConfig http -> http(http);
            case RedisCheckConfig redis -> {
                RedisQuestions questions = RedisRules.of(redis);
                yield asking(
                        check,
                        redis.redis(),
                        redis.tls(),
                        true,
                        (_, verdict) -> new RedisProbeHandler(questions, verdict));
            }
            case MemcachedCheckConfig memcached ->
                asking(
                        check,
                        memcached.memcached(),
                        UpstreamTlsConfig.OFF,
                        true,
                        (_, verdict) -> new MemcachedProbeHandler(verdict));
            case GrpcCheckConfig grpc ->
                asking(
                        check,
                        grpc.grpc(),
                        overHttp2(grpc.tls()),
                        false,
                        (_, verdict) ->
                                new GrpcProbeHandler(grpc.service(), grpc.grpc().toString(), verdict));
            case WebsocketCheckConfig websocket -> websocket(websocket);
            case EndpointCheckConfig endpoint -> endpoint(endpoint);
            case TlsCheckConfig tls ->
                asking(
                        check,
                        tls.tls(),
                        certificateOf(tls),
                        false,
                        (_, verdict) -> new CertificateProbeHandler(tls.expires(), clock, verdict));
            case SqlCheckConfig sql -> new SqlProbe(loop, sql);
            case LogCheckConfig log -> new LogProbe(log, tallies, ticker);
            case DnsCheckConfig dns -> new ThreadProbe(loop, new DnsQuestion(dns));
            case FileCheckConfig file -> new ThreadProbe(loop, new FileQuestion(file, clock));
            case DiskCheckConfig disk -> new ThreadProbe(loop, new DiskQuestion(disk));
            case ProcessCheckConfig process -> new ThreadProbe(loop, new ProcessQuestion(process, ProcessTable.SYSTEM));
            case ExecCheckConfig exec -> new ThreadProbe(loop, new ExecQuestion(exec, ProcessTable.SYSTEM));
        };
    }

    /// Connecting may take as long as the whole answer, whose time begins with it.
    private Probe asking(
            CheckConfig check, Address to, UpstreamTlsConfig tls, boolean keeps, ConnectionProbe.Maker maker)
            throws TlsException {
        var plan = new DialPlan(to, check.pace().timeout().multipliedBy(2), TlsClient.of(tls, tls.alpn()), NO_PREFACE);
        return new ConnectionProbe(loop, transport, () -> plan, keeps, maker, new ConnectionWitness(check));
    }

    private Probe http(HttpCheckConfig config) throws TlsException {
        WebPlace place = WebPlace.of(config.http());
        Map<String, String> headers = new LinkedHashMap<>();
        String host = place.authority();
        for (Map.Entry<String, Secret> each : config.headers().entrySet()) {
            if (each.getKey().equalsIgnoreCase("host")) {
                host = each.getValue().reveal();
            } else {
                headers.put(each.getKey(), each.getValue().reveal());
            }
        }
        Address to = config.connect().isEmpty() ? place.address() : Address.parse(config.connect());
        var question = new HttpQuestion(config.method(), place.target(), host, headers);
        var expectation = new Expectation(config.expect());
        return switch (config.protocol()) {
            case HTTP1 ->
                asking(
                        config,
                        to,
                        place.tls(config.tls()),
                        false,
                        (_, verdict) -> new HttpProbeHandler(question, expectation, verdict));
            case HTTP2 ->
                asking(
                        config,
                        to,
                        overHttp2(place.tls(config.tls())),
                        false,
                        (_, verdict) -> new Http2ProbeHandler(question, expectation, verdict));
        };
    }

    private Probe websocket(WebsocketCheckConfig config) throws TlsException {
        WebPlace place = WebPlace.of(config.websocket());
        return asking(
                config,
                place.address(),
                place.tls(config.tls()),
                false,
                (_, verdict) ->
                        new WebsocketProbeHandler(place.target(), place.authority(), config.protocol(), verdict));
    }

    private Probe endpoint(EndpointCheckConfig config) throws TlsException {
        WebPlace place = WebPlace.of(config.endpoint());
        var question = new HttpQuestion("GET", place.target(), place.authority(), Map.of("Accept", "application/json"));
        return asking(
                config,
                place.address(),
                place.tls(config.tls()),
                false,
                (_, verdict) -> new HttpProbeHandler(question, new ToldJudge(), verdict));
    }

    private static UpstreamTlsConfig certificateOf(TlsCheckConfig check) {
        return new UpstreamTlsConfig(
                true,
                check.ca(),
                check.serverName(),
                check.verify(),
                Secret.NONE,
                Secret.NONE,
                List.of(),
                TlsEngineChoice.AUTO);
    }

    /// What tells somebody of a change, once.
    ///
    /// @throws TlsException saying what is wrong with its TLS, and never quoting a key
    public Probe telling(WebhookConfig config, String json) throws TlsException {
        WebPlace place = WebPlace.of(config.url());
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
        config.headers().forEach((name, value) -> headers.put(name, value.reveal()));
        var question = new HttpQuestion("POST", place.target(), place.authority(), headers, json);
        var plan = new DialPlan(
                place.address(), config.timeout(), TlsClient.of(place.tls(config.tls()), List.of()), NO_PREFACE);
        return new ConnectionProbe(
                loop,
                transport,
                () -> plan,
                false,
                (_, verdict) -> new HttpProbeHandler(question, HttpJudge.BY_STATUS, verdict));
    }

    /// HTTP/2 over TLS is agreed on by its name (RFC 9113, 3.2).
    private static UpstreamTlsConfig overHttp2(UpstreamTlsConfig tls) {
        return !tls.enabled() || !tls.alpn().isEmpty()
                ? tls
                : new UpstreamTlsConfig(
                        true,
                        tls.ca(),
                        tls.serverName(),
                        tls.verify(),
                        tls.cert(),
                        tls.key(),
                        List.of("h2"),
                        tls.engine());
    }
}
