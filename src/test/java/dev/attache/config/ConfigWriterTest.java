package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
