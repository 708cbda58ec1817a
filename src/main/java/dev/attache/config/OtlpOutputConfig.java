package dev.attache.config;

import dev.attache.base.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A collector of OpenTelemetry, by OTLP over HTTP, in JSON.
@Doc("a collector of OpenTelemetry, by OTLP over HTTP, in JSON")
public record OtlpOutputConfig(
        @Doc("where to, as in http://127.0.0.1:4318/v1/logs") @Shorthand @Default("")
        String url,

        @Doc("attributes of where the records come from, such as service.name; sent once per batch") @Default("{}")
        Map<String, String> resource,

        @Doc("headers that every request has; best as {file: PATH} or {env: NAME}") @Default("{}")
        Map<String, Secret> headers,

        @Doc("user and password of HTTP Basic") @Default("{}")
        CredentialsConfig credentials,

        @Doc("whether bodies are compressed") @Default("true")
        boolean gzip,

        @Doc("how an https address is reached") @Default("true")
        UpstreamTlsConfig tls,

        @Doc("batches, time-outs, tries, and what is refused for good") @Default("{}")
        DeliveryConfig delivery)
        implements HttpReceiver {

    public OtlpOutputConfig {
        headers = HttpReceiver.checked(url, headers);
        resource = Collections.unmodifiableMap(new LinkedHashMap<>(resource));
    }
}
