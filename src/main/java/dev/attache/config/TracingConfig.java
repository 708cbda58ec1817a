package dev.attache.config;

import dev.attache.base.Ratio;
import dev.attache.base.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tracing after W3C Trace Context, with spans sent by OTLP.
///
/// @param headers by name; values are secrets since they often are
@Doc("tracing after W3C Trace Context; without it traceparent and tracestate pass as they come")
public record TracingConfig(
        @Doc("whether traces that come are checked and carried on by a span of attache's own, and others started")
        @Shorthand
        @Default("false")
        boolean enabled,

        @Doc("share of the traces started here that is recorded; one that comes is recorded as it says itself")
        @Default("100%")
        @Range(min = "0%", max = "100%")
        Ratio sample,

        @Doc("where spans are sent by OTLP over HTTP, in JSON, as in http://127.0.0.1:4318/v1/traces; empty sends none")
        @Default("")
        String export,

        @Doc("authorities in PEM that sign the certificate of a collector by https; those of the JVM where none are"
                + " given")
        @Default("")
        Secret ca,

        @Doc("name of this service in spans") @Default("attache")
        String service,

        @Doc("headers that go with spans; best as {file: PATH} or {env: NAME}") @Default("{}")
        Map<String, Secret> headers,

        @Doc("spans that wait to be sent; further ones are dropped and counted")
        @Default("2048")
        @Range(min = "16", max = "100000")
        int queue,

        @Doc("how long a span waits for others to be sent with it") @Default("5s") @Range(min = "10ms", max = "1h")
        Duration interval) {

    public TracingConfig {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        WebAddress.checkReceiver("export", export);
        Pem.checkAuthorities("ca", ca);
        if (ca.isSet() && !export.startsWith("https:")) {
            throw new IllegalArgumentException("ca: goes with an export by https only");
        }
        if (!enabled && (!export.isEmpty() || !headers.isEmpty() || sample.value() < 1)) {
            throw new IllegalArgumentException("enabled: is false, and what else is said of tracing does nothing");
        }
    }
}
