package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The examples in `config` are what newcomers copy.
class ExamplesTest {
    @ParameterizedTest
    @MethodSource("dev.attache.config.ConfigSchemaTest#examples")
    void anExampleIsSoundWithoutAWarning(Path example) throws ConfigException {
        assertThat(ConfigLoader.load(example, Map.of()).warnings()).isEmpty();
    }
}
