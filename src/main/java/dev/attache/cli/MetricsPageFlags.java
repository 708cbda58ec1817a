package dev.attache.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// Pages and files that hold numbers in forms of their own, and which numbers are meant.
final class MetricsPageFlags {
    private static final String METRIC = "--metric";

    @Option(names = "--http-json", paramLabel = "URL", description = "a JSON document; may come several times")
    private List<String> documents = List.of();

    @Option(names = "--http-text", paramLabel = "URL", description = "a page of text; may come several times")
    private List<String> texts = List.of();

    @Option(names = "--file", paramLabel = "PATH", description = "a file of text; may come several times")
    private List<String> files = List.of();

    @Option(
            names = METRIC,
            paramLabel = "NAME=WHERE",
            description = "a number of theirs: by a path in JSON, as in app_queue=.queue.size, by a pattern in text, as"
                    + " in 'app_rows_total=rows=([0-9]+)'; may come several times")
    private List<String> metrics = List.of();

    void addTo(FlagText text) {
        ask(text, "http-json", "url", documents, true);
        ask(text, "http-text", "url", texts, false);
        ask(text, "file", "path", files, false);
        if (!metrics.isEmpty() && documents.isEmpty() && texts.isEmpty() && files.isEmpty()) {
            text.refuse(METRIC, "has no page to be found on", "--http-json, --http-text or --file beside it");
        }
    }

    private void ask(FlagText text, String kind, String key, List<String> all, boolean json) {
        List<Map<String, String>> wanted = metrics(json);
        String flag = "--" + kind;
        for (int i = 0; i < all.size(); i++) {
            String source = MetricsFlags.source(text, flag, kind, kind, i);
            text.put(flag, source + key, all.get(i));
            text.putList(METRIC, source + "metrics", wanted);
            MetricsFlags.instance(text, source, all);
        }
        if (!all.isEmpty() && wanted.isEmpty()) {
            String example = json ? "app_queue=.queue.size" : "'app_rows_total=rows=([0-9]+)'";
            text.refuse(flag, "is of no use without a number that is meant", METRIC + " " + example);
        }
    }

    /// Those whose place is a path, or the others. What ends in `_total` counts.
    private List<Map<String, String>> metrics(boolean json) {
        List<Map<String, String>> all = new ArrayList<>();
        for (String each : metrics) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            String where = each.substring(equals + 1);
            if (where.startsWith(".") == json) {
                Map<String, String> metric = new LinkedHashMap<>();
                metric.put("name", name);
                if (name.endsWith("_total")) {
                    metric.put("type", "counter");
                }
                metric.put(json ? "value" : "pattern", where);
                all.add(metric);
            }
        }
        return all;
    }
}
