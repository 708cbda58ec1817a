package dev.attache.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of a health shim: checks as URLs, all at one pace.
final class HealthFlags {
    private static final String ROLE = "roles.health.";

    @Option(
            names = "--check",
            required = true,
            paramLabel = "[NAME=]URL",
            description = "what is looked at, as in cache=redis://127.0.0.1:6379; comes once for each")
    private List<String> checks = List.of();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1:8086",
            description = "of /livez, /readyz and /startupz (default: ${DEFAULT-VALUE})")
    private String listen = "";

    @Option(names = "--live", paramLabel = "SENTENCE", description = "when /livez says yes, as in 'app || !cache'")
    private @Nullable String live;

    @Option(names = "--ready", paramLabel = "SENTENCE", description = "when /readyz says yes; when all checks pass")
    private @Nullable String ready;

    @Option(names = "--startup", paramLabel = "SENTENCE", description = "when /startupz says yes; as ready")
    private @Nullable String startup;

    @Option(names = "--interval", paramLabel = "TIME", description = "between two answers of a check")
    private @Nullable String interval;

    @Option(names = "--timeout", paramLabel = "TIME", description = "how long an answer may take")
    private @Nullable String timeout;

    @Option(names = "--rise", paramLabel = "N", description = "good answers in a row after which a check passes")
    private @Nullable String rise;

    @Option(names = "--fall", paramLabel = "N", description = "bad answers after which it fails")
    private @Nullable String fall;

    @Option(names = "--grace", paramLabel = "TIME", description = "how long after the start /livez says yes anyway")
    private @Nullable String grace;

    void addTo(FlagText text) {
        text.set(ROLE + "kind", "health");
        text.put("--listen", ROLE + "listen", listen);
        Map<String, String> named = named();
        named.forEach((name, url) -> {
            String path = ROLE + "checks." + name + ".";
            text.name("--check", ROLE + "checks." + name);
            CheckUrl check = CheckUrl.of(url);
            text.put("--check", path + check.key(), check.value());
            text.put("--interval", path + "interval", interval);
            text.put("--timeout", path + "timeout", timeout);
            text.put("--rise", path + "rise", rise);
            text.put("--fall", path + "fall", fall);
        });
        text.put("--live", ROLE + "live", live);
        text.put("--ready", ROLE + "ready", ready);
        text.put("--startup", ROLE + "startup", startup);
        text.put("--grace", ROLE + "grace", grace);
    }

    /// Checks without a name are called after their kind, further ones of the kind with a number behind it.
    private Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        for (String each : checks) {
            int equals = each.indexOf('=');
            int colon = each.indexOf(':');
            if (equals > 0 && (colon < 0 || equals < colon)) {
                named.put(each.substring(0, equals), each.substring(equals + 1));
                continue;
            }
            String kind = CheckUrl.of(each).key();
            String name = kind;
            for (int i = 2; named.containsKey(name); i++) {
                name = kind + i;
            }
            named.put(name, each);
        }
        return named;
    }
}
