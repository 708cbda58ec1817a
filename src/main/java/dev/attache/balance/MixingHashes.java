package dev.attache.balance;

/// Hashes that take several bytes at a time. All read words the lowest byte first.
final class MixingHashes {
    private static final int MURMUR_M = 0x5bd1e995;
    private static final int MURMUR_SEED = 0xdeadbeef;
    private static final int JENKINS_START = 0xdeadbeef + 13;

    private MixingHashes() {}

    private static int word(byte[] bytes, int at) {
        return half(bytes, at) | half(bytes, at + 2) << 16;
    }

    private static int half(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    static int hsieh(byte[] bytes, int from, int length) {
        if (length == 0) {
            return 0;
        }
        int hash = 0;
        int at = from;
        for (int words = length >>> 2; words > 0; words--, at += 4) {
            hash += half(bytes, at);
            hash = hash << 16 ^ half(bytes, at + 2) << 11 ^ hash;
            hash += hash >>> 11;
        }
        switch (length & 3) {
            case 3 -> {
                hash += half(bytes, at);
                hash ^= hash << 16;
                hash ^= bytes[at + 2] << 18;
                hash += hash >>> 11;
            }
            case 2 -> {
                hash += half(bytes, at);
                hash ^= hash << 11;
                hash += hash >>> 17;
            }
            case 1 -> {
                hash += bytes[at] & 0xFF;
                hash ^= hash << 10;
                hash += hash >>> 1;
            }
            default -> {}
        }
        hash ^= hash << 3;
        hash += hash >>> 5;
        hash ^= hash << 4;
        hash += hash >>> 17;
        hash ^= hash << 25;
        return hash + (hash >>> 6);
    }

    static int murmur(byte[] bytes, int from, int length) {
        int hash = MURMUR_SEED * length ^ length;
        int at = from;
        int left = length;
        for (; left >= 4; left -= 4, at += 4) {
            int word = word(bytes, at) * MURMUR_M;
            hash = hash * MURMUR_M ^ (word ^ word >>> 24) * MURMUR_M;
        }
        if (left > 0) {
            hash = (hash ^ tail(bytes, at, left)) * MURMUR_M;
        }
        hash = (hash ^ hash >>> 13) * MURMUR_M;
        return hash ^ hash >>> 15;
    }

    /// Up to four bytes as a number; none gives 0.
    private static int tail(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = Math.min(4, count) - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    static int jenkins(byte[] bytes, int from, int length) {
        int a = JENKINS_START + length;
        int b = a;
        int c = a;
        int at = from;
        int left = length;
        for (; left > 12; left -= 12, at += 12) {
            a += word(bytes, at);
            b += word(bytes, at + 4);
            c += word(bytes, at + 8);
            a = a - c ^ Integer.rotateLeft(c, 4);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 6);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 8);
            b += a;
            a = a - c ^ Integer.rotateLeft(c, 16);
            c += b;
            b = b - a ^ Integer.rotateLeft(a, 19);
            a += c;
            c = c - b ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        if (left == 0) {
            return c;
        }
        a += tail(bytes, at, left);
        b += tail(bytes, at + 4, left - 4);
        c += tail(bytes, at + 8, left - 8);
        return jenkinsEnd(a, b, c);
    }

    private static int jenkinsEnd(int first, int second, int third) {
        int c = (third ^ second) - Integer.rotateLeft(second, 14);
        int a = (first ^ c) - Integer.rotateLeft(c, 11);
        int b = (second ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }
}
