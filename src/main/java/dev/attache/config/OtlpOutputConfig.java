package dev.attache.config;

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

        @Doc("whether bodies are compressed") @Default("true")
        boolean gzip,

        @Inline HttpSendingConfig sending)
        implements HttpReceiver {

    public OtlpOutputConfig {
        WebAddress.checkReceiver("url", url);
        resource = Collections.unmodifiableMap(new LinkedHashMap<>(resource));
    }
}
