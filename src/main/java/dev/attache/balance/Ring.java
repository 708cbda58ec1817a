package dev.attache.balance;

/// Maps a key to one of the members it was built from. Immutable; safe from any thread; no allocation per call.
public interface Ring {
    /// Index of the member that owns the key `bytes[from, from + length)`, 0 up to [#size] - 1.
    int memberOf(byte[] bytes, int from, int length);

    /// How many members the ring was built from.
    int size();
}
