package dev.attache.config;

import java.util.List;
import java.util.Map;

/// Processes of this machine or pod by name, under the names of process-exporter.
@Doc("processes of this machine or pod by name, under the names of process-exporter")
@Kind("process")
public record ProcessSourceConfig(
        @Doc("names of programs, as the kernel has them; each is a group of all processes of that name")
        List<String> names,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public ProcessSourceConfig {
        names = List.copyOf(names);
        labels = MetricLabels.checked(labels);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names: at least one");
        }
    }
}
