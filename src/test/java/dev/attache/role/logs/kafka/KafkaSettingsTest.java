package dev.attache.role.logs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.config.ConfigException;
import dev.attache.config.ConfigLoader;
import dev.attache.config.KafkaOutputConfig;
import dev.attache.config.LogsConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
    private static KafkaOutputConfig config(String settings) throws ConfigException {
        String yaml = """
            roles:
              logs:
                kind: logs
                inputs: [stdin]
                outputs: [{kafka: {%s}}]
            """.formatted(settings);
        LogsConfig logs = (LogsConfig) Objects.requireNonNull(ConfigLoader.parse(Path.of("test.yaml"), yaml, Map.of())
                .config()
                .roles()
                .get("logs"));
        return logs.outputs().getFirst().kafka();
    }

    @Test
    void everyReplicaAcknowledgesAndNothingOvertakes() throws ConfigException {
        Map<String, Object> settings = KafkaSettings.of(config("brokers: ['k1:9092', '[::1]:9093']"), "attache-logs");

        assertThat(settings)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("max.in.flight.requests.per.connection", 1)
                .containsEntry("security.protocol", "PLAINTEXT")
                .containsEntry("client.id", "attache-logs");
        long memory = (long) Objects.requireNonNull(settings.get("buffer.memory"));
        assertThat(memory).as("a batch and a record").isBetween(2L << 20, 3L << 20);
        assertThat(settings.get("delivery.timeout.ms")).isEqualTo(10_100);
    }

    @ParameterizedTest
    @CsvSource({
        "plain, PLAIN, org.apache.kafka.common.security.plain.PlainLoginModule",
        "scram-sha-256, SCRAM-SHA-256, org.apache.kafka.common.security.scram.ScramLoginModule",
        "scram-sha-512, SCRAM-SHA-512, org.apache.kafka.common.security.scram.ScramLoginModule"
    })
    void aPasswordIsProvedInTheWayThatIsAskedFor(String sasl, String mechanism, String module) throws ConfigException {
        Map<String, Object> settings = KafkaSettings.of(
                config("brokers: ['127.0.0.1:1'], sasl: %s, tls: true, credentials: {user: ann, password: 'a\"b\\c'}"
                        .formatted(sasl)),
                "a");

        assertThat(settings)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", mechanism)
                .containsEntry("sasl.jaas.config", module + " required username=\"ann\" password=\"a\\\"b\\\\c\";");
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brokers: ['k']",
                "brokers: [':9092']",
                "brokers: ['k:0']",
                "brokers: ['k:1'], topic: 'a b'",
                "brokers: ['k:1'], topic: '..'",
                "brokers: ['k:1'], tls: {verify: false}",
                "brokers: ['k:1'], tls: {server-name: x}",
                "brokers: ['k:1'], record-max: 1GiB"
            })
    void whatKafkaCannotDoIsAMistakeOfTheFile(String settings) {
        assertThatThrownBy(() -> config(settings)).isInstanceOf(ConfigException.class);
    }
}
