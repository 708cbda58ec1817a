package dev.attache.role.logs.kafka;

import dev.attache.config.CredentialsConfig;
import dev.attache.config.DeliveryConfig;
import dev.attache.config.KafkaOutputConfig;
import dev.attache.config.UpstreamTlsConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What Kafka's client is told.
final class KafkaSettings {
    /// A batch to a partition; several make a request.
    private static final int PARTITION_BYTES = 128 * 1024;
    /// Longer than it takes to hand over a batch, whose end is told of.
    private static final int LINGER_MILLIS = 100;
    private static final int OVERHEAD_BYTES = 64 * 1024;
    private static final String LOGIN_MODULES = "org.apache.kafka.common.security.";

    private KafkaSettings() {}

    /// Nothing is sent yet; whoever cannot be reached shows with the first record.
    static Producer<byte[], byte[]> connect(KafkaOutputConfig config, String client) {
        return new KafkaProducer<>(of(config, client), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> of(KafkaOutputConfig config, String client) {
        DeliveryConfig delivery = config.delivery();
        int timeout = Math.toIntExact(delivery.timeout().toMillis());
        long recordMax = config.recordMax().bytes() + OVERHEAD_BYTES;
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.brokers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, client);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.gzip() ? "gzip" : "none");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, PARTITION_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, (int) recordMax);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, delivery.bytes().bytes() + recordMax);
        settings.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, delivery.connectTimeout().toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout + LINGER_MILLIS);
        settings.put(
                CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG,
                delivery.connectTimeout().toMillis());
        settings.put(
                CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG,
                delivery.connectTimeout().toMillis());
        settings.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        boolean secure = config.tls().enabled();
        boolean known = config.credentials().password().isSet();
        settings.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                known ? (secure ? "SASL_SSL" : "SASL_PLAINTEXT") : (secure ? "SSL" : "PLAINTEXT"));
        if (secure) {
            putTls(settings, config.tls());
        }
        if (known) {
            putLogin(settings, config.sasl(), config.credentials());
        }
        return settings;
    }

    private static void putTls(Map<String, Object> settings, UpstreamTlsConfig tls) {
        if (tls.ca().isSet()) {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, tls.ca().reveal());
        }
        if (tls.cert().isSet()) {
            settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
            settings.put(
                    SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, tls.cert().reveal());
            settings.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, tls.key().reveal());
        }
    }

    private static void putLogin(Map<String, Object> settings, KafkaOutputConfig.Sasl sasl, CredentialsConfig who) {
        boolean plain = sasl == KafkaOutputConfig.Sasl.PLAIN;
        settings.put(SaslConfigs.SASL_MECHANISM, sasl.name().replace('_', '-'));
        settings.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                LOGIN_MODULES + (plain ? "plain.PlainLoginModule" : "scram.ScramLoginModule") + " required username="
                        + quoted(who.user()) + " password="
                        + quoted(who.password().reveal()) + ";");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
