package dev.attache.role.http.route;

import java.nio.charset.StandardCharsets;

/// 64 bits that stand for a visitor in statistics: 64-bit FNV-1a, then the finaliser of SplitMix64 (Steele, Lea and
/// Flood, 2014). Another hash than that of the assignment, so that the visitors of one arm are spread like those of any
/// other.
public final class VisitorHash {
    /// Stands for requests of which nobody knows whose they are.
    public static final long NOBODY = 0;

    private static final long INIT = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private VisitorHash() {}

    /// The hash of a visitor by the identity that requests carry, a cookie's signature left out.
    ///
    /// @param salt of the experiment
    public static long of(byte[] salt, String identity) {
        byte[] bytes = identity.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, ArmPicker.IDENTITY_BYTES_MAX);
        byte[] key = new byte[salt.length + length];
        System.arraycopy(salt, 0, key, 0, salt.length);
        System.arraycopy(bytes, 0, key, salt.length, length);
        return of(key, key.length);
    }

    /// The hash of salt and identity.
    static long of(byte[] bytes, int length) {
        long hash = INIT;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ bytes[i] & 0xFF) * PRIME;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == NOBODY ? 1 : hash;
    }
}
