package dev.attache.config;

import dev.attache.base.ByteSize;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Log adapter: what an app writes to files or a pipe becomes one structured stream.
@Doc("log adapter: what an app writes to files or a pipe becomes one structured stream")
@Kind("logs")
public record LogsConfig(
        @Doc("where lines come from") List<LogInputConfig> inputs,

        @Doc("what is done to records, in this order") @Default("[]")
        List<LogStepConfig> steps,

        @Doc("what is counted and measured, of all records, also of those that a step takes out") @Default("[]")
        List<LogMetricConfig> metrics,

        @Doc("where records go, each of them all; none listed is standard output as ndjson") @Default("[]")
        List<LogOutputConfig> outputs,

        @Doc("attributes of where the records come from, said once per batch of OTLP; service.name is the role's"
                + " name and host.name the machine's where they are absent")
        @Default("{}")
        Map<String, String> resource,

        @Doc("folder that remembers how far each file was delivered; a folder of the role's name under"
                + " $XDG_STATE_HOME/attache or ~/.local/state/attache where it is absent")
        @Default("")
        String state,

        @Doc("longest line; of a longer one the beginning is kept, marked as cut, and the rest is counted")
        @Default("1MiB")
        @Range(min = "128", max = "64MiB")
        ByteSize lineMax,

        @Doc("folder in which Kubernetes' Downward API is mounted: its files labels and annotations become fields"
                + " k8s.pod.label.NAME and k8s.pod.annotation.NAME of every record, and name, namespace, uid, node and"
                + " container those of OpenTelemetry")
        @Default("")
        String podInfo,

        @Doc("read what is there, then end") @Default("false")
        boolean once)
        implements RoleConfig {

    public LogsConfig {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
        resource = Collections.unmodifiableMap(new LinkedHashMap<>(resource));
        metrics = List.copyOf(metrics);
        outputs = outputs.isEmpty() ? List.of(Defaults.value(LogOutputConfig.class, "stdout")) : List.copyOf(outputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs: a role needs at least one");
        }
        Set<String> names = new HashSet<>();
        for (LogMetricConfig each : metrics) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("metrics: two of them are called " + each.name());
            }
        }
        for (LogInputConfig each : inputs) {
            if (each.isSpooled() && each.spool().max().bytes() < 4 * lineMax.bytes()) {
                throw new IllegalArgumentException("inputs: a spool has room for less than four lines of line-max");
            }
        }
    }
}
