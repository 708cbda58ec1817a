package dev.attache.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownOutputTest {
    private static boolean matches(String shown, String printed) {
        return ShownOutput.matches(shown.lines().toList(), printed.lines().toList());
    }

    @Test
    void numbersAndTimesMayDiffer() {
        assertThat(matches("shard a     5,680 answered in 1.07 s", "shard a   999 answered in 30 ms"))
                .isTrue();
        assertThat(matches("     22 the next site", "      9 the next site")).isTrue();
        assertThat(matches("attache  127.0.0.1:6379", "attache  127.0.0.1:28001 (port 6379 is taken)"))
                .isTrue();
    }

    @Test
    void wordsMayNotDiffer() {
        assertThat(matches("5 answered", "5 refused")).isFalse();
        assertThat(matches("one\ntwo", "one")).isFalse();
        assertThat(matches("one", "one\ntwo")).isFalse();
    }

    @Test
    void dotsStandForAnyLines() {
        assertThat(matches("one\n...\nfour", "one\ntwo\nthree\nfour")).isTrue();
        assertThat(matches("one\n...\nfour", "one\nfour")).isTrue();
        assertThat(matches("one\n...\nfour", "one\ntwo")).isFalse();
    }

    @Test
    void aBlockIsCutIntoCommandsAndWhatTheyPrint() {
        List<ConsoleBlock> blocks = ConsoleBlock.allIn(List.of(
                "Text.",
                "```console",
                "$ one",
                "1",
                "",
                "2",
                "$ two",
                "```",
                "*Needs a cluster:*",
                "",
                "```console",
                "$ three",
                "```"));

        assertThat(blocks)
                .containsExactly(
                        new ConsoleBlock(
                                "",
                                List.of(
                                        new ConsoleBlock.Step(3, "one", List.of("1", "", "2")),
                                        new ConsoleBlock.Step(7, "two", List.of()))),
                        new ConsoleBlock("a cluster", List.of(new ConsoleBlock.Step(12, "three", List.of()))));
    }
}
