package dev.attache.role.logs.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.role.logs.testing.LossesTold;
import dev.attache.testing.Eventually;
import dev.attache.testing.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeSourceIT {
    private static final int LINE_MAX = 1_000_000;

    @TempDir
    private Path folder;

    private final LossesTold told = new LossesTold();
    private final List<String> losses = told.lines();
    private final LineReader reader = new LineReader(LINE_MAX);
    private final List<String> lines = new ArrayList<>();
    private @Nullable PipeSource source;

    @AfterEach
    void close() {
        if (source != null) {
            source.close();
        }
    }

    private PipeSource open() {
        PipeSource opened = PipeSource.fifo(folder.resolve("pipe").toString(), told);
        opened.use(LineReader.blockMax(LINE_MAX), () -> {});
        source = opened;
        return opened;
    }

    private void makePipe() throws IOException {
        Process made = new ProcessBuilder(
                        Program.MKFIFO.path().toString(), folder.resolve("pipe").toString())
                .start();
        Eventually.holds("the pipe is there", () -> !made.isAlive() && made.exitValue() == 0);
    }

    private OutputStream writer() throws IOException {
        return Files.newOutputStream(folder.resolve("pipe"));
    }

    private static void write(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    /// Reads what is there now.
    private List<String> read(PipeSource from) {
        from.peek(0);
        for (Generation each = from.next(reader, 0); each != null; each = from.next(reader, 0)) {
            String text =
                    new String(reader.array(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8);
            List<String> found = text.isEmpty() ? List.of() : List.of(text.split("\n"));
            lines.addAll(found);
            reader.done(each, reader.to(), found.size());
        }
        return lines;
    }

    private void awaitLines(PipeSource from, String... expected) {
        Eventually.passes(() -> assertThat(read(from)).containsExactly(expected));
    }

    @Test
    void linesOfOneWriterAfterTheOtherAreReadAndEachEndsItsLastLine() throws IOException {
        makePipe();
        PipeSource pipe = open();
        try (OutputStream first = writer()) {
            write(first, "one\ntwo");
        }
        awaitLines(pipe, "one", "two");
        try (OutputStream second = writer()) {
            write(second, "three\n");
            awaitLines(pipe, "one", "two", "three");
        }
        assertThat(pipe.isOver()).isFalse();
    }

    @Test
    void aPipeThatIsMadeLaterIsRead() throws IOException {
        PipeSource pipe = open();
        makePipe();
        try (OutputStream writer = writer()) {
            write(writer, "one\n");
            awaitLines(pipe, "one");
        }
        assertThat(losses).isEmpty();
    }

    @Test
    void whatIsNoPipeIsRefusedByName() throws IOException {
        Files.createFile(folder.resolve("pipe"));
        open();

        Eventually.passes(() -> assertThat(losses).singleElement().asString().contains("mkfifo"));
    }

    @Test
    void whereNothingIsTakenTheWriterWaitsAndNothingIsLost() throws Exception {
        makePipe();
        PipeSource pipe = open();
        AtomicLong written = new AtomicLong();
        Thread writing = Thread.ofPlatform().daemon().start(() -> writeNumbers(written));
        Eventually.passes(() -> assertThat(written.get()).isGreaterThan(60_000));
        AtomicLong before = new AtomicLong(-1);
        Eventually.holds("the writer stands still", () -> before.getAndSet(written.get()) == written.get());
        assertThat(written.get()).as("bytes on their way").isLessThan(2_000_000);

        Eventually.passes(() -> assertThat(read(pipe)).hasSize(400_000));
        writing.join();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).isEqualTo("number " + i);
        }
    }

    private void writeNumbers(AtomicLong written) {
        try (OutputStream out = writer()) {
            for (int i = 0; i < 400_000; i += 100) {
                var text = new StringBuilder();
                for (int each = i; each < i + 100; each++) {
                    text.append("number ").append(each).append('\n');
                }
                write(out, text.toString());
                written.addAndGet(text.length());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLineAsLongAsAllowedComesWholeAndALongerOneIsCut() throws IOException {
        makePipe();
        PipeSource pipe = open();
        String longest = "x".repeat(LINE_MAX);
        try (OutputStream writer = writer()) {
            Thread writing = Thread.ofPlatform().daemon().start(() -> {
                try {
                    write(writer, longest + "\n" + longest + "y\nend\n");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Eventually.passes(() -> assertThat(read(pipe)).hasSize(3));
            Eventually.holds("all is written", () -> !writing.isAlive());
        }
        assertThat(lines.get(0).equals(longest)).isTrue();
        assertThat(lines.get(1).startsWith(longest)).isTrue();
        assertThat(lines.get(2)).isEqualTo("end");
    }

    @Test
    void whatWasReadBeforeTheEndIsDeliveredHalfALineToo() throws IOException {
        makePipe();
        PipeSource pipe = open();
        try (OutputStream writer = writer()) {
            write(writer, "one\ntwo\nhalf");
            Eventually.passes(() -> assertThat(read(pipe)).containsExactly("one", "two"));
            pipe.drain();
            Eventually.passes(() -> assertThat(read(pipe)).containsExactly("one", "two", "half"));
            assertThat(pipe.isOver()).isTrue();
        }
        pipe.close();
        assertThat(losses).isEmpty();
    }

    @Test
    void whatCouldNotBeDeliveredBeforeTheEndIsCounted() throws IOException {
        makePipe();
        PipeSource pipe = open();
        try (OutputStream writer = writer()) {
            write(writer, "one\ntwo\n");
            Eventually.passes(() -> {
                pipe.peek(0);
                assertThat(pipe.generations().getFirst().lag()).isEqualTo(8);
            });
        }
        pipe.close();

        assertThat(losses).singleElement().asString().endsWith("pipe 8 UNDELIVERED");
    }
}
