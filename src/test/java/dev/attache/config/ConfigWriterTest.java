package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.Secret;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWriterTest {
    private static final Path EXAMPLE = Path.of("config/redis.yaml");

    @Test
    void everyKeyOfTheExampleReadsBackToTheSameConfiguration() throws ConfigException {
        AttacheConfig config = ConfigLoader.load(EXAMPLE, Map.of()).config();

        String yaml = ConfigWriter.write(config, ConfigWriter.Keys.ALL, ConfigWriter.Passwords.SHOWN);

        assertThat(ConfigLoader.parse(Path.of("printed.yaml"), yaml, Map.of()).config())
                .isEqualTo(config);
    }

    @Test
    void changedKeysOfTheExampleReadBackToTheSameConfiguration() throws ConfigException {
        AttacheConfig config = ConfigLoader.load(EXAMPLE, Map.of()).config();

        String yaml = ConfigWriter.write(config, ConfigWriter.Keys.CHANGED, ConfigWriter.Passwords.SHOWN);

        assertThat(ConfigLoader.parse(Path.of("printed.yaml"), yaml, Map.of()).config())
                .isEqualTo(config);
        assertThat(yaml).isEqualTo("""
            clusters:
              sessions:
                endpoints:
                  - 127.0.0.1:6401
                  - 127.0.0.1:6402
                  - address: 127.0.0.1:6403
                    name: shard-c
                    weight: 2
                health:
                  check: redis
            roles:
              cache:
                kind: redis
                listen: 127.0.0.1:6379
                cluster: sessions
            """);
    }

    @Test
    void secretsAreMaskedAndUnsetOnesStayEmpty() throws ConfigException {
        AttacheConfig config = parsed("admin: {token: hunter2}\nclusters: {c: {endpoints: ['h:1']}}\n");

        String yaml = ConfigWriter.write(config, ConfigWriter.Keys.ALL, ConfigWriter.Passwords.MASKED);

        assertThat(yaml).doesNotContain("hunter2").contains("token: '***'").contains("password: ''");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "5",
                "0x10",
                "1e3",
                "~",
                "null",
                "{}",
                "[]",
                "- a",
                "a: b",
                "a #b",
                " blank ",
                "${HOME}",
                "$${x}",
                "'",
                "\"",
                "\\",
                "*a",
                "&a",
                "!x",
                "%",
                "@",
                "|",
                ">",
                "line\nbreak",
                "tab\t",
                "\u0000",
                "\u202E",
                "größe",
                "🦆",
                "\uFEFF",
                "\u0085",
                "---",
                "=",
                "2026-11-21",
                "1:30",
                "<<"
            })
    void textThatYamlTakesForSomethingElseReadsBackToItself(String password) throws ConfigException {
        CredentialsConfig user = new CredentialsConfig(password, new Secret(password));
        AttacheConfig plain = parsed("clusters: {c: {endpoints: ['h:1']}}\n");
        ClusterConfig cluster = plain.clusters().values().iterator().next();
        ClusterConfig odd = new ClusterConfig(
                cluster.endpoints(),
                cluster.connectTimeout(),
                cluster.idleTimeout(),
                cluster.protocol(),
                cluster.eject(),
                cluster.health(),
                cluster.balance(),
                user,
                0,
                cluster.circuit(),
                cluster.tls(),
                cluster.proxyProtocol());
        AttacheConfig config =
                new AttacheConfig(plain.admin(), plain.threads(), plain.drain(), Map.of("c", odd), plain.roles());

        String yaml = ConfigWriter.write(config, ConfigWriter.Keys.CHANGED, ConfigWriter.Passwords.SHOWN);

        assertThat(parsed(yaml)).as(yaml).isEqualTo(config);
    }

    private static AttacheConfig parsed(String yaml) throws ConfigException {
        return ConfigLoader.parse(Path.of("attache.yaml"), yaml, Map.of("HOME", "/root"))
                .config();
    }
}
