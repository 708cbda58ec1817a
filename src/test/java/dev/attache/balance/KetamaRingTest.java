package dev.attache.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

final class KetamaRingTest {
    private static final List<String> LINES = Vectors.lines("ketama-libmemcached.txt");
    private static final List<Member> SERVERS = LINES.stream()
            .map(line -> line.split(" "))
            .filter(words -> words.length == 2)
            .map(words -> new Member(words[0], Integer.parseInt(words[1])))
            .toList();
    private static final Ring RING = Rings.libmemcached(SERVERS, KeyTag.NONE);

    @Test
    void keysLieWhereLibmemcachedsOwnTestsSay() {
        SoftAssertions softly = new SoftAssertions();
        int vectors = 0;
        for (String line : LINES) {
            String[] words = line.split(" ");
            if (words.length == 4) {
                softly.assertThat(ownerOf(RING, SERVERS, words[3])).as(words[3]).isEqualTo(words[2]);
                vectors++;
            }
        }
        softly.assertAll();
        assertThat(SERVERS).hasSize(8);
        assertThat(vectors).isEqualTo(99);
    }

    @Test
    void aHashAboveTheLastPointWrapsToTheFirst() {
        byte[] key = "VDEAAAAA".getBytes(StandardCharsets.UTF_8);
        assertThat(KeyHash.MD5.of(key, 0, key.length)).isEqualTo(0xfffcd1b5);
        assertThat(RING.memberOf(key, 0, key.length)).isEqualTo(RING.memberOf(key, 0, 0));
    }

    @Test
    void theOrderInWhichMembersAreListedDoesNotMatter() {
        List<Member> shuffled = new ArrayList<>(SERVERS);
        Collections.reverse(shuffled);
        Ring other = Rings.libmemcached(shuffled, KeyTag.NONE);
        for (int i = 0; i < 10_000; i++) {
            String key = "key:" + i;
            assertThat(ownerOf(other, shuffled, key)).as(key).isEqualTo(ownerOf(RING, SERVERS, key));
        }
    }

    @Test
    void theFirstListedOwnsPointsThatCoincide() {
        List<Member> twins = List.of(new Member("same", 1), new Member("same", 1), new Member("same", 1));
        Ring ring = Rings.ketama(twins, KeyHash.FNV1A_64, KeyTag.NONE);
        for (int i = 0; i < 1_000; i++) {
            byte[] key = ("key:" + i).getBytes(StandardCharsets.UTF_8);
            assertThat(ring.memberOf(key, 0, key.length)).isZero();
        }
    }

    @Test
    void sharesAreReckonedInSinglePrecisionAndRoundedDown() {
        assertThat(KetamaRing.digests(SERVERS)).containsExactly(44, 22, 14, 26, 74, 59, 70, 7);
        assertThat(KetamaRing.digests(Collections.nCopies(3, new Member("a", 1))))
                .containsExactly(40, 40, 40);
        // 1/n * 160 / 4 * n is less than 40 in single precision for these n, so twemproxy makes 156 points a member.
        assertThat(sizesWithFewerPoints(100)).containsExactly(25, 47, 50, 55, 61, 71, 94, 100);
    }

    @Test
    void aMemberOfTinyWeightHasNoPointAndNoKey() {
        List<Member> members = List.of(new Member("large", 1000), new Member("tiny", 1));
        assertThat(KetamaRing.digests(members)).containsExactly(79, 0);
        Ring ring = Rings.ketama(members, KeyHash.MURMUR, KeyTag.NONE);
        for (int i = 0; i < 1_000; i++) {
            assertThat(ownerOf(ring, members, "key:" + i)).isEqualTo("large");
        }
    }

    private static List<Integer> sizesWithFewerPoints(int upTo) {
        List<Integer> sizes = new ArrayList<>();
        for (int size = 1; size <= upTo; size++) {
            if (KetamaRing.digests(Collections.nCopies(size, new Member("a", 1)))[0] < 40) {
                sizes.add(size);
            }
        }
        return sizes;
    }

    private static String ownerOf(Ring ring, List<Member> members, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return members.get(ring.memberOf(bytes, 0, bytes.length)).name();
    }
}
