package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.Secret;
import dev.attache.base.UnixPath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A Redis server or sentinel, under the names of redis_exporter.
///
/// @param keys each `key`, `dbN=key`, or the same with a pattern of SCAN
@Doc("a Redis server or sentinel, under the names of redis_exporter")
@Kind("redis")
public record RedisSourceConfig(
        @Doc("the server: host:port, or unix:/path") Address address,

        @Doc("user name; empty presents the password alone") @Default("")
        String user,

        @Doc("password, best as {file: PATH} or {env: NAME}") @Default("")
        Secret password,

        @Doc("how it is reached by TLS; false speaks in the clear") @Default("false")
        UpstreamTlsConfig tls,

        @Doc("keys whose size and value are told, as key or dbN=key; one with * ? or [ is looked for by SCAN")
        @Default("[]")
        List<String> keys,

        @Doc("streams that are told with their groups and consumers, written like keys") @Default("[]")
        List<String> streams,

        @Doc("patterns of keys that are counted by SCAN, as in db1=session:*") @Default("[]")
        List<String> countKeys,

        @Doc("tell the values of keys beside their sizes") @Default("true")
        boolean values,

        @Doc("patterns by whose groups all keys are counted and their memory added up, the first that is found in a"
                + " key, as in ^(.+):; walks through every database at every scrape")
        @Default("[]")
        List<String> keyGroups,

        @Doc("such groups that are told of one database, the largest ones; the others are one that is called overflow")
        @Default("100")
        @Range(min = "1", max = "10000")
        int keyGroupsMax,

        @Doc("files with scripts of Lua that return names and numbers in turn") @Default("[]")
        List<String> scripts,

        @Doc("tell every setting of CONFIG GET, passwords left out") @Default("false")
        boolean settings,

        @Doc("tell every client of CLIENT LIST") @Default("false")
        boolean clients,

        @Doc("tell total_system_memory_bytes") @Default("false")
        boolean system,

        @Doc("labels that every series gets") @Default("{}") Map<String, String> labels)
        implements MetricsSourceConfig {
    private static final Pattern KEY = Pattern.compile("(db\\d{1,5}=)?.+");

    public RedisSourceConfig {
        keys = checked("keys", keys);
        streams = checked("streams", streams);
        countKeys = checked("count-keys", countKeys);
        keyGroups = List.copyOf(keyGroups);
        keyGroups.forEach(RedisSourceConfig::checkGroup);
        scripts = List.copyOf(scripts);
        labels = MetricLabels.checked(labels);
        if (!user.isEmpty() && !password.isSet()) {
            throw new IllegalArgumentException("user: needs a password");
        }
        if (tls.enabled() && address instanceof UnixPath) {
            throw new IllegalArgumentException("tls: a unix socket is spoken to in the clear");
        }
    }

    private static void checkGroup(String pattern) {
        Regexes.check("key-groups", pattern);
        if (!pattern.contains("(")) {
            throw new IllegalArgumentException("key-groups: needs parentheses around what names the group: " + pattern);
        }
    }

    private static List<String> checked(String key, List<String> keys) {
        for (String each : keys) {
            if (!KEY.matcher(each).matches()) {
                throw new IllegalArgumentException(key + ": is neither key nor dbN=key: " + each);
            }
        }
        return List.copyOf(keys);
    }
}
