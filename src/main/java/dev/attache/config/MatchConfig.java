package dev.attache.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which requests a route takes: those that meet every demand.
///
/// @param path `/exact`, `/prefix/*` (the prefix itself as well) or a template, `/users/{id}/orders`
/// @param headers by name; `*` asks for any value
/// @param query by name; `*` asks for any value
@Doc("which requests a route takes: those that meet every demand")
public record MatchConfig(
        @Doc("host without port, or *.example.com for all names below it; empty takes every host") @Default("")
        String host,

        @Doc("/exact, /prefix/* (the prefix itself as well), or a template as in /users/{id}/orders") @Default("/*")
        String path,

        @Doc("methods, as in [GET, HEAD]; none takes every method") @Default("[]")
        List<String> methods,

        @Doc("headers and their values; * asks for any value") @Default("{}")
        Map<String, String> headers,

        @Doc("query parameters and their values; * asks for any value") @Default("{}")
        Map<String, String> query) {
    private static final String PATH_SIGNS = "-._~!$&'()*+,:@=/{}";

    public MatchConfig {
        methods = List.copyOf(methods);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        checkPath(path);
        if (host.contains("/") || host.contains(":") || host.lastIndexOf('*') > 0) {
            throw new IllegalArgumentException("host: a name without port, or *. and a name");
        }
    }

    /// Whether every request meets it.
    public boolean asksNothing() {
        return path.equals("/*") && host.isEmpty() && methods.isEmpty() && headers.isEmpty() && query.isEmpty();
    }

    /// Whether every request that meets the other's demands meets these too, as far as that shows by comparing them.
    boolean covers(MatchConfig other) {
        boolean everyPath = path.equals("/*") || path.equals(other.path);
        boolean prefix = path.endsWith("/*") && other.path.startsWith(path.substring(0, path.length() - 1));
        return (everyPath || prefix && !path.contains("{"))
                && (host.isEmpty() || host.equalsIgnoreCase(other.host))
                && (methods.isEmpty() || !other.methods.isEmpty() && methods.containsAll(other.methods))
                && other.headers.entrySet().containsAll(headers.entrySet())
                && other.query.entrySet().containsAll(query.entrySet());
    }

    private static void checkPath(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path: begins with a slash");
        }
        if (!path.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || PATH_SIGNS.indexOf(c) >= 0))) {
            throw new IllegalArgumentException("path: holds what no path is matched by: ? # % ; or a blank");
        }
        int star = path.indexOf('*');
        if (star >= 0 && !(star == path.length() - 1 && path.charAt(star - 1) == '/')) {
            throw new IllegalArgumentException("path: a * stands at the end only, behind a slash");
        }
        for (String segment : path.split("/", -1)) {
            boolean brace = segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0;
            if (brace && !segment.matches("\\{[A-Za-z0-9_-]+}")) {
                throw new IllegalArgumentException("path: a {name} stands for a whole part between two slashes");
            }
            if (segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("path: no request with a dot for a part gets as far as a route");
            }
        }
        if (path.contains("//")) {
            throw new IllegalArgumentException("path: slashes in a row are taken for one, so write one");
        }
    }
}
