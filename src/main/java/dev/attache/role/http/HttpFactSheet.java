package dev.attache.role.http;

import dev.attache.role.http.destination.TargetKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `/roles` shows of the role.
final class HttpFactSheet {
    private HttpFactSheet() {}

    /// Where requests went, and how they were answered.
    static List<Object> destinations(HttpRole role) {
        Map<TargetKey, long[]> sums = new LinkedHashMap<>();
        for (HttpLoop loop : role.loops()) {
            loop.targets().counted().forEach((key, stats) -> {
                long[] sum = sums.computeIfAbsent(key, _ -> new long[6]);
                for (int digit = 2; digit < sum.length; digit++) {
                    sum[digit] += stats.answers(digit);
                }
            });
        }
        List<Object> shown = new ArrayList<>();
        sums.forEach((key, sum) -> shown.add(row(key, sum)));
        return shown;
    }

    private static Map<String, Object> row(TargetKey key, long[] answers) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("cluster", key.cluster());
        if (!key.arm().isEmpty()) {
            row.put("experiment", key.experiment());
            row.put("arm", key.arm());
        }
        for (int digit = 2; digit < answers.length; digit++) {
            row.put(digit + "xx", answers[digit]);
        }
        return row;
    }
}
