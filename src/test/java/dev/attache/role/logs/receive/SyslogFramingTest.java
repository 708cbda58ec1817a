package dev.attache.role.logs.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.logs.spool.Spool;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogFramingTest {
    private static final int LINE_MAX = 40;

    @TempDir
    private Path folder;

    private long passedOver;
    private int runs;

    /// What arrives in a spool when these bytes come in two portions.
    private List<String> received(Supplier<Framing> framing, byte[] bytes, int cut) {
        Path at = folder.resolve("run-" + runs++);
        passedOver = 0;
        try (Spool spool = Spool.open(at, 1 << 20, Spool.WhenFull.WAIT)) {
            EmbeddedChannel channel = new EmbeddedChannel();
            Intake intake = new Intake(channel.eventLoop(), spool, LINE_MAX, 1, new Told());
            channel.pipeline().addLast(new StreamHandler(intake, framing.get()));
            channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, cut));
            channel.writeInbound(Unpooled.copiedBuffer(bytes, cut, bytes.length - cut));
            channel.finish();
            return linesOf(at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> linesOf(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.sorted().toList()) {
                for (String line : Files.readAllLines(each)) {
                    lines.add(line.substring("00000000 ".length()));
                }
            }
        }
        return lines;
    }

    private void arrives(Supplier<Framing> framing, String sent, String... messages) {
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(received(framing, bytes, cut))
                    .as("in two portions, %d bytes first", cut)
                    .containsExactly(messages);
        }
    }

    @Test
    void messagesThatAreCountedAreTakenWhole() {
        arrives(SyslogFraming::new, "6 <1>one7 <1>zwei4 <1>3", "<1>one", "<1>zwei", "<1>3");
    }

    @Test
    void endsOfLinesWithinACountedMessageAreWrittenAsSyslogDaemonsDo() {
        arrives(SyslogFraming::new, "11 <1>one\ntwo\n6 <1>end", "<1>one#012two", "<1>end");
    }

    @Test
    void messagesOnLinesAreTakenToo() {
        arrives(SyslogFraming::new, "<1>one\n<1>two\r\n<1>end", "<1>one", "<1>two", "<1>end");
    }

    @Test
    void aSenderMayChangeItsMindWithEachMessage() {
        arrives(SyslogFraming::new, "<1>one\n6 <1>two<1>three\n7 <1>four", "<1>one", "<1>two", "<1>three", "<1>four");
    }

    @Test
    void digitsThatCountNothingAreALine() {
        arrives(
                SyslogFraming::new,
                "12:30 is no number\n1234567890 is too long\n6 <1>end",
                "12:30 is no number",
                "1234567890 is too long",
                "<1>end");
    }

    @Test
    void aMessageThatIsTooLongIsCutAndTheRestIsPassedOverAndCounted() {
        arrives(
                SyslogFraming::new,
                "100 <1>" + "x".repeat(97) + "6 <1>end",
                "<1>" + "x".repeat(LINE_MAX + 1 - 3),
                "<1>end");
        assertThat(passedOver).isEqualTo(100 - LINE_MAX - 1);
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheRestIsPassedOverAndCounted() {
        for (Supplier<Framing> each : List.<Supplier<Framing>>of(SyslogFraming::new, LineFraming::new)) {
            arrives(each, "<1>" + "x".repeat(97) + "\n<1>end\n", "<1>" + "x".repeat(LINE_MAX + 1 - 3), "<1>end");
            assertThat(passedOver).isEqualTo(100 - LINE_MAX - 1);
        }
    }

    @Test
    void linesAreWhatStandsBetweenTheirEnds() {
        arrives(LineFraming::new, "one\n\n6 two\r\nend", "one", "6 two", "end");
    }

    private final class Told implements IntakeEvents {
        @Override
        public void onArrival() {
            // The test looks itself.
        }

        @Override
        public void onCut(long bytes) {
            passedOver += bytes;
        }

        @Override
        public void onHeld(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void onResumed() {
            // It never was held.
        }
    }
}
