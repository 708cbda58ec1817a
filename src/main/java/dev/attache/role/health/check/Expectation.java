package dev.attache.role.health.check;

import dev.attache.base.JsonReader;
import dev.attache.config.ExpectConfig;
import dev.attache.upstream.probe.HttpHead;
import dev.attache.upstream.probe.HttpJudge;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What an answer over HTTP has to be. No reason quotes what the server has sent, save its status.
record Expectation(ExpectConfig config) implements HttpJudge {
    @Override
    public String onHead(HttpHead head) {
        if (!config.takes(head.status())) {
            return "answered " + head.status();
        }
        for (Map.Entry<String, String> each : config.headers().entrySet()) {
            List<String> found = head.values(each.getKey().toLowerCase(Locale.ROOT));
            if (each.getValue().equals("*") ? found.isEmpty() : !found.contains(each.getValue())) {
                return "answered without the header " + each.getKey() + " as it is expected";
            }
        }
        return "";
    }

    @Override
    public int bodyBytesMax() {
        return config.readsBody() ? config.bodyMax().toIntSaturated() : 0;
    }

    @Override
    public String onBody(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (!text.contains(config.body())) {
            return "its body does not hold the text that it should";
        }
        if (config.json().isEmpty()) {
            return "";
        }
        Object json;
        try {
            json = JsonReader.read(text);
        } catch (IllegalArgumentException e) {
            return "its body is " + e.getMessage();
        }
        for (Map.Entry<String, String> each : config.json().entrySet()) {
            Object found = at(json, each.getKey());
            if (!each.getValue().equals(String.valueOf(found))) {
                return each.getKey()
                        + (found instanceof String || found instanceof Number || found instanceof Boolean
                                ? " is not " + each.getValue()
                                : " is not in its body");
            }
        }
        return "";
    }

    private static Object at(Object json, String path) {
        Object value = json;
        for (String step : path.split("\\.")) {
            value = switch (value) {
                case Map<?, ?> object when object.containsKey(step) -> object.get(step);
                case List<?> list when isIndexOf(step, list) -> list.get(Integer.parseInt(step));
                default -> JsonReader.NULL;
            };
        }
        return value;
    }

    private static boolean isIndexOf(String step, List<?> list) {
        return step.length() < 10
                && step.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(step) < list.size();
    }
}
