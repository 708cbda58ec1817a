package dev.attache.role.http.route;

import dev.attache.config.MatchConfig;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The demands of one route; all of them have to be met.
final class RouteMatch {
    /// A name and the value it has to have.
    ///
    /// @param value empty for any value
    private record Demand(byte[] name, byte[] value) {
        static List<Demand> of(Map<String, String> wanted, boolean smallLetters) {
            return wanted.entrySet().stream()
                    .map(each -> new Demand(
                            bytes(smallLetters ? each.getKey().toLowerCase(Locale.ROOT) : each.getKey()),
                            bytes(each.getValue().equals("*") ? "" : each.getValue())))
                    .toList();
        }

        boolean admits(byte[] bytes, int from, int to) {
            return value.length == 0 || Arrays.equals(value, 0, value.length, bytes, from, to);
        }
    }

    private final PathPattern path;
    private final byte[] host;
    private final boolean below;
    private final List<byte[]> methods;
    private final List<Demand> headers;
    private final List<Demand> query;

    RouteMatch(MatchConfig config) {
        this.path = PathPattern.of(config.path());
        this.below = config.host().startsWith("*");
        this.host = bytes(config.host().substring(below ? 1 : 0).toLowerCase(Locale.ROOT));
        this.methods = config.methods().stream().map(RouteMatch::bytes).toList();
        this.headers = Demand.of(config.headers(), true);
        this.query = Demand.of(config.query(), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    boolean matches(RequestScanner request, RequestPath requestPath) {
        return path.matches(requestPath.bytes(), requestPath.start(), requestPath.end())
                && (host.length == 0 || matchesHost(request))
                && (methods.isEmpty() || matchesMethod(request))
                && matchesHeaders(request.headers())
                && matchesQuery(request);
    }

    private boolean matchesHost(RequestScanner request) {
        HeaderLines lines = request.headers();
        byte[] bytes = lines.bytes();
        RequestTarget target = request.target();
        if (target.hasAuthority()) {
            return matchesHost(bytes, target.authorityStart(), target.authorityEnd());
        }
        int line = request.host();
        return line >= 0 && matchesHost(bytes, lines.valueStart(line), lines.valueEnd(line));
    }

    private boolean matchesHost(byte[] bytes, int from, int to) {
        int end = to;
        for (int i = to - 1; i >= from && bytes[i] != ']'; i--) {
            if (bytes[i] == ':') {
                end = i;
                break;
            }
        }
        int start = end - host.length;
        if (below ? start <= from : start != from) {
            return false;
        }
        for (int i = 0; i < host.length; i++) {
            if (Character.toLowerCase((char) bytes[start + i]) != host[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesMethod(RequestScanner request) {
        byte[] bytes = request.headers().bytes();
        for (int i = 0; i < methods.size(); i++) {
            byte[] method = methods.get(i);
            if (Arrays.equals(method, 0, method.length, bytes, request.methodStart(), request.methodEnd())) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesHeaders(HeaderLines lines) {
        for (int i = 0; i < headers.size(); i++) {
            if (!hasHeader(lines, headers.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasHeader(HeaderLines lines, Demand demand) {
        for (int line = lines.find(demand.name, 0); line >= 0; line = lines.find(demand.name, line + 1)) {
            if (demand.admits(lines.bytes(), lines.valueStart(line), lines.valueEnd(line))) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesQuery(RequestScanner request) {
        for (int i = 0; i < query.size(); i++) {
            Demand demand = query.get(i);
            byte[] bytes = request.headers().bytes();
            RequestTarget target = request.target();
            int value = Query.find(bytes, target.queryStart(), target.end(), demand.name);
            if (value < 0 || !demand.admits(bytes, value, Query.valueEnd(bytes, value, target.end()))) {
                return false;
            }
        }
        return true;
    }
}
