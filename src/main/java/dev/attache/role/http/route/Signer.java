package dev.attache.role.http.route;

import dev.attache.base.Ascii;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs what stands in cookies: HMAC-SHA256 (RFC 2104), six bits of each of its first 22 bytes as one character, which
/// is 132 bits. For one thread.
public final class Signer {
    /// Length of a signature.
    public static final int CHARS = 22;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] DIGITS =
            Ascii.bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private final Mac mac;
    private final byte[] key;
    private final byte[] digest = new byte[32];

    /// @param key not empty
    public Signer(byte[] key) {
        this.key = key.clone();
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no " + ALGORITHM, impossible);
        }
    }

    /// The character for six bits.
    static byte digit(int bits) {
        return DIGITS[bits & 63];
    }

    boolean isOf(byte[] otherKey) {
        return Arrays.equals(key, otherKey);
    }

    /// Puts the signature of `bytes[from, from + length)` into `out` from `at` on.
    public void sign(byte[] bytes, int from, int length, byte[] out, int at) {
        mac.update(bytes, from, length);
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no " + ALGORITHM, impossible);
        }
        for (int i = 0; i < CHARS; i++) {
            out[at + i] = digit(digest[i]);
        }
    }

    /// Whether this signature stands there, in a time that does not tell where they differ.
    public static boolean isSame(byte[] signature, byte[] bytes, int from) {
        int different = 0;
        for (int i = 0; i < CHARS; i++) {
            different |= signature[i] ^ bytes[from + i];
        }
        return different == 0;
    }
}
