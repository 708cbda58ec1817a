package dev.attache.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Receivers that the page is pushed to.
final class MetricsPushFlags {
    private static final String PUSH = MetricsFlags.ROLE + "push.";

    @Option(names = "--otlp", paramLabel = "URL", description = "by OTLP, as in http://127.0.0.1:4318/v1/metrics")
    private @Nullable String otlp;

    @Option(
            names = "--remote-write",
            paramLabel = "URL",
            description = "by Prometheus remote write, as in http://127.0.0.1:9090/api/v1/write")
    private @Nullable String remoteWrite;

    @Option(
            names = "--remote-write-version",
            paramLabel = "VERSION",
            description = "v2, or v1 for a Prometheus before 3.0")
    private @Nullable String version;

    @Option(names = "--push-interval", paramLabel = "TIME", description = "from one sending to the next")
    private @Nullable String interval;

    @Option(
            names = "--push-label",
            paramLabel = "NAME=VALUE",
            description = "label of every series, as in job=shop; may come several times")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--push-authorization-file",
            paramLabel = "PATH",
            description = "holds the header Authorization, as in Bearer TOKEN")
    private @Nullable String authorizationFile;

    void addTo(FlagText text) {
        push(text, "otlp", otlp);
        push(text, "remote-write", remoteWrite);
        if (remoteWrite != null) {
            text.put("--remote-write-version", PUSH + "remote-write.version", version);
        }
        boolean told = version != null || interval != null || authorizationFile != null || !labels.isEmpty();
        if (told && otlp == null && remoteWrite == null) {
            text.refuse("", "there is nobody to push to", "--otlp or --remote-write beside the flags of pushing");
        }
    }

    private void push(FlagText text, String kind, @Nullable String url) {
        if (url == null) {
            return;
        }
        String key = PUSH + kind + ".";
        text.set(key + "kind", kind);
        text.put("--" + kind, key + "url", url);
        text.put("--push-interval", key + "interval", interval);
        labels.forEach((name, value) -> text.put("--push-label", key + "labels." + name, value));
        text.putSecret("--push-authorization-file", key + "headers.Authorization", authorizationFile);
    }
}
