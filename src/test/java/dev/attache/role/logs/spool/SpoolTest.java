package dev.attache.role.logs.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.logs.tail.Generation;
import dev.attache.role.logs.tail.LineReader;
import dev.attache.role.logs.tail.Place;
import dev.attache.role.logs.testing.LossesTold;
import dev.attache.testing.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final int LINE_MAX = 1000;
    private static final int LINES_A_SEGMENT = 64;

    @TempDir
    private Path folder;

    private final LossesTold told = new LossesTold();
    private final List<String> losses = told.lines();
    private @Nullable SpoolSource source;

    @AfterEach
    void close() {
        if (source != null) {
            source.close();
        }
    }

    private Spool open(int bytesMax, Spool.WhenFull whenFull, Place... known) throws IOException {
        close();
        Spool opened = Spool.open(folder, bytesMax, whenFull);
        source = new SpoolSource("input", opened, LINE_MAX, List.of(known), told);
        return opened;
    }

    private static void add(Spool spool, String... lines) {
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            spool.add(bytes, 0, bytes.length);
        }
    }

    private static String[] numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj("line number %06d"::formatted).toArray(String[]::new);
    }

    private List<String> read() {
        SpoolSource from = Objects.requireNonNull(source);
        List<String> lines = new ArrayList<>();
        var reader = new LineReader(LINE_MAX);
        for (Generation each = from.next(reader, 0); each != null; each = from.next(reader, 0)) {
            String text =
                    new String(reader.array(), reader.from(), reader.to() - reader.from(), StandardCharsets.UTF_8);
            List<String> found = text.isEmpty() ? List.of() : List.of(text.split("\n"));
            lines.addAll(found);
            reader.done(each, reader.to(), found.size());
        }
        from.scan(0);
        return lines;
    }

    private Place[] delivered() {
        return source == null ? new Place[0] : source.places(Place::of).toArray(Place[]::new);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        }
    }

    @Test
    void linesComeOutAsTheyWentIn() throws IOException {
        Spool open = open(1 << 20, Spool.WhenFull.WAIT);
        add(open, "one", "tw o", "drei ü");
        assertThat(read()).as("not before it is written").isEmpty();
        assertThat(open.flush()).isTrue();

        assertThat(read()).containsExactly("one", "tw o", "drei ü");
        assertThat(read()).isEmpty();
        assertThat(losses).isEmpty();
    }

    @Test
    void whatWasNotDeliveredIsReadAgainAfterARestartAndNothingElse() throws IOException {
        Spool open = open(1 << 20, Spool.WhenFull.WAIT);
        add(open, "one", "two");
        open.flush();
        read();
        Place[] known = delivered();
        add(open, "three");
        open.flush();

        open(1 << 20, Spool.WhenFull.WAIT, known);
        assertThat(read()).containsExactly("three");
        open(1 << 20, Spool.WhenFull.WAIT);
        assertThat(read()).as("where nothing is known of it").containsExactly("one", "two", "three");
    }

    @Test
    void segmentsAreRemovedWhenTheyAreDelivered() throws IOException {
        Spool open = open(1 << 16, Spool.WhenFull.WAIT);
        for (int i = 0; i < 1000; i += 100) {
            add(open, numbered(i, i + 100));
            assertThat(open.flush()).isTrue();
        }
        assertThat(files()).hasSizeGreaterThan(2);

        assertThat(read()).containsExactly(numbered(0, 1000));
        delivered();
        assertThat(files()).hasSizeLessThan(2);
        assertThat(open.bytes()).isLessThan(1 << 13);
    }

    @Test
    void whereItIsFullItSaysSoAndLosesNothing() throws IOException {
        Spool open = open(1 << 13, Spool.WhenFull.WAIT);
        int added = 0;
        do {
            add(open, numbered(added, added + LINES_A_SEGMENT));
            added += LINES_A_SEGMENT;
        } while (open.flush());
        assertThat(open.bytes()).isLessThanOrEqualTo(1 << 13);
        assertThat(open.trouble()).contains("at most 8192");

        List<String> lines = read();
        delivered();
        assertThat(open.flush()).as("there is room again").isTrue();
        lines.addAll(read());
        assertThat(lines).containsExactly(numbered(0, added));
        assertThat(losses).isEmpty();
    }

    @Test
    void theNewestAreDroppedAndCountedWhereThatIsAskedFor() throws IOException {
        Spool open = open(1 << 13, Spool.WhenFull.DROP_NEWEST);
        for (int i = 0; i < 1000; i += 10) {
            add(open, numbered(i, i + 10));
            assertThat(open.flush()).isTrue();
        }

        List<String> lines = read();
        assertThat(lines).containsExactly(numbered(0, lines.size()));
        assertThat(open.droppedLines()).isEqualTo(1000 - lines.size()).isPositive();
        assertThat(losses)
                .containsExactly("input " + open.droppedLines() * "line number 000000\n".length() + " DROPPED");
    }

    @Test
    void theOldestAreDroppedAndCountedWhereThatIsAskedForSaveThoseThatAreBeingRead() throws IOException {
        Spool open = open(1 << 13, Spool.WhenFull.DROP_OLDEST);
        add(open, numbered(0, 10));
        open.flush();
        List<String> lines = read();
        for (int i = 10; i < 1000; i += 10) {
            add(open, numbered(i, i + 10));
            assertThat(open.flush()).isTrue();
        }
        lines.addAll(read());

        assertThat(lines)
                .startsWith(numbered(0, 10))
                .endsWith(numbered(990, 1000))
                .isSorted();
        assertThat(open.droppedLines()).isEqualTo(1000 - lines.size()).isPositive();
        assertThat(losses)
                .containsExactly("input " + open.droppedLines() * "line number 000000\n".length() + " DROPPED");
    }

    @Test
    void aLineThatIsNotAsItWasWrittenIsSkippedAndCountedWhateverByteIsWrong() throws IOException {
        Spool open = open(1 << 20, Spool.WhenFull.WAIT);
        add(open, "before", "damaged", "after");
        open.flush();
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        int from = "00000000 before\n".length();
        for (int i = from; i < from + "00000000 damaged\n".length(); i++) {
            byte[] wrong = whole.clone();
            wrong[i] ^= 0x11;
            Files.write(file, wrong);
            losses.clear();
            open(1 << 20, Spool.WhenFull.WAIT);

            List<String> lines = read();
            assertThat(lines).as("byte %d is wrong", i).startsWith("before").doesNotContain("damaged");
            assertThat(losses).as("byte %d is wrong", i).isNotEmpty().allMatch(each -> each.endsWith("DAMAGED"));
            boolean endOfLine = i == from + "00000000 damaged".length();
            assertThat(lines.contains("after")).isEqualTo(!endOfLine);
        }
    }

    @Test
    void aLineThatWasTornIsSkippedAndCounted() throws IOException {
        Spool open = open(1 << 20, Spool.WhenFull.WAIT);
        add(open, "before", "torn");
        open.flush();
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        for (int length = "00000000 before\n".length(); length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            losses.clear();
            Spool again = open(1 << 20, Spool.WhenFull.WAIT);
            add(again, "after");
            again.flush();

            assertThat(read()).as("torn after %d bytes", length).containsExactly("before", "after");
            int torn = length - "00000000 before\n".length();
            assertThat(losses).containsExactlyElementsOf(torn == 0 ? List.of() : List.of("input " + torn + " DAMAGED"));
            Files.delete(files().getLast());
        }
    }

    @Test
    void whatIsNoSpoolAtAllIsCountedAndNothingIsReadOfIt() throws IOException {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("17.spool"), noise);
        Spool open = open(1 << 20, Spool.WhenFull.WAIT);
        add(open, "after");
        open.flush();

        assertThat(read()).containsExactly("after");
        assertThat(losses.stream()
                        .mapToInt(each -> Integer.parseInt(each.split(" ")[1]))
                        .sum())
                .isEqualTo(noise.length);
    }

    @Test
    void linesOfEveryLengthComeThroughInAnyPortions() throws IOException {
        Spool open = open(1 << 24, Spool.WhenFull.WAIT);
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            lines.add(i + " " + "x".repeat(random.nextInt(LINE_MAX - 10)));
            add(open, lines.getLast());
            if (random.nextInt(5) == 0) {
                open.flush();
            }
        }
        open.flush();

        assertThat(read()).containsExactlyElementsOf(lines);
        assertThat(losses).isEmpty();
    }

    @Test
    void whatIsWrittenIsOnTheDiskNoLaterThanTheTimeThatIsAskedFor() throws IOException {
        Spool open = open(1 << 13, Spool.WhenFull.WAIT);
        List<String> troubles = new ArrayList<>();
        add(open, numbered(0, 100));
        assertThat(open.flush()).isTrue();
        assertThat(open.unsyncedBytes())
                .as("segments that are full, and the one that is not")
                .isEqualTo(open.bytes())
                .isPositive();

        open.syncEvery(Duration.ofMillis(20), troubles::add);
        awaitSynced(open);
        add(open, "one more");
        open.flush();
        assertThat(open.unsyncedBytes()).isPositive();
        awaitSynced(open);

        assertThat(read()).hasSize(101);
        assertThat(troubles).isEmpty();
    }

    private static void awaitSynced(Spool spool) {
        Eventually.holds("everything is on the disk", () -> spool.unsyncedBytes() == 0);
    }

    @Test
    void aSpoolThatIsClosedIsOnTheDisk() throws IOException {
        Spool open = open(1 << 20, Spool.WhenFull.WAIT);
        add(open, "one", "two");
        open.flush();

        open.close();
        assertThat(open.unsyncedBytes()).isZero();
        open(1 << 20, Spool.WhenFull.WAIT);
        assertThat(read()).containsExactly("one", "two");
    }

    @Test
    void whatTheDiskDoesNotTakeIsToldOfOnceAndHoldsUpNobody() throws IOException {
        Spool open = open(1 << 20, Spool.WhenFull.WAIT);
        BlockingQueue<String> troubles = new LinkedBlockingQueue<>();
        open.syncEvery(Duration.ofMillis(5), troubles::add);
        add(open, "one");
        open.flush();
        awaitSynced(open);
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        Files.move(folder, aside);
        for (int i = 0; i < 3; i++) {
            add(open, "while the folder is gone");
            assertThat(open.flush()).isTrue();
            awaitSynced(open);
        }
        Files.move(aside, folder);
        assertThat(troubles).singleElement().asString().contains(folder.toString());

        assertThat(read()).hasSize(4);
    }
}
