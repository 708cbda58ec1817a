package dev.attache.config;

import dev.attache.base.Secret;
import java.time.Duration;
import java.util.Map;

/// Where a metrics role sends what its page says. Adding a kind starts with a record here and its name in the
/// `permits` list.
public sealed interface MetricsPushConfig permits OtlpPushConfig, RemoteWritePushConfig {
    /// The receiver's address.
    String url();

    /// Headers of each request, which may be secret.
    Map<String, Secret> headers();

    /// What every series gets that has no label of that name.
    Map<String, String> labels();

    /// From one sending to the next.
    Duration interval();

    /// How long a request may take.
    Duration timeout();
}
