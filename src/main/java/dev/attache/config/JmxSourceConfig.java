package dev.attache.config;

import dev.attache.base.Secret;
import java.util.List;
import java.util.Map;

/// A JVM's beans: of one in the same process namespace by its attach API, of any other by Jolokia.
@Doc("the beans of a JVM: one that attache can see as a process, or one with a Jolokia agent")
@Kind("jmx")
public record JmxSourceConfig(
        @Doc("a Jolokia agent, as in http://127.0.0.1:8778/jolokia; empty where process stands") @Default("")
        String url,

        @Doc("user of the agent; empty asks without") @Default("")
        String user,

        @Doc("password of the agent, best as {file: PATH} or {env: NAME}") @Default("")
        Secret password,

        @Doc("the JVM's process: its number, or a text of its command line that no other JVM has in it, such as the"
                + " name of its main class; empty where url stands")
        @Default("")
        String process,

        @Doc("tell the JVM's own figures: memory, collections, threads, classes, CPU") @Default("true")
        boolean jvm,

        @Doc("what is told of other beans") @Default("[]") List<JmxMetricConfig> metrics,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {

    public JmxSourceConfig {
        metrics = List.copyOf(metrics);
        labels = MetricLabels.checked(labels);
        if (url.isEmpty() == process.isEmpty()) {
            throw new IllegalArgumentException("process: either this or url says which JVM is meant");
        }
        if (!url.isEmpty()) {
            WebAddress.check("url", url);
        }
        if (user.isEmpty() && password.isSet()) {
            throw new IllegalArgumentException("user: a password needs a user beside it");
        }
        if (!jvm && metrics.isEmpty()) {
            throw new IllegalArgumentException("metrics: are missing, where jvm is false nothing would be asked");
        }
    }
}
