package dev.attache.balance;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// MD5 into a buffer of the calling thread.
final class Md5 {
    static final int BYTES = 16;

    private static final ThreadLocal<Md5> PER_THREAD = ThreadLocal.withInitial(Md5::new);

    private final MessageDigest digest;
    private final byte[] result = new byte[BYTES];

    private Md5() {
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /// The digest; valid until the thread's next call.
    static byte[] digest(byte[] bytes, int from, int length) {
        Md5 own = PER_THREAD.get();
        own.digest.update(bytes, from, length);
        try {
            own.digest.digest(own.result, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("the buffer holds an MD5", e);
        }
        return own.result;
    }

    /// Four bytes of a digest as a number, the lowest first.
    ///
    /// @param index 0 to 3
    static int word(byte[] digest, int index) {
        int at = index * 4;
        return digest[at] & 0xFF
                | (digest[at + 1] & 0xFF) << 8
                | (digest[at + 2] & 0xFF) << 16
                | (digest[at + 3] & 0xFF) << 24;
    }
}
