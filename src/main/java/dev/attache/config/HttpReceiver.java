package dev.attache.config;

/// What receivers of logs by HTTP have in common.
public sealed interface HttpReceiver permits OtlpOutputConfig, LokiOutputConfig, HttpOutputConfig, SplunkOutputConfig {
    String url();

    boolean gzip();

    HttpSendingConfig sending();
}
