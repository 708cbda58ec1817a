package dev.attache.config;

import dev.attache.base.ByteSize;
import java.util.List;
import java.util.Map;

/// A file that an app writes its state to.
@Doc("a file that an app writes its state to")
@Kind("file")
public record FileSourceConfig(
        @Doc("the file") String path,

        @Doc("largest file") @Default("4MiB") @Range(min = "1KiB", max = "64MiB")
        ByteSize sizeMax,

        @Doc("what is told of it") List<TextMetricConfig> metrics,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public FileSourceConfig {
        metrics = List.copyOf(metrics);
        labels = MetricLabels.checked(labels);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("path: names no file");
        }
    }
}
