package dev.attache.wire.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoFormatTest {
    private static final String JSON = "{\"ts\":\"2026-11-21T10:00:00Z\",\"msg\":\"x\"}";
    private static final String GO = "2026/11/21 10:00:00 text";
    private static final int SAMPLE = 16;
    private static final int WINDOW = 64;

    private final List<String> decisions = new ArrayList<>();
    private final AutoFormat format = new AutoFormat(
            List.of(new JsonFormat(Lines.UTC), new GoFormat(Lines.UTC), new LogfmtFormat(Lines.UTC)),
            decided -> decisions.add(decided.name()));

    private LogRecord read(String line) {
        return Lines.read(format, line.getBytes(StandardCharsets.UTF_8));
    }

    private void read(String line, int times) {
        for (int i = 0; i < times; i++) {
            read(line);
        }
    }

    @Test
    void linesAreReadWhileItIsNotDecidedYet() {
        assertThat(read(JSON).body()).hasToString("x");
        assertThat(read(GO).body()).hasToString("text");
        assertThat(format.name()).isEqualTo("auto");
    }

    @Test
    void whatMostOfTheFirstLinesAreIsDecided() {
        read(GO, SAMPLE / 2);
        read("something else", SAMPLE / 2);

        assertThat(decisions).containsExactly("go");
        assertThat(format.name()).isEqualTo("go");
        assertThat(read(JSON).body()).as("is read as decided").hasToString(JSON);
    }

    @Test
    void linesOfNoFormatStayAsTheyAre() {
        read("plain words, a=1", SAMPLE);

        assertThat(decisions).containsExactly("raw");
        assertThat(read("more words").body()).hasToString("more words");
    }

    @Test
    void aFileWhoseLinesChangeIsLookedAtAnew() {
        read(GO, SAMPLE);
        read(JSON, WINDOW + SAMPLE);

        assertThat(decisions).containsExactly("go", "json");
        assertThat(read(JSON).body()).hasToString("x");
    }

    @Test
    void aFileThatBeganWithABannerIsLookedAtAnew() {
        read("********", SAMPLE);
        read(JSON, 2 * WINDOW + SAMPLE);

        assertThat(decisions).containsExactly("raw", "json");
    }

    @Test
    void aFewLinesOfAnotherKindChangeNothing() {
        read(GO, SAMPLE);
        for (int i = 0; i < 10 * WINDOW; i++) {
            read(i % 3 == 0 ? "\tat some.Place" : GO);
        }

        assertThat(decisions).containsExactly("go");
    }
}
