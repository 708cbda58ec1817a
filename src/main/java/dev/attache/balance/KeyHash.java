package dev.attache.balance;

/// How a key becomes 32 bits: twemproxy's hash functions, to the bit, quirks included.
///
/// twemproxy reads keys as C `char`, which is signed on x86: where a function below takes a byte without masking it,
/// bytes from 0x80 on are sign-extended, as there. No function allocates.
public enum KeyHash {
    /// Bob Jenkins's one-at-a-time (Dr. Dobb's, 1997).
    ONE_AT_A_TIME {
        @Override
        int of(byte[] bytes, int from, int length) {
            int hash = 0;
            for (int i = from, end = from + length; i < end; i++) {
                hash += bytes[i];
                hash += hash << 10;
                hash ^= hash >>> 6;
            }
            hash += hash << 3;
            hash ^= hash >>> 11;
            return hash + (hash << 15);
        }
    },
    /// The first four bytes of MD5 (RFC 1321), the lowest first.
    MD5 {
        @Override
        int of(byte[] bytes, int from, int length) {
            return Md5.word(Md5.digest(bytes, from, length), 0);
        }
    },
    /// CRC-16/XMODEM without the cut to 16 bits: the low 14 are a Redis Cluster slot, the higher ones twemproxy's own.
    CRC16 {
        @Override
        int of(byte[] bytes, int from, int length) {
            return Crc.crc16(bytes, from, length);
        }
    },
    /// Bits 16 to 30 of CRC-32, as libmemcached has it.
    CRC32 {
        @Override
        int of(byte[] bytes, int from, int length) {
            return Crc.crc32(bytes, from, length) >>> 16 & 0x7fff;
        }
    },
    /// CRC-32 (IEEE 802.3).
    CRC32A {
        @Override
        int of(byte[] bytes, int from, int length) {
            return Crc.crc32(bytes, from, length);
        }
    },
    /// The low half of 64-bit FNV-1.
    FNV1_64 {
        @Override
        int of(byte[] bytes, int from, int length) {
            int hash = FNV_64_INIT;
            for (int i = from, end = from + length; i < end; i++) {
                hash = hash * FNV_64_PRIME ^ bytes[i];
            }
            return hash;
        }
    },
    /// 64-bit FNV-1a computed in 32 bits throughout.
    FNV1A_64 {
        @Override
        int of(byte[] bytes, int from, int length) {
            int hash = FNV_64_INIT;
            for (int i = from, end = from + length; i < end; i++) {
                hash = (hash ^ bytes[i]) * FNV_64_PRIME;
            }
            return hash;
        }
    },
    /// 32-bit FNV-1.
    FNV1_32 {
        @Override
        int of(byte[] bytes, int from, int length) {
            int hash = FNV_32_INIT;
            for (int i = from, end = from + length; i < end; i++) {
                hash = hash * FNV_32_PRIME ^ bytes[i];
            }
            return hash;
        }
    },
    /// 32-bit FNV-1a.
    FNV1A_32 {
        @Override
        int of(byte[] bytes, int from, int length) {
            int hash = FNV_32_INIT;
            for (int i = from, end = from + length; i < end; i++) {
                hash = (hash ^ bytes[i]) * FNV_32_PRIME;
            }
            return hash;
        }
    },
    /// Paul Hsieh's SuperFastHash.
    HSIEH {
        @Override
        int of(byte[] bytes, int from, int length) {
            return MixingHashes.hsieh(bytes, from, length);
        }
    },
    /// Austin Appleby's MurmurHash 2, seeded by the length.
    MURMUR {
        @Override
        int of(byte[] bytes, int from, int length) {
            return MixingHashes.murmur(bytes, from, length);
        }
    },
    /// Bob Jenkins's lookup3, started with 13.
    JENKINS {
        @Override
        int of(byte[] bytes, int from, int length) {
            return MixingHashes.jenkins(bytes, from, length);
        }
    };

    private static final int FNV_64_INIT = 0x84222325;
    private static final int FNV_64_PRIME = 0x1b3;
    private static final int FNV_32_INIT = 0x811c9dc5;
    private static final int FNV_32_PRIME = 16_777_619;

    /// The hash of `bytes[from, from + length)`, to be read as unsigned.
    abstract int of(byte[] bytes, int from, int length);
}
