package dev.attache.role.logs.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.wire.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
    /// Takes out what is longer than a number of bytes, and says at the end how many those were.
    private static final class Longer implements Step {
        private final int lengthMax;
        private int count;

        Longer(int lengthMax) {
            this.lengthMax = lengthMax;
        }

        @Override
        public String name() {
            return "longer-" + lengthMax;
        }

        @Override
        public boolean take(LogRecord record) {
            boolean fits = record.body().length() <= lengthMax;
            count += fits ? 0 : 1;
            return fits;
        }

        @Override
        public boolean next(LogRecord record, long nowNanos, boolean last) {
            if (!last || count == 0) {
                return false;
            }
            byte[] text = (count + " were longer").getBytes(StandardCharsets.UTF_8);
            record.begin(text, 0, text.length, nowNanos);
            count = 0;
            return true;
        }
    }

    private static LogRecord record(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        var record = new LogRecord();
        record.begin(bytes, 0, bytes.length, 0);
        return record;
    }

    @Test
    void whatAStepTakesOutIsCountedThereAndSeenByNoneBehindIt() {
        var steps = new Steps(List.of(new Longer(4), new Longer(2)));

        assertThat(steps.take(record("12345"))).isFalse();
        assertThat(steps.take(record("123"))).isFalse();
        assertThat(steps.take(record("1"))).isTrue();

        assertThat(steps.dropped(0)).isEqualTo(1);
        assertThat(steps.dropped(1)).isEqualTo(1);
    }

    @Test
    void whatAStepSaysOfItsOwnGoesThroughThoseBehindIt() {
        var steps = new Steps(List.of(new Longer(20), new Longer(4), new Longer(15)));
        steps.take(record("12345"));
        var own = new LogRecord();

        assertThat(steps.next(own, 0, false)).isFalse();
        assertThat(steps.next(own, 0, true)).isTrue();
        assertThat(own.body().toString()).isEqualTo("1 were longer");
        assertThat(steps.next(own, 0, true)).isFalse();
    }
}
