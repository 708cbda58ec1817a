package dev.attache.balance;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Every ring, for tests that hold of all.
enum RingKind {
    KETAMA,
    LIBMEMCACHED,
    MAGLEV,
    RENDEZVOUS,
    JUMP,
    SLOTS,
    MODULA;

    Ring build(List<Member> members, KeyHash hash) {
        return switch (this) {
            case KETAMA -> Rings.ketama(members, hash, KeyTag.NONE);
            case LIBMEMCACHED -> Rings.libmemcached(members, KeyTag.NONE);
            case MAGLEV -> Rings.maglev(members, hash, KeyTag.NONE);
            case RENDEZVOUS -> Rings.rendezvous(members, hash, KeyTag.NONE);
            case JUMP -> Rings.jump(members, hash, KeyTag.NONE);
            case SLOTS -> Rings.slots(members, KeyTag.NONE);
            case MODULA -> Rings.modula(members, hash, KeyTag.NONE);
        };
    }

    /// The owners of `key:0`, `key:1` and so on, by index.
    static int[] owners(Ring ring, int keys) {
        int[] owners = new int[keys];
        for (int i = 0; i < keys; i++) {
            byte[] key = ("key:" + i).getBytes(StandardCharsets.UTF_8);
            owners[i] = ring.memberOf(key, 0, key.length);
        }
        return owners;
    }
}
