package dev.attache.config;

import dev.attache.base.Secret;

/// Splunk's HTTP event collector.
@Doc("Splunk's HTTP event collector")
public record SplunkOutputConfig(
        @Doc("where to, as in https://127.0.0.1:8088/services/collector/event") @Shorthand @Default("")
        String url,

        @Doc("token of the collector, best as {file: PATH} or {env: NAME}") @Default("")
        Secret token,

        @Doc("index of the events; the token's where it is absent") @Default("")
        String index,

        @Doc("source of the events; the token's where it is absent") @Default("")
        String source,

        @Doc("source type of the events; the token's where it is absent") @Default("")
        String sourcetype,

        @Doc("host of the events; this machine's name where it is absent") @Default("")
        String host,

        @Doc("form of the records; raw is sent as text") @Default("ndjson")
        LogOutputConfig.Encoding encode,

        @Doc("whether bodies are compressed") @Default("true")
        boolean gzip,

        @Inline HttpSendingConfig sending)
        implements HttpReceiver {

    public SplunkOutputConfig {
        WebAddress.checkReceiver("url", url);
        if (token.reveal().chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw new IllegalArgumentException("token: holds what no token does");
        }
        if (!url.isEmpty() && !token.isSet()) {
            throw new IllegalArgumentException("token: is required and absent");
        }
    }
}
