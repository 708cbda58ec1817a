package dev.attache.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of where a log adapter's records go, all in one form.
final class LogOutputFlags {
    private static final String OUTPUTS = "roles.logs.outputs";
    /// What the address of a receiver is called, where it is no `url`.
    private static final Map<String, String> WHERE =
            Map.of("file", "path", "redis-stream", "address", "syslog", "address");

    @Option(
            names = "--encode",
            paramLabel = "FORM",
            description = "how records are written: ndjson, raw, ecs, otel-json, logfmt, gelf")
    private @Nullable String encode;

    @Option(names = "--output", paramLabel = "PATH", description = "a file to write to, in place of standard output")
    private @Nullable String file;

    @Option(
            names = "--out",
            paramLabel = "KIND=WHERE",
            description = "a receiver, as in loki=http://loki:3100/loki/api/v1/push, otlp-http=URL, http=URL,"
                + " splunk-hec=URL, redis-stream=ADDRESS, syslog=ADDRESS, kafka=ADDRESS/TOPIC, file=PATH, or stdout;"
                + " may come several times")
    private List<String> receivers = List.of();

    @Option(
            names = "--out-token-file",
            paramLabel = "PATH",
            description = "holds the token of Splunk's event collector")
    private @Nullable String tokenFile;

    void addTo(FlagText text) {
        List<Map<String, Object>> outputs = new ArrayList<>();
        if (file != null) {
            outputs.add(output("file=" + file));
            text.name("--output", OUTPUTS + "[0]");
        }
        for (String each : receivers) {
            text.name("--out", OUTPUTS + "[" + outputs.size() + "]");
            outputs.add(output(each));
        }
        if (outputs.isEmpty() && encode != null) {
            outputs.add(output("stdout"));
            text.name("--encode", OUTPUTS + "[0]");
        }
        if (!outputs.isEmpty()) {
            text.set(OUTPUTS, outputs);
        }
    }

    private Map<String, Object> output(String text) {
        int equals = text.indexOf('=');
        String kind = equals < 0 ? text : text.substring(0, equals);
        String where = equals < 0 ? "" : text.substring(equals + 1);
        Map<String, Object> settings = new LinkedHashMap<>();
        switch (kind) {
            case "stdout" -> settings.put("encode", encode == null ? "ndjson" : encode);
            case "kafka" -> putKafka(settings, where);
            default -> settings.put(WHERE.getOrDefault(kind, "url"), where);
        }
        if (encode != null && !kind.equals("otlp-http")) {
            settings.put("encode", encode);
        }
        if (tokenFile != null && kind.equals("splunk-hec")) {
            settings.put("token", FlagText.secret(tokenFile));
        }
        return Map.of(kind, settings);
    }

    private static void putKafka(Map<String, Object> settings, String where) {
        int slash = where.indexOf('/');
        String brokers = slash < 0 ? where : where.substring(0, slash);
        settings.put("brokers", Arrays.asList(brokers.split(",")));
        if (slash >= 0) {
            settings.put("topic", where.substring(slash + 1));
        }
    }
}
