package dev.attache.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.cli.demo.StoredValue.Items;
import dev.attache.cli.demo.StoredValue.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class KeyspaceTest {
    private static final long BYTES_MAX = 10_000;

    private long nowNanos = Long.MAX_VALUE - 5;
    private final Keyspace keys = new Keyspace(() -> nowNanos, BYTES_MAX);

    @Test
    void aKeyIsGoneWhenItsTimeIsOver() {
        keys.put("a", new Text("1"));
        keys.expireAfter("a", 100);

        nowNanos += TimeUnit.MILLISECONDS.toNanos(99);
        assertThat(keys.find("a")).isEqualTo(new Text("1"));
        assertThat(keys.millisLeft("a")).isEqualTo(1);

        nowNanos += TimeUnit.MILLISECONDS.toNanos(1);
        assertThat(keys.find("a")).isNull();
        assertThat(keys.size()).isZero();
        assertThat(keys.millisLeft("a")).isEqualTo(-2);
    }

    @Test
    void aKeyWrittenAnewForgetsItsTimeUnlessItIsReplaced() {
        keys.put("a", new Text("1"));
        keys.expireAfter("a", 100);

        keys.replace("a", new Text("2"));
        assertThat(keys.millisLeft("a")).isEqualTo(100);

        keys.put("a", new Text("3"));
        assertThat(keys.millisLeft("a")).isEqualTo(-1);
    }

    @Test
    void aWalkMeetsEveryKeyThatStaysWhileOthersComeAndGo() {
        for (int i = 0; i < 50; i++) {
            keys.put("stays" + i, new Text(""));
            keys.put("goes" + i, new Text(""));
        }
        List<String> met = new ArrayList<>();
        long cursor = 0;
        int step = 0;
        do {
            Keyspace.Piece piece = keys.walk(cursor, 7);
            met.addAll(piece.keys());
            cursor = piece.next();
            keys.remove("goes" + step);
            keys.put("comes" + step, new Text(""));
            step++;
        } while (cursor != 0);

        assertThat(met).doesNotHaveDuplicates();
        for (int i = 0; i < 50; i++) {
            assertThat(met).contains("stays" + i);
        }
    }

    @Test
    void aFullStoreRefusesAndTakesAgainWhatWasGivenBack() {
        String large = "x".repeat((int) BYTES_MAX / 2);
        keys.put("a", new Text(large));
        assertThatThrownBy(() -> keys.put("b", new Text(large)))
                .isInstanceOf(StoreError.class)
                .hasMessageStartingWith("OOM ");

        keys.put("a", new Text(large));
        keys.remove("a");
        keys.put("b", new Text(large));
        assertThat(keys.keys()).containsExactly("b");
    }

    @Test
    void elementsCountUntilTheirKeyGoes() {
        keys.put("list", new Items());
        List<String> element = List.of("x".repeat((int) BYTES_MAX / 2));
        keys.charge("list", element);
        assertThatThrownBy(() -> keys.charge("list", element)).isInstanceOf(StoreError.class);

        keys.remove("list");
        keys.put("list", new Items());
        keys.charge("list", element);
    }
}
