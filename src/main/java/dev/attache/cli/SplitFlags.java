package dev.attache.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of an experiment: a cluster for each arm, and one route that splits everything between them.
final class SplitFlags {
    private static final String ROLE = "roles.split.";
    private static final String ROUTE = ROLE + "routes";
    private static final String SPLIT = ROUTE + "[0].split.";

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1:8080",
            description = "where clients connect (default: ${DEFAULT-VALUE})")
    private String listen = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ARM=ADDRESS[@WEIGHT]",
            description = "an arm, as in next=10.0.0.2:8080@10; comes once for each, the control first")
    private List<String> arms = List.of();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "cookie:attache-arm",
            description = "who is one visitor: cookie:NAME, header:NAME, query:NAME, client-ip or random"
                    + " (default: ${DEFAULT-VALUE})")
    private String by = "";

    @Option(
            names = "--override",
            paramLabel = "header:NAME",
            description = "a header by which testers pick an arm by its name")
    private @Nullable String override;

    @Option(names = "--experiment", paramLabel = "NAME", description = "name in metrics, and salt of the assignment")
    private @Nullable String experiment;

    @Option(
            names = "--guard",
            paramLabel = "KEY=VALUE",
            description = "when an arm is taken out, as in errors=1%% or minimum=500; may come several times")
    private Map<String, String> guard = new LinkedHashMap<>();

    @Option(names = "--cookie-key-file", paramLabel = "PATH", description = "holds the key that signs the cookie")
    private @Nullable String cookieKeyFile;

    @Option(names = "--cookie-max-age", paramLabel = "TIME", description = "how long browsers keep the cookie")
    private @Nullable String cookieMaxAge;

    @Option(names = "--tls-cert", paramLabel = "PATH", description = "certificate chain in PEM: serves HTTPS")
    private @Nullable String tlsCert;

    @Option(names = "--tls-key", paramLabel = "PATH", description = "its private key in PEM")
    private @Nullable String tlsKey;

    @Option(names = "--timeout", paramLabel = "TIME", description = "how long an answer may take, all tries together")
    private @Nullable String timeout;

    @Option(names = "--try-timeout", paramLabel = "TIME", description = "the same for one try")
    private @Nullable String tryTimeout;

    @Option(names = "--trusted-hops", paramLabel = "N", description = "proxies in front whose X-Forwarded-For counts")
    private @Nullable String trustedHops;

    @Option(names = "--max-clients", paramLabel = "N", description = "clients at once")
    private @Nullable String maxClients;

    @Option(
            names = "--limit",
            paramLabel = "KEY=VALUE",
            description = "one of the keys under limits, as in head=16KiB; may come several times")
    private Map<String, String> limits = new LinkedHashMap<>();

    @Option(names = "--connect-timeout", paramLabel = "TIME", description = "how long connecting may take")
    private @Nullable String connectTimeout;

    @Option(
            names = "--eject-failures",
            paramLabel = "N",
            description = "failures in a row that put an arm out; 0 never")
    private @Nullable String ejectFailures;

    @Option(names = "--eject-for", paramLabel = "TIME", description = "how long it stays out")
    private @Nullable String ejectFor;

    void addTo(FlagText text) {
        Map<String, Object> route = new LinkedHashMap<>();
        for (String each : arms) {
            Map<String, String> arm = ShardFlags.endpoint(each);
            String name = arm.getOrDefault("name", "arm-" + (route.size() + 1));
            addCluster(text, name, arm.getOrDefault("address", ""));
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put("cluster", name);
            if (arm.containsKey("weight")) {
                settings.put("weight", arm.getOrDefault("weight", ""));
            }
            route.put(name, settings);
        }
        text.set(ROLE + "kind", "http");
        text.put("--listen", ROLE + "listen", listen);
        if (tlsCert != null) {
            text.putSecret("--tls-cert", ROLE + "tls.cert", tlsCert);
        }
        if (tlsKey != null) {
            text.putSecret("--tls-key", ROLE + "tls.key", tlsKey);
        }
        text.putList("--to", ROUTE, List.of(Map.of("split", splitOf(text, route))));
        text.put("--timeout", ROLE + "timeouts.request", timeout);
        text.put("--try-timeout", ROLE + "timeouts.try", tryTimeout);
        text.put("--trusted-hops", ROLE + "forward.trusted-hops", trustedHops);
        text.put("--max-clients", ROLE + "max-clients", maxClients);
        limits.forEach((key, value) -> text.put("--limit " + key, ROLE + "limits." + key, value));
    }

    private void addCluster(FlagText text, String name, String address) {
        String path = "clusters." + name + ".";
        text.putList("--to", path + "endpoints", List.of(Map.of("address", address)));
        text.put("--connect-timeout", path + "connect-timeout", connectTimeout);
        text.put("--eject-failures", path + "eject.failures", ejectFailures);
        text.put("--eject-for", path + "eject.for", ejectFor);
    }

    private Map<String, Object> splitOf(FlagText text, Map<String, Object> armsByName) {
        Map<String, Object> split = new LinkedHashMap<>();
        if (experiment != null) {
            split.put("name", experiment);
            text.name("--experiment", SPLIT + "name");
        }
        split.put("by", named(by));
        text.name("--by", SPLIT + "by");
        split.put("arms", armsByName);
        if (override != null) {
            split.put("override", named(override));
            text.name("--override", SPLIT + "override");
        }
        if (!guard.isEmpty()) {
            split.put("guard", new LinkedHashMap<>(guard));
            guard.keySet().forEach(key -> text.name("--guard " + key, SPLIT + "guard." + key));
        }
        Map<String, Object> cookie = new LinkedHashMap<>();
        if (cookieMaxAge != null) {
            cookie.put("max-age", cookieMaxAge);
            text.name("--cookie-max-age", SPLIT + "cookie.max-age");
        }
        if (cookieKeyFile != null) {
            cookie.put("key", Map.of("file", cookieKeyFile));
            text.name("--cookie-key-file", SPLIT + "cookie.key");
        }
        if (!cookie.isEmpty()) {
            split.put("cookie", cookie);
        }
        return split;
    }

    /// `cookie:NAME` as `{cookie: NAME}`, and a bare word as it is.
    private static Object named(String flag) {
        int colon = flag.indexOf(':');
        return colon < 0 ? flag : Map.of(flag.substring(0, colon), flag.substring(colon + 1));
    }
}
