package dev.attache.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Grafana Loki, by its push API, in JSON.
@Doc("Grafana Loki, by its push API, in JSON")
public record LokiOutputConfig(
        @Doc("where to, as in http://127.0.0.1:3100/loki/api/v1/push") @Shorthand @Default("")
        String url,

        @Doc("labels of every stream; job: attache where none is given") @Default("{}")
        Map<String, String> labels,

        @Doc("names of fields whose values become labels as well, and level; each set of values is a stream")
        @Default("[]")
        List<String> labelFields,

        @Doc("streams at most; records that would open one more have the labels of every stream alone")
        @Default("100")
        @Range(min = "1", max = "100000")
        int streams,

        @Doc("tenant, sent as X-Scope-OrgID; empty sends none") @Default("")
        String tenant,

        @Doc("form of the records in the lines") @Default("ndjson")
        LogOutputConfig.Encoding encode,

        @Doc("whether bodies are compressed") @Default("true")
        boolean gzip,

        @Inline HttpSendingConfig sending)
        implements HttpReceiver {

    private static final int LABEL_FIELDS_MAX = 8;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    public LokiOutputConfig {
        WebAddress.checkReceiver("url", url);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        labelFields = List.copyOf(labelFields);
        if (labelFields.size() > LABEL_FIELDS_MAX) {
            throw new IllegalArgumentException("label-fields: names more than " + LABEL_FIELDS_MAX);
        }
        if (!url.isEmpty() && labels.isEmpty()) {
            labels = Map.of("job", "attache");
        }
        if (!labels.keySet().stream().allMatch(LABEL.asMatchPredicate())) {
            throw new IllegalArgumentException("labels: a name has letters, digits and underscores, no digit first");
        }
        if (!tenant.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("tenant: holds what no header does");
        }
    }
}
