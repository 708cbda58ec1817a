package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Metrics adapter: what an app and its servers count in their own ways becomes one page for Prometheus.
///
/// @param sources by name, in the file's order
@Doc("metrics adapter: what an app and its servers count in their own ways becomes one page for Prometheus")
@Kind("metrics")
public record MetricsConfig(
        @Doc("where scrapers ask") @Listens @Default("127.0.0.1:9121")
        Address listen,

        @Doc("certificate of that address; without one it speaks in the clear") @Default("{}")
        TlsConfig tls,

        @Doc("the page that they ask for") @Default("/metrics")
        String path,

        @Doc("bearer token that scrapers show; without one, the page is for everybody who reaches it") @Default("")
        Secret token,

        @Doc("what is asked for numbers, or sends some: name to kind and settings")
        Map<String, MetricsSourceConfig> sources,

        @Doc("how long a source may take; a scraper that waits less long gets its answer without the source")
        @Default("10s")
        @Range(min = "10ms", max = "5m")
        Duration timeout,

        @Doc("how long what a source said is told again instead of asking it anew; 0 asks at every scrape")
        @Default("0")
        @Range(min = "0", max = "1h")
        Duration cache,

        @Doc("series of one name from one source; further ones become one with the label overflow")
        @Default("10000")
        @Range(min = "1", max = "1000000")
        int seriesMax,

        @Doc("where what the page says is sent besides: name to kind and settings") @Default("{}")
        Map<String, MetricsPushConfig> push,

        @Doc("folder in which what apps have sent is remembered through restarts; empty forgets it") @Default("")
        String state)
        implements RoleConfig {

    /// Every address that the role binds.
    public List<Address> listens() {
        List<Address> all = new ArrayList<>(List.of(listen));
        sources.values().forEach(each -> {
            switch (each) {
                case StatsdSourceConfig statsd -> all.add(statsd.listen());
                case GraphiteSourceConfig graphite -> all.add(graphite.listen());
                default -> {}
            }
        });
        return all;
    }

    public MetricsConfig {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        push = Collections.unmodifiableMap(new LinkedHashMap<>(push));
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sources: a role needs at least one");
        }
        refuseTwins(sources);
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '?' || c == '#')) {
            throw new IllegalArgumentException("path: begins with a slash and holds no blank, ? or #");
        }
    }

    /// Two servers of one kind tell the same series, of which only the first one's would be seen.
    private static void refuseTwins(Map<String, MetricsSourceConfig> sources) {
        Map<List<Object>, String> seen = new HashMap<>();
        sources.forEach((name, source) -> {
            if (source instanceof RedisSourceConfig || source instanceof MemcachedSourceConfig) {
                String twin = seen.putIfAbsent(List.of(source.getClass(), source.labels()), name);
                if (twin != null) {
                    throw new IllegalArgumentException("sources: " + name + " tells the same series as " + twin
                            + ": give one of them labels, such as labels: {source: " + name + "}");
                }
            }
        });
    }
}
