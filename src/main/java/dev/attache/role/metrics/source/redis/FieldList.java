package dev.attache.role.metrics.source.redis;

import dev.attache.wire.exposition.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A value of INFO that is a list: `keys=3,expires=1`.
final class FieldList {
    private final Map<String, String> parts = new LinkedHashMap<>();

    FieldList(String value) {
        int from = 0;
        while (from < value.length()) {
            int end = value.indexOf(',', from);
            end = end < 0 ? value.length() : end;
            int equals = value.indexOf('=', from);
            if (equals > from && equals < end) {
                parts.put(value.substring(from, equals), value.substring(equals + 1, end));
            }
            from = end + 1;
        }
    }

    Set<String> keys() {
        return parts.keySet();
    }

    boolean has(String key) {
        return parts.containsKey(key);
    }

    /// Empty where it is not there.
    String text(String key) {
        return parts.getOrDefault(key, "");
    }

    /// NaN where it is not there, or no number.
    double number(String key) {
        return Numbers.parse(text(key));
    }
}
