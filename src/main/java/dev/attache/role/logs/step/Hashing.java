package dev.attache.role.logs.step;

import dev.attache.wire.log.Slice;

/// 64-bit hashes of bytes.
///
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014), the mixer of SplitMix64.
final class Hashing {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Hashing() {}

    /// Adds a text to a hash; the order of texts and where one ends count.
    static long add(long hash, Slice text) {
        byte[] bytes = text.array();
        long mixed = hash + text.length() * GOLDEN;
        int at = text.from();
        for (; at <= text.to() - Long.BYTES; at += Long.BYTES) {
            long word = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                word |= (bytes[at + i] & 0xffL) << (i * Byte.SIZE);
            }
            mixed = mix(mixed ^ word);
        }
        long rest = 0;
        for (; at < text.to(); at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xff;
        }
        return mix(mixed ^ rest);
    }

    static long mix(long value) {
        long mixed = value + GOLDEN;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
