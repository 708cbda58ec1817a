package dev.attache.role.http.affinity;

import dev.attache.balance.Rings;
import dev.attache.base.GrowingBytes;
import dev.attache.config.BalanceConfig;
import dev.attache.role.http.route.Cookies;
import dev.attache.role.http.route.Query;
import dev.attache.role.http.route.RequestPath;
import dev.attache.upstream.Endpoint;
import dev.attache.wire.http.HeaderLines;
import dev.attache.wire.http.RequestScanner;
import dev.attache.wire.http.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What of a request a cluster's balancing goes by. Immutable; made anew when the cluster changes.
public final class Affinity {
    /// Where a key stands in a request.
    private enum Source {
        NONE,
        CLIENT_IP,
        PATH,
        HEADER,
        COOKIE,
        QUERY
    }

    private final Source source;
    private final byte[] name;
    private final @Nullable AffinityCookie cookie;

    private Affinity(Source source, byte[] name, @Nullable AffinityCookie cookie) {
        this.source = source;
        this.name = name;
        this.cookie = cookie;
    }

    /// @param cluster its name, which the cookie's content depends on
    public static Affinity of(String cluster, BalanceConfig config, List<Endpoint> endpoints) {
        Source source = sourceOf(config);
        String name = switch (source) {
            case NONE, CLIENT_IP, PATH -> "";
            case HEADER -> config.hashBy().header().toLowerCase(Locale.ROOT);
            case COOKIE -> config.hashBy().cookie();
            case QUERY -> config.hashBy().query();
        };
        return new Affinity(
                source,
                name.getBytes(StandardCharsets.UTF_8),
                config.affinity().isOn() ? AffinityCookie.of(cluster, config.affinity(), endpoints) : null);
    }

    private static Source sourceOf(BalanceConfig config) {
        var by = config.hashBy();
        if (!config.policy().isByKey()) {
            return Source.NONE;
        }
        if (config.policy() == BalanceConfig.Policy.IP_HASH) {
            return Source.CLIENT_IP;
        }
        if (!by.header().isEmpty()) {
            return Source.HEADER;
        }
        if (!by.cookie().isEmpty()) {
            return Source.COOKIE;
        }
        if (!by.query().isEmpty()) {
            return Source.QUERY;
        }
        return by.from() == BalanceConfig.HashByConfig.From.PATH ? Source.PATH : Source.CLIENT_IP;
    }

    /// Whether requests are read at all.
    public boolean isOn() {
        return source != Source.NONE || cookie != null;
    }

    /// Reads where a request belongs.
    ///
    /// @param clientIp the client's address in numbers
    public void read(RequestScanner request, RequestPath path, byte[] clientIp, Belonging into) {
        HeaderLines lines = request.headers();
        switch (source) {
            case NONE -> {}
            case CLIENT_IP -> toKey(clientIp, 0, clientIp.length, into);
            case PATH -> toKey(path.bytes(), path.start(), path.end(), into);
            case HEADER -> {
                int line = lines.find(name, 0);
                if (line >= 0) {
                    toKey(lines.bytes(), lines.valueStart(line), lines.valueEnd(line), into);
                }
            }
            case COOKIE -> {
                int from = Cookies.find(name, lines);
                if (from >= 0) {
                    toKey(lines.bytes(), from, Cookies.valueEnd(lines.bytes(), from), into);
                }
            }
            case QUERY -> {
                RequestTarget target = request.target();
                int from = Query.find(lines.bytes(), target.queryStart(), target.end(), name);
                if (from >= 0) {
                    toKey(lines.bytes(), from, Query.valueEnd(lines.bytes(), from, target.end()), into);
                }
            }
        }
        if (cookie != null) {
            cookie.read(lines, into);
        }
    }

    private static void toKey(byte[] bytes, int from, int to, Belonging into) {
        if (to > from) {
            into.toKey(Rings.hash64(bytes, from, to - from));
        }
    }

    /// Appends the header line that binds the visitor to the endpoint that has answered, where he is not bound to it.
    public void bind(Belonging visitor, Endpoint answered, GrowingBytes lines) {
        if (cookie != null && visitor.bound() != answered) {
            cookie.appendLine(answered, lines);
        }
    }
}
