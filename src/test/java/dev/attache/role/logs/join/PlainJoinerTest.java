package dev.attache.role.logs.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.wire.log.JsonFormat;
import dev.attache.wire.log.LocalZone;
import dev.attache.wire.log.RawFormat;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainJoinerTest {
    private static final String TRACE = "ERROR failed\njava.lang.Error\n\tat a.B.c(B.java:1)\n";

    private final JoinBounds bounds = new JoinBounds(5, 100, 1_000_000_000);
    private final Joining joining = new Joining(new PlainJoiner(new TraceRule(new RawFormat()), bounds));

    @Test
    void aRecordWhoseEndWasNotSeenIsNotTaken() {
        assertThat(joining.take("one\ntwo\n" + TRACE, false)).isEqualTo("one\ntwo\n".length());
        assertThat(joining.records()).containsExactly("one", "two");
    }

    @Test
    void itIsTakenWhenTheNextBegins() {
        assertThat(joining.take(TRACE + "INFO next\n", false)).isEqualTo(TRACE.length());
        assertThat(joining.records()).containsExactly(TRACE.strip());
    }

    @Test
    void itIsTakenWhenNothingMayFollow() {
        assertThat(joining.take(TRACE, true)).isEqualTo(TRACE.length());
        assertThat(joining.records()).containsExactly(TRACE.strip());
    }

    @Test
    void theLastLineNeedsNoEnd() {
        joining.take("one\ntwo", true);

        assertThat(joining.records()).containsExactly("one", "two");
    }

    @Test
    void whatWasHeldIsReadAgainAsTheSame() {
        joining.take(TRACE, false);
        joining.take(TRACE + "\tat a.B.d(B.java:2)\nnext\n", false);

        assertThat(joining.records()).containsExactly((TRACE + "\tat a.B.d(B.java:2)"));
    }

    @Test
    void aRecordHasABoundOfLinesAndWhatGoesOnBeginsAnother() {
        joining.take("head\n" + "\tat a\n".repeat(7), true);

        assertThat(joining.records()).containsExactly("head\n\tat a\n\tat a\n\tat a\n\tat a", "\tat a\n\tat a\n\tat a");
    }

    @Test
    void aRecordHasABoundOfBytes() {
        joining.take("head\n\t" + "x".repeat(60) + "\n\tat " + "y".repeat(60) + "\n", true);

        assertThat(joining.records()).hasSize(2).allMatch(each -> each.length() <= bounds.bytesMax());
    }

    @Test
    void aLineThatIsARecordByItselfIsTakenAtOnce() {
        var json = new Joining(new PlainJoiner(new TraceRule(new JsonFormat(new LocalZone(ZoneOffset.UTC))), bounds));

        assertThat(json.take("{\"a\":1}\n", false)).isEqualTo(8);
        assertThat(json.records()).containsExactly("{\"a\":1}");
    }

    @Test
    void withoutARuleEveryLineIsTakenAtOnce() {
        var off = new Joining(new PlainJoiner(JoinRule.NONE, bounds));

        assertThat(off.take(TRACE, false)).isEqualTo(TRACE.length());
        assertThat(off.records()).hasSize(3);
    }

    @Test
    void aPatternTellsWhichLinesBegin() {
        var start = new Joining(new PlainJoiner(PatternRule.start("^\\d"), bounds));
        start.take("1 one\nand more\n\nend\n2 two\n3 three\n", false);

        assertThat(start.records()).containsExactly("1 one\nand more\n\nend", "2 two");
    }

    @Test
    void orWhichGoOn() {
        var further = new Joining(new PlainJoiner(PatternRule.continuation("^\\||^>"), bounds));
        further.take("a\n|b\n>c\nd\ne", true);

        assertThat(further.records()).containsExactly("a\n|b\n>c", "d", "e");
    }

    @Test
    void aLineWithinQuotesGoesOn() {
        var quotes = new Joining(new PlainJoiner(new QuoteRule(), bounds));

        assertThat(quotes.take("1,\"a\nb \"\"c\"\"\n\",2\n3,4\n5,\"open\n", false))
                .isEqualTo("1,\"a\nb \"\"c\"\"\n\",2\n3,4\n".length());
        assertThat(quotes.records()).containsExactly("1,\"a\nb \"\"c\"\"\n\",2", "3,4");
    }

    @Test
    void linesOfWindowsAreJoinedWithoutTheirLastEnd() {
        joining.take("head\r\n\tat a\r\nnext\r\n", true);

        assertThat(joining.records()).containsExactly("head\r\n\tat a", "next");
    }

    @Test
    void everyByteIsTakenWhereverTheBufferEnds() {
        String text = "one\n" + TRACE + "two\n\tindented\n" + TRACE + "three\n";
        List<String> whole = new Joining(new PlainJoiner(new TraceRule(new RawFormat()), bounds)).all(text);
        for (int cut = 1; cut < text.length(); cut++) {
            int lineEnd = text.lastIndexOf('\n', cut - 1) + 1;
            List<String> records = new ArrayList<>();
            var first = new Joining(new PlainJoiner(new TraceRule(new RawFormat()), bounds));
            int taken = first.take(text.substring(0, lineEnd), false);
            records.addAll(first.records());
            records.addAll(first.all(text.substring(taken))
                    .subList(records.size(), first.records().size()));
            assertThat(records).as("cut at %d", cut).isEqualTo(whole);
        }
    }
}
