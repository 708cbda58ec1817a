package dev.attache.role.logs.sink;

import dev.attache.base.Address;
import dev.attache.base.HostPort;
import dev.attache.base.Secret;
import dev.attache.config.CredentialsConfig;
import dev.attache.config.DeliveryConfig;
import dev.attache.config.HttpOutputConfig;
import dev.attache.config.HttpReceiver;
import dev.attache.config.KafkaOutputConfig;
import dev.attache.config.LogOutputConfig;
import dev.attache.config.LogOutputConfig.Encoding;
import dev.attache.config.LokiOutputConfig;
import dev.attache.config.OtlpOutputConfig;
import dev.attache.config.RedisStreamOutputConfig;
import dev.attache.config.SplunkOutputConfig;
import dev.attache.config.SyslogOutputConfig;
import dev.attache.config.UpstreamTlsConfig;
import dev.attache.net.DialPlan;
import dev.attache.net.tls.TlsClient;
import dev.attache.net.tls.TlsException;
import dev.attache.role.RoleContext;
import dev.attache.role.logs.batch.Framed;
import dev.attache.role.logs.batch.Sink;
import dev.attache.role.logs.kafka.KafkaSink;
import dev.attache.upstream.Cluster;
import dev.attache.wire.log.SyslogHeader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes receivers of what the file says. Nothing is connected yet.
public final class Receivers {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final RoleContext context;
    private final String host;
    private final Map<String, String> resource;

    /// @param host what this machine calls itself; empty where it cannot be told
    /// @param resource attributes of where the records come from
    public Receivers(RoleContext context, String host, Map<String, String> resource) {
        this.context = context;
        this.resource = resource;
        this.host = host;
    }

    /// The receiver; null where the output is no receiver on a network.
    ///
    /// @throws IOException where its TLS cannot be set up, saying why
    public @Nullable Receiver of(LogOutputConfig config) throws IOException {
        if (!config.otlpHttp().url().isEmpty()) {
            return otlp(config.otlpHttp());
        } else if (!config.loki().url().isEmpty()) {
            return loki(config.loki());
        } else if (!config.http().url().isEmpty()) {
            return http(config.http());
        } else if (!config.splunkHec().url().isEmpty()) {
            return splunk(config.splunkHec());
        } else if (config.redisStream().isSet()) {
            return redisStream(config.redisStream());
        } else if (config.syslog().isSet()) {
            return syslog(config.syslog());
        } else if (config.kafka().isSet()) {
            return kafka(config.kafka());
        }
        return null;
    }

    private Receiver otlp(OtlpOutputConfig config) throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>(resource);
        attributes.putAll(config.resource());
        Sink sink = new HttpSink(
                target(config, config.sending().headers()),
                new OtlpEnvelope(attributes),
                context.loops(),
                context.ticker());
        return new Receiver(
                "otlp-http",
                Encoding.OTEL_JSON,
                Framed.Key.NONE,
                sink,
                config.sending().delivery());
    }

    private Receiver loki(LokiOutputConfig config) throws IOException {
        Map<String, Secret> headers = new LinkedHashMap<>(config.sending().headers());
        if (!config.tenant().isEmpty()) {
            headers.put("X-Scope-OrgID", new Secret(config.tenant()));
        }
        Sink sink = new HttpSink(
                target(config, headers),
                new LokiEnvelope(config.labels(), config.streams()),
                context.loops(),
                context.ticker());
        return new Receiver(
                "loki",
                config.encode(),
                new StreamKey(config.labelFields()),
                sink,
                config.sending().delivery());
    }

    private Receiver http(HttpOutputConfig config) throws IOException {
        Envelope envelope = config.body() == HttpOutputConfig.Body.ARRAY
                ? LinesEnvelope.array()
                : LinesEnvelope.lines(isJson(config.encode()));
        Sink sink =
                new HttpSink(target(config, config.sending().headers()), envelope, context.loops(), context.ticker());
        return new Receiver(
                "http", config.encode(), Framed.Key.NONE, sink, config.sending().delivery());
    }

    private Receiver splunk(SplunkOutputConfig config) throws IOException {
        Map<String, Secret> headers = new LinkedHashMap<>(config.sending().headers());
        headers.put("Authorization", new Secret("Splunk " + config.token().reveal()));
        Map<String, String> common = new LinkedHashMap<>();
        common.put("host", config.host().isEmpty() ? host : config.host());
        common.put("source", config.source());
        common.put("sourcetype", config.sourcetype());
        common.put("index", config.index());
        Envelope envelope = new HecEnvelope(common, isJson(config.encode()));
        Sink sink = new HttpSink(target(config, headers), envelope, context.loops(), context.ticker());
        return new Receiver(
                "splunk-hec",
                config.encode(),
                Framed.Key.NONE,
                sink,
                config.sending().delivery());
    }

    private HttpSink.Target target(HttpReceiver config, Map<String, Secret> headers) throws IOException {
        URI url = URI.create(config.url());
        boolean secure = "https".equals(url.getScheme());
        String host = url.getHost();
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = url.getPort() >= 0 ? url.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        Map<String, Secret> all = new LinkedHashMap<>(headers);
        CredentialsConfig who = config.sending().credentials();
        if (who.password().isSet()) {
            byte[] pair = (who.user() + ":" + who.password().reveal()).getBytes(StandardCharsets.UTF_8);
            all.put("Authorization", new Secret("Basic " + Base64.getEncoder().encodeToString(pair)));
        }
        DeliveryConfig delivery = config.sending().delivery();
        UpstreamTlsConfig tls = secure ? config.sending().tls() : UpstreamTlsConfig.OFF;
        Route route = route(new HostPort(plain, port), tls, delivery);
        return new HttpSink.Target(
                url, route, all, config.gzip(), delivery.timeout().toNanos());
    }

    private Receiver redisStream(RedisStreamOutputConfig config) throws IOException {
        CredentialsConfig who = config.credentials();
        int database = config.database();
        Route route;
        if (config.cluster().isEmpty()) {
            route = route(config.address(), config.tls(), config.delivery());
        } else {
            Cluster cluster = context.clusters().get(config.cluster());
            route = Route.of(cluster);
            who = who.password().isSet() ? who : cluster.config().auth();
            database = database > 0 ? database : cluster.config().database();
        }
        Sink sink = new RedisStreamSink(
                context.loops(),
                context.ticker(),
                route,
                new RedisStreamSink.Login(who.user(), who.password(), database),
                new RedisStreamSink.Entries(config.stream(), config.field(), config.lengthMax()),
                config.delivery().timeout().toNanos());
        return new Receiver("redis-stream", config.encode(), Framed.Key.NONE, sink, config.delivery());
    }

    private Receiver syslog(SyslogOutputConfig config) throws IOException {
        SyslogHeader header = new SyslogHeader(
                config.facility().ordinal(),
                config.host().isEmpty() ? host : config.host(),
                config.app().isEmpty() ? context.name() : config.app());
        long timeoutNanos = config.delivery().timeout().toNanos();
        Sink sink = switch (config.via()) {
            case STREAM ->
                new SyslogSink(
                        context.loops(),
                        context.ticker(),
                        route(config.address(), config.tls(), config.delivery()),
                        header,
                        timeoutNanos);
            case DATAGRAM ->
                new DatagramSink(
                        config.address(),
                        context.ticker(),
                        header,
                        (int) config.datagramMax().bytes(),
                        timeoutNanos);
        };
        return new Receiver("syslog", config.encode(), Framed.Key.NONE, sink, config.delivery());
    }

    private Receiver kafka(KafkaOutputConfig config) {
        Sink sink = KafkaSink.of(config, "attache-" + context.name());
        return new Receiver("kafka", config.encode(), KafkaSink.key(config.keyField()), sink, config.delivery());
    }

    private static Route route(Address address, UpstreamTlsConfig tls, DeliveryConfig delivery) throws IOException {
        try {
            DialPlan plain = DialPlan.inTheClear(address, delivery.connectTimeout());
            return Route.of(
                    new DialPlan(address, delivery.connectTimeout(), TlsClient.of(tls, tls.alpn()), plain.preface()));
        } catch (TlsException e) {
            throw new IOException("tls: " + e.getMessage(), e);
        }
    }

    private static boolean isJson(Encoding encoding) {
        return encoding != Encoding.RAW && encoding != Encoding.LOGFMT;
    }
}
