package dev.attache.config;

import dev.attache.base.Secret;
import java.util.Map;

/// Any server that takes records by POST.
@Doc("any server that takes records by POST")
public record HttpOutputConfig(
        @Doc("where to, as in https://logs.example/ingest") @Shorthand @Default("")
        String url,

        @Doc("form of the records") @Default("ndjson") LogOutputConfig.Encoding encode,

        @Doc("what a body is: lines, one record a line, or array, one JSON array") @Default("lines")
        Body body,

        @Doc("headers that every request has; best as {file: PATH} or {env: NAME}") @Default("{}")
        Map<String, Secret> headers,

        @Doc("user and password of HTTP Basic") @Default("{}")
        CredentialsConfig credentials,

        @Doc("whether bodies are compressed") @Default("false")
        boolean gzip,

        @Doc("how an https address is reached") @Default("true")
        UpstreamTlsConfig tls,

        @Doc("batches, time-outs, tries, and what is refused for good") @Default("{}")
        DeliveryConfig delivery)
        implements HttpReceiver {

    public HttpOutputConfig {
        headers = HttpReceiver.checked(url, headers);
        boolean json = encode != LogOutputConfig.Encoding.RAW && encode != LogOutputConfig.Encoding.LOGFMT;
        if (body == Body.ARRAY && !json) {
            throw new IllegalArgumentException("body: an array holds JSON, which raw and logfmt are not");
        }
    }

    /// What a body is.
    public enum Body {
        LINES,
        ARRAY
    }
}
