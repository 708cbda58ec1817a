package dev.attache.balance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Builds the rings. What each keeps, moves and costs is told in `docs/rings.md`.
///
/// A ring without some members, such as ejected ones, is built from the others: indices count within the given list.
/// Every factory throws [IllegalArgumentException] for an empty list. The placement of keys is part of the contract:
/// the same members, hash and tag give the same ring in every version and on every machine.
public final class Rings {
    /// Slots of a Redis Cluster.
    static final int SLOTS = 16_384;

    private static final long FNV_64_INIT = 0xcbf29ce484222325L;
    private static final long FNV_64_PRIME = 0x100000001b3L;

    private Rings() {}

    /// twemproxy's ketama, to the bit.
    public static Ring ketama(List<Member> members, KeyHash hash, KeyTag tag) {
        return new KetamaRing(notEmpty(members), hash, tag);
    }

    /// libmemcached's ketama as `MEMCACHED_BEHAVIOR_KETAMA_WEIGHTED` sets it up: twemproxy's points, keys by MD5.
    public static Ring libmemcached(List<Member> members, KeyTag tag) {
        return ketama(members, KeyHash.MD5, tag);
    }

    /// A table of 65,537 places filled in turns (Eisenbud et al., NSDI 2016).
    public static Ring maglev(List<Member> members, KeyHash hash, KeyTag tag) {
        return new TableRing(MaglevTable.of(notEmpty(members)), members.size(), hash, tag);
    }

    /// Jump consistent hash (Lamping and Veach, 2014); a member of weight n counts as n buckets.
    public static Ring jump(List<Member> members, KeyHash hash, KeyTag tag) {
        return new JumpRing(notEmpty(members), hash, tag);
    }

    /// Highest random weight (Thaler and Ravishankar, 1996), weighted by logarithms.
    public static Ring rendezvous(List<Member> members, KeyHash hash, KeyTag tag) {
        return new RendezvousRing(notEmpty(members), hash, tag);
    }

    /// twemproxy's modula: the hash modulo the sum of weights.
    public static Ring modula(List<Member> members, KeyHash hash, KeyTag tag) {
        return new TableRing(repeated(notEmpty(members)), members.size(), hash, tag);
    }

    /// 16,384 slots by CRC16, as in Redis Cluster; each member has a run of them, in order, as long as its weight asks.
    public static Ring slots(List<Member> members, KeyTag tag) {
        return new TableRing(slotTable(notEmpty(members)), members.size(), KeyHash.CRC16, tag);
    }

    /// The member of each slot. A run ends at the slot nearest to the sum of weights so far, where
    /// `redis-cli --cluster create` ends it too when all weights are equal.
    static int[] slotTable(List<Member> members) {
        int[] table = new int[SLOTS];
        long total = members.stream().mapToLong(Member::weight).sum();
        long weight = 0;
        int slot = 0;
        for (int i = 0; i < members.size(); i++) {
            weight += members.get(i).weight();
            int end = (int) ((2 * weight * SLOTS + total) / (2 * total));
            Arrays.fill(table, slot, end, i);
            slot = end;
        }
        return table;
    }

    /// Each member's index as often as its weight says.
    ///
    /// @throws ArithmeticException where the weights add up to 2^31 or more
    static int[] repeated(List<Member> members) {
        int[] table = new int
                [Math.toIntExact(members.stream().mapToLong(Member::weight).sum())];
        int at = 0;
        for (int i = 0; i < members.size(); i++) {
            int end = at + members.get(i).weight();
            Arrays.fill(table, at, end, i);
            at = end;
        }
        return table;
    }

    /// 64 well-mixed bits of a name: 64-bit FNV-1a of its UTF-8, then [#mix].
    static long hash64(String name, long seed) {
        long hash = FNV_64_INIT ^ seed;
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each & 0xFF) * FNV_64_PRIME;
        }
        return mix(hash);
    }

    /// 64 well-mixed bits of a key: as of a name, without the seed.
    public static long hash64(byte[] bytes, int from, int length) {
        long hash = FNV_64_INIT;
        for (int i = from, end = from + length; i < end; i++) {
            hash = (hash ^ bytes[i] & 0xFF) * FNV_64_PRIME;
        }
        return mix(hash);
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    static long mix(long bits) {
        long hash = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }

    private static List<Member> notEmpty(List<Member> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a ring needs a member");
        }
        return members;
    }
}
