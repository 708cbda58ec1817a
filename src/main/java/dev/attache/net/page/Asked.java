package dev.attache.net.page;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/// One request that the [Site] has not refused.
public record Asked(String method, QueryStringDecoder target, HttpHeaders headers, String body) {
    /// Without the query, as it was sent.
    public String path() {
        return target.rawPath();
    }

    /// Whether the query has a parameter of that name, with or without a value.
    public boolean has(String parameter) {
        return target.parameters().containsKey(parameter);
    }

    /// A header that comes several times is one list, RFC 9110 section 5.3; empty where there is none.
    public String header(CharSequence name) {
        return String.join(",", headers.getAll(name));
    }

    /// The first value of a parameter; empty where there is none.
    public String parameter(String name) {
        Map<String, List<String>> parameters = target.parameters();
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }
}
