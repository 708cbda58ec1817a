package dev.attache.role.metrics.source.jmx;

import dev.attache.base.JsonReader;
import dev.attache.base.JsonText;
import dev.attache.config.JmxSourceConfig;
import dev.attache.role.metrics.source.web.WebClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Beans by the protocol of Jolokia: one POST with a list of read requests.
final class JolokiaBeans implements Beans {
    private static final int SIZE_MAX = 16 << 20;
    private static final long GOOD = 200;
    private static final long NO_SUCH_BEAN = 404;

    private final WebClient client;

    JolokiaBeans(JmxSourceConfig config) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        if (!config.user().isEmpty()) {
            String pair = config.user() + ":" + config.password().reveal();
            String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            headers.put("Authorization", "Basic " + encoded);
        }
        // Without the slash at its end an agent does not know its own address.
        String url = config.url().endsWith("/") ? config.url() : config.url() + "/";
        this.client = new WebClient(url, headers, SIZE_MAX);
    }

    @Override
    public List<Map<String, Map<String, Object>>> read(List<Question> questions) throws IOException {
        List<Object> requests = new ArrayList<>();
        for (Question each : questions) {
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("type", "read");
            request.put("mbean", each.pattern());
            request.put("attribute", List.copyOf(each.attributes()));
            request.put("config", Map.of("ignoreErrors", true));
            requests.add(request);
        }
        WebClient.Reply reply = client.post(JsonText.compact(requests).getBytes(StandardCharsets.UTF_8));
        if (!reply.isGood()) {
            throw new IOException("the agent answers with status " + reply.status());
        }
        Object answer;
        try {
            answer = JsonReader.read(reply.text());
        } catch (IllegalArgumentException wrong) {
            throw new IOException("the agent's answer is " + wrong.getMessage(), wrong);
        }
        if (!(answer instanceof List<?> all) || all.size() != questions.size()) {
            throw new IOException("the agent does not answer as Jolokia does");
        }
        List<Map<String, Map<String, Object>>> answers = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            answers.add(beans(questions.get(i), all.get(i)));
        }
        return answers;
    }

    /// A pattern is answered with beans by name, a name with its attributes alone.
    private static Map<String, Map<String, Object>> beans(Question question, Object answer) throws IOException {
        if (!(answer instanceof Map<?, ?> map) || !(map.get("status") instanceof Long status)) {
            throw new IOException("the agent does not answer as Jolokia does");
        }
        if (status == NO_SUCH_BEAN) {
            return Map.of();
        }
        if (status != GOOD) {
            throw new IOException("the agent answers with status " + status + " about " + question.pattern());
        }
        Map<String, Map<String, Object>> beans = new LinkedHashMap<>();
        Object value = map.get("value");
        if (isPattern(question.pattern())) {
            if (value instanceof Map<?, ?> byName) {
                byName.forEach((name, attributes) -> beans.put(String.valueOf(name), attributes(attributes)));
            }
        } else {
            beans.put(question.pattern(), attributes(value));
        }
        return beans;
    }

    private static boolean isPattern(String bean) {
        return bean.indexOf('*') >= 0 || bean.indexOf('?') >= 0;
    }

    private static Map<String, Object> attributes(@Nullable Object value) {
        Map<String, Object> attributes = new HashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> attributes.put(String.valueOf(name), each));
        }
        return attributes;
    }
}
