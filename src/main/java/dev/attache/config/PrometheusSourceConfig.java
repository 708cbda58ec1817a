package dev.attache.config;

import dev.attache.base.ByteSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A page of metrics that is there already, told anew: picked from, renamed, relabelled.
///
/// @param rename old names to new ones
@Doc("a page of metrics that is there already, told anew: picked from, renamed, relabelled")
@Kind("prometheus")
public record PrometheusSourceConfig(
        @Doc("the page, as in http://127.0.0.1:8080/metrics")
        String url,

        @Doc("headers of the request") @Default("{}") Map<String, String> headers,

        @Doc("largest page") @Default("16MiB") @Range(min = "1KiB", max = "256MiB")
        ByteSize sizeMax,

        @Doc("names that are told, as regular expressions of the whole name; none listed tells all") @Default("[]")
        List<String> only,

        @Doc("names that become others") @Default("{}") Map<String, String> rename,

        @Doc("changes to series, one after the other, as in metric_relabel_configs of Prometheus") @Default("[]")
        List<RelabelConfig> relabel,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public PrometheusSourceConfig {
        WebAddress.check("url", url);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        only = List.copyOf(only);
        only.forEach(each -> RelabelConfig.checkRegex("only", each));
        rename = Collections.unmodifiableMap(new LinkedHashMap<>(rename));
        rename.values().forEach(each -> MetricLabels.checkMetric("rename", each));
        relabel = List.copyOf(relabel);
        labels = MetricLabels.checked(labels);
    }
}
