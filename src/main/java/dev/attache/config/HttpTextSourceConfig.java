package dev.attache.config;

import dev.attache.base.ByteSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A text that a web server answers with.
@Doc("a text that a web server answers with")
@Kind("http-text")
public record HttpTextSourceConfig(
        @Doc("the page, as in http://127.0.0.1/nginx_status")
        String url,

        @Doc("headers of the request") @Default("{}") Map<String, String> headers,

        @Doc("largest text") @Default("4MiB") @Range(min = "1KiB", max = "64MiB")
        ByteSize sizeMax,

        @Doc("what is told of it") List<TextMetricConfig> metrics,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public HttpTextSourceConfig {
        WebAddress.check("url", url);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        metrics = List.copyOf(metrics);
        labels = MetricLabels.checked(labels);
    }
}
