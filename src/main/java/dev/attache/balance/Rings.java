package dev.attache.balance;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Builds the rings.
public final class Rings {
    /// Slots of a Redis Cluster.
    static final int SLOTS = 16_384;

    private Rings() {}

    /// twemproxy's ketama, to the bit.
    public static Ring ketama(List<Member> members, KeyHash hash, KeyTag tag) {
        return new KetamaRing(members, hash, tag);
    }

    /// libmemcached's weighted ketama: the same points, keys by MD5.
    public static Ring libmemcached(List<Member> members, KeyTag tag) {
        return new KetamaRing(members, KeyHash.MD5, tag);
    }

    /// A table of 65,537 places filled in turns (Eisenbud et al., NSDI 2016).
    public static Ring maglev(List<Member> members, KeyHash hash, KeyTag tag) {
        return new MaglevRing(members, hash, tag);
    }

    /// Jump consistent hash (Lamping and Veach, 2014); a member of weight n counts as n buckets.
    public static Ring jump(List<Member> members, KeyHash hash, KeyTag tag) {
        return new JumpRing(members, hash, tag);
    }

    /// Highest random weight (Thaler and Ravishankar, 1996), weighted by logarithms.
    public static Ring rendezvous(List<Member> members, KeyHash hash, KeyTag tag) {
        return new RendezvousRing(members, hash, tag);
    }

    /// twemproxy's modula: the hash modulo the sum of weights.
    public static Ring modula(List<Member> members, KeyHash hash, KeyTag tag) {
        return new TableRing(repeated(members), members.size(), hash, tag);
    }

    /// 16,384 slots by CRC16, as in Redis Cluster; each member has a run of them, in order, as long as its weight asks.
    public static Ring slots(List<Member> members, KeyTag tag) {
        int[] table = new int[SLOTS];
        long total = members.stream().mapToLong(Member::weight).sum();
        long before = 0;
        for (int i = 0; i < members.size(); i++) {
            long end = before + members.get(i).weight();
            for (long slot = before * SLOTS / total; slot < end * SLOTS / total; slot++) {
                table[(int) slot] = i;
            }
            before = end;
        }
        return new TableRing(table, members.size(), KeyHash.CRC16, tag);
    }

    /// Each member's index as often as its weight says.
    static int[] repeated(List<Member> members) {
        int[] table = new int[members.stream().mapToInt(Member::weight).sum()];
        int at = 0;
        for (int i = 0; i < members.size(); i++) {
            for (int turn = 0; turn < members.get(i).weight(); turn++) {
                table[at++] = i;
            }
        }
        return table;
    }

    /// 64 well-mixed bits of a name: FNV-1a, then the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    static long hash64(String name, long seed) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each & 0xFF) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static long mix(long bits) {
        long hash = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
