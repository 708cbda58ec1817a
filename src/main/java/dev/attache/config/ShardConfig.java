package dev.attache.config;

/// How keys are spread over a cluster's endpoints.
@Doc("how keys are spread over a cluster's endpoints")
public record ShardConfig(
        @Doc("how a hash becomes a shard") @Default("ketama")
        Ring ring,

        @Doc("how a key becomes a hash; the libmemcached ring keeps to md5, slots to crc16") @Default("fnv1a-64")
        Hash hash,

        @Doc("two characters: of a key that holds both, only what stands between them is hashed; empty hashes all")
        @Default("{}")
        String tag) {
    private static final int ASCII_MAX = 0x7f;

    public ShardConfig {
        if (!tag.isEmpty() && (tag.length() != 2 || tag.chars().anyMatch(each -> each > ASCII_MAX))) {
            throw new IllegalArgumentException("tag: needs two ASCII characters, as in \"{}\", or none");
        }
    }

    /// How a hash becomes a shard.
    public enum Ring {
        KETAMA,
        LIBMEMCACHED,
        MAGLEV,
        JUMP,
        RENDEZVOUS,
        MODULA,
        SLOTS
    }

    /// How a key becomes a hash; the names and the results are twemproxy's.
    public enum Hash {
        ONE_AT_A_TIME,
        MD5,
        CRC16,
        CRC32,
        CRC32A,
        FNV1_64,
        FNV1A_64,
        FNV1_32,
        FNV1A_32,
        HSIEH,
        MURMUR,
        JENKINS
    }
}
