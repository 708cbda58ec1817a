package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(ConfigSchema.json());

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("config"))) {
            List<Path> examples =
                    files.filter(each -> each.toString().endsWith(".yaml")).toList();
            return examples.stream();
        }
    }

    @Test
    void theSchemaIsOneByTheRulesOfItsDraft() {
        Schema rules = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(rules.validate(ConfigSchema.json(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theSchemaAdmitsEveryExample(Path example) throws IOException {
        assertThat(SCHEMA.validate(Files.readString(example), InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theSchemaAdmitsEveryExampleWithAllItsDefaultsWrittenOut(Path example) throws ConfigException {
        AttacheConfig config = ConfigLoader.load(example, Map.of()).config();

        String yaml = ConfigWriter.write(config, ConfigWriter.Keys.ALL, ConfigWriter.Passwords.SHOWN);

        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "roles:",
                "threads: auto",
                "threads: ${THREADS:-2}",
                "drain: 0",
                "admin: {token: {file: /run/token}}",
                "admin: {token: {env: TOKEN}}",
                "admin: {token: 12345}",
                "clusters: {a: {endpoints: ['unix:/run/x', '[::1]:1', 'h:1', {address: 'h:2'}]}}",
                "clusters: {a: {endpoints: ['h:1'], database: '${DB}', eject: {for: '${FOR}'}}}",
                "roles: {r: {kind: redis, listen: ':0', cluster: a, limits: {bulk: 1024, line: 1 KiB}}}",
            })
    void theSchemaAdmitsWhatTheLoaderReads(String yaml) {
        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "rules: {}",
                "threads: 0",
                "threads: 65",
                "threads: many",
                "drain: 10",
                "drain: 10 s",
                "admin: {listen: 127.0.0.1}",
                "admin: {token: {file: a, env: b}}",
                "admin: {token: {fil: a}}",
                "clusters: {a: {}}",
                "clusters: {'a b': {endpoints: ['h:1']}}",
                "clusters: {a: {endpoints: [{name: x}]}}",
                "clusters: {a: {endpoints: ['h:1'], health: {check: ping}}}",
                "roles: {r: {listen: ':0', cluster: a}}",
                "roles: {r: {kind: rediss, listen: ':0', cluster: a}}",
                "roles: {r: {kind: redis, listen: ':0'}}",
                "roles: {r: {kind: redis, listen: ':0', cluster: a, limits: {bulk: 1MB}}}",
            })
    void theSchemaRefusesWhatTheLoaderRefuses(String yaml) {
        assertThat(SCHEMA.validate(yaml, InputFormat.YAML)).isNotEmpty();
    }
}
