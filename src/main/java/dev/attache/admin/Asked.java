package dev.attache.admin;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/// One request whose path and method are known to be allowed.
record Asked(String method, QueryStringDecoder target, HttpHeaders headers, String body) {
    String path() {
        return target.rawPath();
    }

    /// Whether the query has a parameter of that name, with or without a value.
    boolean has(String parameter) {
        return target.parameters().containsKey(parameter);
    }

    /// The first value of a parameter; empty where there is none.
    String parameter(String name) {
        Map<String, List<String>> parameters = target.parameters();
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }
}
