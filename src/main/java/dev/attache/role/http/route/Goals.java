package dev.attache.role.http.route;

import dev.attache.config.GoalConfig;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.RequestScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the visitors of an experiment are hoped to do, and how requests and answers tell. Immutable.
///
/// Sets of goals are bits by the goals' places.
public final class Goals {
    private final List<String> names;
    private final List<@Nullable RouteMatch> matches = new ArrayList<>();
    private final byte[][] headers;

    Goals(Map<String, GoalConfig> config) {
        this.names = List.copyOf(config.keySet());
        this.headers = new byte[names.size()][];
        int index = 0;
        for (GoalConfig each : config.values()) {
            matches.add(each.isMatched() ? new RouteMatch(each.match()) : null);
            headers[index++] = each.header().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /// Names in the file's order.
    public List<String> names() {
        return names;
    }

    /// Goals that a request reaches by what it asks for, if it is answered well.
    public int reachedBy(RequestScanner request, RequestPath path) {
        int reached = 0;
        for (int i = 0; i < headers.length; i++) {
            RouteMatch match = matches.get(i);
            if (match != null && match.matches(request, path)) {
                reached |= 1 << i;
            }
        }
        return reached;
    }

    /// Goals that the head of an answer names.
    public int saidBy(HeaderLines answer) {
        int reached = 0;
        for (int i = 0; i < headers.length; i++) {
            if (headers[i].length > 0 && answer.find(headers[i], 0) >= 0) {
                reached |= 1 << i;
            }
        }
        return reached;
    }
}
