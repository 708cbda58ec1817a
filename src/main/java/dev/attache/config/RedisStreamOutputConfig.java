package dev.attache.config;

import dev.attache.base.Address;
import dev.attache.base.HostPort;

/// A stream of Redis, by XADD.
@Doc("a stream of Redis, by XADD; a batch is one transaction")
public record RedisStreamOutputConfig(
        @Doc("server that holds the stream") @Shorthand @Default(":0")
        Address address,

        @Doc("cluster whose first available endpoint holds the stream, in place of an address")
        @Default("")
        @NamesCluster
        String cluster,

        @Doc("key of the stream") @Default("logs") String stream,

        @Doc("field that holds the record") @Default("record")
        String field,

        @Doc("records that the stream keeps, about; 0 keeps all")
        @Default("1000000")
        @Range(min = "0", max = "1000000000")
        long lengthMax,

        @Doc("form of the records") @Default("ndjson") LogOutputConfig.Encoding encode,

        @Doc("user and password; with a cluster its own are used where none are given") @Default("{}")
        CredentialsConfig credentials,

        @Doc("number of the database; with a cluster its own is used where it is 0")
        @Default("0")
        @Range(min = "0", max = "1000000")
        int database,

        @Doc("how the address is reached by TLS; false speaks in the clear") @Default("false")
        UpstreamTlsConfig tls,

        @Doc("batches, time-outs, tries, and what is refused for good") @Default("{}")
        DeliveryConfig delivery) {

    public RedisStreamOutputConfig {
        if (hasAddress(address) && !cluster.isEmpty()) {
            throw new IllegalArgumentException("cluster: stands beside an address; one of them is enough");
        }
        if (stream.isEmpty()) {
            throw new IllegalArgumentException("stream: names no key");
        }
    }

    private static boolean hasAddress(Address address) {
        return !(address instanceof HostPort tcp) || tcp.port() != 0;
    }

    /// Whether it says where to.
    public boolean isSet() {
        return hasAddress(address) || !cluster.isEmpty();
    }
}
