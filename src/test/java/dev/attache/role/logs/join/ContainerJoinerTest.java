package dev.attache.role.logs.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.wire.log.CriFrame;
import dev.attache.wire.log.DockerFrame;
import dev.attache.wire.log.LocalZone;
import dev.attache.wire.log.RawFormat;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerJoinerTest {
    private static final LocalZone UTC = new LocalZone(ZoneOffset.UTC);
    private static final JoinBounds BOUNDS = new JoinBounds(100, 200, 1_000_000_000);

    private final Joining cri = new Joining(joiner());

    private static ContainerJoiner joiner() {
        return new ContainerJoiner(
                new CriFrame(UTC), new TraceRule(new RawFormat()), new TraceRule(new RawFormat()), BOUNDS);
    }

    private static String at(int millis, String rest) {
        return "2026-11-21T10:00:%02d.%03d000000Z %s\n".formatted(millis / 1000, millis % 1000, rest);
    }

    @Test
    void piecesOfALineArePutTogether() {
        assertThat(cri.all(at(0, "stdout P one ") + at(1, "stdout P two ") + at(2, "stdout F three")))
                .containsExactly("STDOUT: one two three");
    }

    @Test
    void piecesOfTwoStreamsAreKeptApart() {
        assertThat(cri.all(at(0, "stdout P a") + at(1, "stderr P b") + at(2, "stdout F c") + at(3, "stderr F d")))
                .containsExactly("STDOUT: ac", "STDERR: bd");
    }

    @Test
    void linesAreJoinedByStreamWhateverStandsBetween() {
        String lines = at(0, "stderr F ERROR failed")
                + at(1, "stdout F working")
                + at(2, "stderr F java.lang.Error: x")
                + at(3, "stderr F \tat a.B.c")
                + at(4, "stdout F still working");

        assertThat(cri.all(lines))
                .containsExactly(
                        "STDERR: ERROR failed\njava.lang.Error: x\n\tat a.B.c",
                        "STDOUT: working",
                        "STDOUT: still working");
    }

    @Test
    void recordsBehindOneThatMayGoOnAreNotTakenBeforeIt() {
        String lines = at(0, "stderr F ERROR failed") + at(1, "stdout F one") + at(2, "stdout F two");

        assertThat(cri.take(lines, false)).isZero();
        assertThat(cri.records()).isEmpty();
    }

    @Test
    void theRuntimesTimesEndARecordThatNothingFollows() {
        String quiet = at(0, "stderr F ERROR failed");
        String lines = quiet + at(500, "stdout F one") + at(1500, "stdout F two");

        assertThat(cri.take(lines, false))
                .isEqualTo(quiet.length() + at(500, "stdout F one").length());
        assertThat(cri.records()).containsExactly("STDERR: ERROR failed", "STDOUT: one");
    }

    @Test
    void halfALineIsHeldUntilItsEnd() {
        var lines = new Joining(new ContainerJoiner(new CriFrame(UTC), JoinRule.NONE, JoinRule.NONE, BOUNDS));
        String whole = at(0, "stdout F whole");

        assertThat(lines.take(whole + at(1, "stdout P half"), false)).isEqualTo(whole.length());
        lines.take(at(1, "stdout P half ") + at(2, "stdout F of it"), false);
        assertThat(lines.records()).containsExactly("STDOUT: whole", "STDOUT: half of it");
    }

    @Test
    void whatTheRuntimeDidNotWriteIsHandedOnAsItIs() {
        assertThat(cri.all(at(0, "stdout F one") + "no frame\n" + at(1, "stdout F two")))
                .containsExactly("STDOUT: one", "ALIEN: no frame", "STDOUT: two");
    }

    @Test
    void aLineOfManyPiecesHasABoundAndWhatIsBeyondIsCounted() {
        String piece = at(0, "stdout P " + "x".repeat(150));

        assertThat(cri.all(piece + piece + at(1, "stdout F end")))
                .containsExactly("STDOUT: " + "x".repeat(200) + " (103 left out)");
    }

    @Test
    void anEmptyLineIsALine() {
        assertThat(cri.all(at(0, "stdout F a") + at(1, "stdout F ") + at(2, "stdout F") + at(3, "stdout F b")))
                .containsExactly("STDOUT: a", "STDOUT: ", "STDOUT: ", "STDOUT: b");
    }

    @Test
    void dockersObjectsSayTheSame() {
        var docker = new Joining(new ContainerJoiner(new DockerFrame(UTC), JoinRule.NONE, JoinRule.NONE, BOUNDS));
        String time = "\"time\":\"2026-11-21T10:00:00.1Z\"}\n";

        assertThat(docker.all("{\"log\":\"a \\u00e4\\ud83d\\ude00\\t\\\"q\\\" \",\"stream\":\"stdout\"," + time
                        + "{\"log\":\"b\\n\",\"stream\":\"stdout\",\"attrs\":{\"tag\":\"x\"}," + time
                        + "{\"log\":\"err\\r\\n\",\"stream\":\"stderr\"," + time
                        + "{\"msg\":\"alien\"}\n"))
                .containsExactly("STDOUT: a ä😀\t\"q\" b", "STDERR: err", "ALIEN: {\"msg\":\"alien\"}");
    }

    @Test
    void framesAreFoundByTheFirstLine() {
        List<String> found = new ArrayList<>();
        var finding = new Joining(new FindingJoiner(
                List.of(new CriFrame(UTC), new DockerFrame(UTC)),
                new PlainJoiner(JoinRule.NONE, BOUNDS),
                _ -> joiner(),
                found::add));

        assertThat(finding.all("plain\n")).containsExactly("plain");
        assertThat(finding.all(at(0, "stdout F one"))).endsWith("STDOUT: one");
        assertThat(finding.all("alien\n" + at(1, "stdout F two"))).endsWith("ALIEN: alien", "STDOUT: two");
        assertThat(found).containsExactly("cri");
    }

    @Test
    void framesThatHaveGoneAreGivenUp() {
        List<String> found = new ArrayList<>();
        var finding = new Joining(new FindingJoiner(
                List.of(new CriFrame(UTC)), new PlainJoiner(JoinRule.NONE, BOUNDS), _ -> joiner(), found::add));
        finding.all(at(0, "stdout F one"));
        finding.all("plain\n".repeat(64));

        assertThat(finding.all("plain\n")).endsWith("plain");
        assertThat(finding.records().getLast()).isEqualTo("plain");
    }

    @Test
    void recordsComeTheSameWhereverTheBufferEnds() {
        String text = at(0, "stdout F ERROR a") + at(1, "stderr P x") + at(2, "stdout F \tat b") + at(3, "stderr F y")
                + "alien\n" + at(4, "stdout P c") + at(5, "stdout F d") + at(6, "stderr F  e");
        List<String> whole = new Joining(joiner()).all(text);
        for (int end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', end) + 1) {
            var joining = new Joining(joiner());
            int taken = joining.take(text.substring(0, end), false);

            assertThat(joining.all(text.substring(taken))).as("cut at %d", end).isEqualTo(whole);
        }
    }
}
