package dev.attache.balance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a ring does to 100,000 keys: the figures of `docs/rings.md`.
final class RingFigures {
    static final int KEYS = 100_000;

    private RingFigures() {}

    /// Members `shard-0` up to the number, each of weight 1.
    static List<Member> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Member("shard-" + i, 1))
                .toList();
    }

    /// Keys of the fullest member as a multiple of an even share.
    static double maxOverMean(int[] owners, int members) {
        int[] keys = new int[members];
        for (int owner : owners) {
            keys[owner]++;
        }
        return Arrays.stream(keys).max().orElse(0) * (double) members / owners.length;
    }

    /// Share of the keys that have another owner.
    static double moved(List<Member> before, int[] ownersBefore, List<Member> after, int[] ownersAfter) {
        long moved = IntStream.range(0, ownersBefore.length)
                .filter(i -> !before.get(ownersBefore[i]).equals(after.get(ownersAfter[i])))
                .count();
        return moved / (double) ownersBefore.length;
    }

    /// The list without the member at the place.
    static List<Member> without(List<Member> members, int place) {
        return IntStream.range(0, members.size())
                .filter(i -> i != place)
                .mapToObj(members::get)
                .toList();
    }
}
