package dev.attache.balance;

/// One member of a ring.
///
/// @param name stable name, from which its places on the ring are made
/// @param weight its share relative to the others, at least 1
public record Member(String name, int weight) {
    public Member {
        if (weight < 1) {
            throw new IllegalArgumentException("a member's weight is at least 1");
        }
    }
}
