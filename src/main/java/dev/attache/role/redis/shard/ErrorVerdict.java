package dev.attache.role.redis.shard;

import java.nio.charset.StandardCharsets;

/// What an error reply of a shard means for the command that got it.
///
/// | reply | has the command run? | verdict |
/// |---|---|---|
/// | `LOADING`, `MASTERDOWN`, `BUSY`, `READONLY`, `TRYAGAIN`, `CLUSTERDOWN` | no | tried again after a pause |
/// | `NOAUTH` | no | the connection logs in anew, the command is tried again |
/// | `MOVED`, `ASK` | no | told as an error of attache: a client that followed it would go round attache |
/// | any other | says itself | passed on |
enum ErrorVerdict {
    PASS_ON,
    TRY_AGAIN,
    LOG_IN_AGAIN,
    FOREIGN_CLUSTER;

    private static final byte[][] PASSING =
            codes("LOADING", "MASTERDOWN", "BUSY", "READONLY", "TRYAGAIN", "CLUSTERDOWN");
    private static final byte[][] NO_AUTH = codes("NOAUTH");
    private static final byte[][] REDIRECTS = codes("MOVED", "ASK");

    private static byte[][] codes(String... words) {
        byte[][] codes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            codes[i] = ("-" + words[i] + " ").getBytes(StandardCharsets.US_ASCII);
        }
        return codes;
    }

    /// @param bytes an error reply from its `-` on
    static ErrorVerdict of(byte[] bytes, int from, int length) {
        if (startsWithAny(PASSING, bytes, from, length)) {
            return TRY_AGAIN;
        }
        if (startsWithAny(NO_AUTH, bytes, from, length)) {
            return LOG_IN_AGAIN;
        }
        return startsWithAny(REDIRECTS, bytes, from, length) ? FOREIGN_CLUSTER : PASS_ON;
    }

    private static boolean startsWithAny(byte[][] codes, byte[] bytes, int from, int length) {
        for (byte[] code : codes) {
            if (length >= code.length && matches(code, bytes, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] code, byte[] bytes, int from) {
        for (int i = 0; i < code.length; i++) {
            if (bytes[from + i] != code[i]) {
                return false;
            }
        }
        return true;
    }
}
