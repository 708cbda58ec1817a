package dev.attache.config;

import dev.attache.base.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Prometheus remote write.
@Doc("Prometheus remote write, 2.0 or 1.0")
@Kind("remote-write")
public record RemoteWritePushConfig(
        @Doc("the receiver, as in http://127.0.0.1:9090/api/v1/write")
        String url,

        @Doc("headers of each request, best as {file: PATH} or {env: NAME}") @Default("{}")
        Map<String, Secret> headers,

        @Doc("labels that every series gets that has none of that name, as in {job: app, instance: pod-1}")
        @Default("{}")
        Map<String, String> labels,

        @Doc("which protocol the receiver speaks: v2 from Prometheus 3.0 on, v1 before") @Default("v2")
        Version version,

        @Doc("from one sending to the next") @Default("15s") @Range(min = "100ms", max = "1h")
        Duration interval,

        @Doc("how long a request may take") @Default("10s") @Range(min = "10ms", max = "5m")
        Duration timeout)
        implements MetricsPushConfig {

    public RemoteWritePushConfig {
        WebAddress.check("url", url);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        labels = MetricLabels.checked(labels);
    }

    /// Releases of the protocol.
    public enum Version {
        /// 1.0, in `prometheus.WriteRequest`.
        V1,
        /// 2.0, in `io.prometheus.write.v2.Request`.
        V2
    }
}
