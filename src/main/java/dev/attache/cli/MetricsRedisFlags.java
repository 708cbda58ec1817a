package dev.attache.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Redis servers, which are all asked in one way.
final class MetricsRedisFlags {
    private static final String FLAG = "--redis";
    private static final int USUAL_PORT = 6379;

    @Option(
            names = FLAG,
            paramLabel = "ADDRESS",
            description = "a Redis server or sentinel: host:port, unix:/path, redis://[user@]host[:port], or rediss://"
                    + " for TLS; may come several times")
    private List<String> servers = List.of();

    @Option(names = "--redis-password-file", paramLabel = "PATH", description = "holds their password")
    private @Nullable String passwordFile;

    @Option(names = "--redis-password-env", paramLabel = "NAME", description = "variable that holds it")
    private @Nullable String passwordEnv;

    @Option(names = "--redis-user", paramLabel = "NAME", description = "user of the server's ACL")
    private @Nullable String user;

    @Option(names = "--redis-tls-ca", paramLabel = "PATH", description = "authorities that sign their certificates")
    private @Nullable String authorities;

    @Option(names = "--redis-tls-cert", paramLabel = "PATH", description = "certificate that attache shows them")
    private @Nullable String certificate;

    @Option(names = "--redis-tls-key", paramLabel = "PATH", description = "its private key")
    private @Nullable String key;

    @Option(names = "--redis-tls-name", paramLabel = "HOST", description = "name that their certificates are for")
    private @Nullable String serverName;

    @Option(
            names = "--redis-key",
            paramLabel = "KEY",
            description = "a key whose size and value are told, as in jobs, db1=jobs or 'queue:*'; may come several"
                    + " times, as may the next two")
    private List<String> keys = List.of();

    @Option(names = "--redis-stream", paramLabel = "KEY", description = "a stream, told with its groups and consumers")
    private List<String> streams = List.of();

    @Option(
            names = "--redis-key-group",
            paramLabel = "PATTERN",
            description = "counts all keys by what its groups hold, as in '^([a-z]+):'")
    private List<String> groups = List.of();

    void addTo(FlagText text) {
        for (int i = 0; i < servers.size(); i++) {
            Login login = Login.parse(servers.get(i));
            if (!login.refusePassword(text, FLAG, FLAG)) {
                server(text, login, MetricsFlags.source(text, FLAG, "redis", "redis", i));
            }
        }
        if (servers.isEmpty()
                && (passwordFile != null || passwordEnv != null || authorities != null || !keys.isEmpty())) {
            text.refuse(FLAG, "is missing beside the other flags of Redis", "as in --redis 127.0.0.1:6379");
        }
    }

    private void server(FlagText text, Login login, String source) {
        text.put(FLAG, source + "address", login.placeWithPort(USUAL_PORT));
        switch (login.scheme()) {
            case "", "redis", "rediss" -> {}
            default -> text.refuse(FLAG, "there is no scheme " + login.scheme() + " here", "redis:// or rediss://");
        }
        if (!login.path().isEmpty() && !login.path().equals("0")) {
            text.refuse(FLAG, "names a database, but all are told", "no path behind the port");
        }
        text.put(FLAG, source + "user", login.user().isEmpty() ? null : login.user());
        text.put("--redis-user", source + "user", user);
        text.putPassword("--redis-password", source + "password", passwordFile, passwordEnv);
        tls(text, login.scheme().equals("rediss"), source + "tls");
        text.putWords("--redis-key", source + "keys", keys);
        text.putWords("--redis-stream", source + "streams", streams);
        text.putWords("--redis-key-group", source + "key-groups", groups);
        MetricsFlags.instance(text, source, servers);
    }

    private void tls(FlagText text, boolean secure, String tls) {
        boolean told = authorities != null || certificate != null || key != null || serverName != null;
        if (!told) {
            text.put(FLAG, tls, secure ? "true" : null);
            return;
        }
        text.putSecret("--redis-tls-ca", tls + ".ca", authorities);
        text.putSecret("--redis-tls-cert", tls + ".cert", certificate);
        text.putSecret("--redis-tls-key", tls + ".key", key);
        text.put("--redis-tls-name", tls + ".server-name", serverName);
    }
}
