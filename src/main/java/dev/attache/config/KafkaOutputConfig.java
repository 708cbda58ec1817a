package dev.attache.config;

import dev.attache.base.ByteSize;
import dev.attache.base.HostPort;
import java.util.List;

/// A topic of Kafka.
@Doc("a topic of Kafka; every record is acknowledged by all replicas that are in sync")
public record KafkaOutputConfig(
        @Doc("brokers to begin with, as in [kafka-1:9092, kafka-2:9092]; they name the others") @Default("[]")
        List<String> brokers,

        @Doc("topic that records go to") @Default("logs") String topic,

        @Doc("field whose value is the key: records with the same value keep their order, in one partition; without it"
                + " records go to all partitions")
        @Default("")
        String keyField,

        @Doc("form of the records") @Default("ndjson") LogOutputConfig.Encoding encode,

        @Doc("longest record; a longer one goes to the dead letters, as does one that is too long for the topic")
        @Default("1MiB")
        @Range(min = "1KiB", max = "16MiB")
        ByteSize recordMax,

        @Doc("whether records are compressed (gzip)") @Default("false")
        boolean gzip,

        @Doc("user and password of SASL; without a password nobody is presented") @Default("{}")
        CredentialsConfig credentials,

        @Doc("how the password is proved (SASL); plain sends it") @Default("scram-sha-512")
        Sasl sasl,

        @Doc("how brokers are reached by TLS, by authorities (ca) and certificate of one's own (cert, key) alone;"
                + " false speaks in the clear")
        @Default("false")
        UpstreamTlsConfig tls,

        @Doc("batches, time-outs, tries, and what is refused for good") @Default("{}")
        DeliveryConfig delivery) {

    private static final int TOPIC_CHARS_MAX = 249;

    public KafkaOutputConfig {
        brokers = List.copyOf(brokers);
        for (String each : brokers) {
            HostPort broker = broker(each);
            if (broker.host().isEmpty() || broker.port() == 0) {
                throw new IllegalArgumentException("brokers: " + Wording.quoted(each) + " is no host:port");
            }
        }
        if (!isTopic(topic)) {
            throw new IllegalArgumentException("topic: has 1 to 249 letters, digits, dots, underscores and dashes");
        }
        if (!tls.verify() || !tls.serverName().isEmpty() || !tls.alpn().isEmpty()) {
            throw new IllegalArgumentException("tls: verify, server-name and alpn are not for Kafka, whose client"
                    + " always checks the names that brokers have");
        }
    }

    private static HostPort broker(String text) {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("brokers: " + e.getMessage(), e);
        }
    }

    private static boolean isTopic(String name) {
        return !name.isEmpty()
                && name.length() <= TOPIC_CHARS_MAX
                && !name.equals(".")
                && !name.equals("..")
                && name.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || c == '.'
                                || c == '_'
                                || c == '-');
    }

    /// Whether it says where to.
    public boolean isSet() {
        return !brokers.isEmpty();
    }

    /// How a password is proved.
    public enum Sasl {
        PLAIN,
        SCRAM_SHA_256,
        SCRAM_SHA_512
    }
}
