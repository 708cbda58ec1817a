package dev.attache.config;

import dev.attache.base.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// OTLP over HTTP, in protobuf.
///
/// @param labels attributes of the resource
@Doc("OTLP over HTTP, in protobuf")
@Kind("otlp")
public record OtlpPushConfig(
        @Doc("the receiver, as in http://127.0.0.1:4318/v1/metrics")
        String url,

        @Doc("headers of each request, best as {file: PATH} or {env: NAME}") @Default("{}")
        Map<String, Secret> headers,

        @Doc("attributes of the resource beside service.name") @Default("{}")
        Map<String, String> labels,

        @Doc("the resource's service.name") @Default("attache")
        String service,

        @Doc("from one sending to the next") @Default("15s") @Range(min = "100ms", max = "1h")
        Duration interval,

        @Doc("how long a request may take") @Default("10s") @Range(min = "10ms", max = "5m")
        Duration timeout)
        implements MetricsPushConfig {

    public OtlpPushConfig {
        WebAddress.check("url", url);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
