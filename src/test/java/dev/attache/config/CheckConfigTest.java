package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks of a health shim: told apart by their first key, with the keys of their pace among their own.
class CheckConfigTest {
    private static AttacheConfig load(String settings) throws ConfigException {
        String yaml = "roles:\n  h:\n    kind: health\n    listen: 127.0.0.1:8086\n" + settings.indent(4);
        return ConfigLoader.parse(Path.of("a.yaml"), yaml, Map.of()).config();
    }

    private static HealthShimConfig shim(String settings) throws ConfigException {
        return (HealthShimConfig) Objects.requireNonNull(load(settings).roles().get("h"));
    }

    @Test
    void theFirstKeySaysTheKindAndThePaceStandsAmongItsKeys() throws ConfigException {
        HealthShimConfig config =
                shim("checks: {cache: {fall: 7, redis: \"127.0.0.1:6379\", interval: 3s, role: master}}");

        assertThat(config.checks().get("cache")).isInstanceOfSatisfying(RedisCheckConfig.class, redis -> {
            assertThat(redis.redis()).hasToString("127.0.0.1:6379");
            assertThat(redis.role()).isEqualTo(HealthConfig.ReplicationSide.MASTER);
            assertThat(redis.pace().fall()).isEqualTo(7);
            assertThat(redis.pace().interval()).hasSeconds(3);
            assertThat(redis.pace().rise()).isEqualTo(2);
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "checks: {}                                 | roles.h.checks: a role needs at least one",
                "checks: {a: {fall: 3}}                     | roles.h.checks.a: does not say of what kind it is"
                        + " (expected one of the keys tcp, http",
                "checks: {a: {rediss: \":1\"}}              | did you mean redis?",
                "checks: {a: {file: /x, free: 3%}}          | roles.h.checks.a.free: unknown key",
                "checks: {a: {file: x}}                     | roles.h.checks.a.file: is no path from the root on",
                "checks: {a: {file: /x, interval: 1ms}}     | roles.h.checks.a.interval: '1ms' is out of range",
                "checks: {a: {file: /x, fall: 3, window: 2}} | roles.h.checks.a.fall: 3 bad answers do not fit",
                "checks: {a: {http: \"ftp://x\"}}           | roles.h.checks.a.http: is no address as in http://",
                "checks: {a: {http: \"http://u:p@x/\"}}     | roles.h.checks.a.http: holds a login",
                "checks: {a: {http: \"http://x:99999/\"}}   | roles.h.checks.a.http: has the port 99999, and",
                "checks: {a: {http: \"http://x/\", method: EAT}} | roles.h.checks.a.method: is one of GET",
                "checks: {a: {http: \"http://x/\", expect: {status: 2xx}}} | expect.status: is none such as 200",
                "checks: {a: {tcp: \":80\"}}                | roles.h.checks.a.tcp: names a host and a port",
                "checks: {a: {exec: []}}                    | roles.h.checks.a.exec: names no program",
                "checks: {app: {file: /x}}; live: ap        | roles.h.live: there is no check 'ap'; did you mean app?",
                "checks: {app: {file: /x}}; ready: app &&   | roles.h.ready: at character 7: the text ends too early"
            })
    void aMistakeIsToldWithItsKey(String settings, String expected) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> shim(settings.replace("; ", "\n")));

        assertThat(refused).as("it is taken").isNotNull();
        assertThat(refused.mistakes()).singleElement().asString().contains(expected);
    }

    @Test
    void whatIsWrittenReadsBackToTheSame() throws ConfigException {
        AttacheConfig config = load("""
            checks:
              app: {http: "http://127.0.0.1:8080/ping", headers: {x-key: abc}, expect: {json: {status: UP}}}
              cache: {redis: "127.0.0.1:6379", max-lag: 10s, shared: true, interval: 1s}
              disk: {disk: /data, free: 10%}
              sh: {exec: [sh, -c, "exit 0"], timeout: 3s}
            ready: app && (cache || atleast(1, disk, sh))
            """);

        for (ConfigWriter.Keys keys : ConfigWriter.Keys.values()) {
            String written = ConfigWriter.write(config, keys, ConfigWriter.Passwords.SHOWN);
            assertThat(ConfigLoader.parse(Path.of("b.yaml"), written, Map.of()).config())
                    .as(written)
                    .isEqualTo(config);
        }
        assertThat(ConfigWriter.write(config, ConfigWriter.Keys.ALL, ConfigWriter.Passwords.MASKED))
                .doesNotContain("abc");
    }

    @Test
    void theSchemaKnowsEveryKindOfCheck() {
        assertThat(ConfigSchema.json()).contains("\"redis-check\"", "\"exec-check\"", "\"timeout-fall\"");
    }
}
