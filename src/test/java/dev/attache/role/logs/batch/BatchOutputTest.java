package dev.attache.role.logs.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import dev.attache.base.Ticker;
import dev.attache.role.logs.output.OutputFigures;
import dev.attache.testing.Eventually;
import dev.attache.testing.RecordingObserver;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.RawEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchOutputTest {
    private static final int MANY = 100_000;
    private static final long LONG_NANOS = Duration.ofHours(1).toNanos();

    @TempDir
    private Path folder;

    private final RecordingObserver observer = new RecordingObserver();
    private final LogRecord record = new LogRecord();
    private final List<BatchOutput> open = new ArrayList<>();
    private long sequence;

    @AfterEach
    void close() {
        open.forEach(BatchOutput::close);
    }

    private BatchOutput output(Sink sink, BatchLimits limits) {
        return output(sink, limits, 64 << 20);
    }

    private BatchOutput output(Sink sink, BatchLimits limits, long deadBytesMax) {
        BatchOutput output = new BatchOutput(
                new BatchOutput.Parts(
                        "r",
                        "o",
                        new Framed(new RawEncoder(), Framed.Key.NONE),
                        sink,
                        limits,
                        Duration.ofMillis(1).toNanos(),
                        Duration.ofMillis(5).toNanos(),
                        folder.resolve("dead.ndjson"),
                        deadBytesMax),
                observer,
                Ticker.SYSTEM);
        open.add(output);
        return output;
    }

    private void send(BatchOutput output, String... lines) throws InterruptedException {
        GrowingBytes bytes = new GrowingBytes();
        for (String each : lines) {
            byte[] line = each.getBytes(StandardCharsets.UTF_8);
            record.begin(line, 0, line.length, 0);
            output.encoder().write(record, bytes);
        }
        output.send(bytes, ++sequence);
    }

    private static String[] lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i).toArray(String[]::new);
    }

    private void awaitDelivered(BatchOutput output) {
        Eventually.passes(() -> assertThat(output.delivered()).isEqualTo(sequence));
    }

    private List<String> dead() throws Exception {
        Path file = folder.resolve("dead.ndjson");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void recordsGoTogetherUpToTheLimitsAndInTheirOrder() throws Exception {
        ScriptedSink sink = ScriptedSink.refusing("nothing").open(MANY);
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 10, LONG_NANOS));

        send(output, lines(0, 25));
        output.flush();

        awaitDelivered(output);
        assertThat(sink.sizes()).containsExactly(10, 10, 5);
        assertThat(sink.taken()).containsExactly(lines(0, 25));
    }

    @Test
    void aBatchHasNoMoreBytesThanAllowedSaveForOneLongRecord() throws Exception {
        ScriptedSink sink = ScriptedSink.refusing("nothing").open(MANY);
        BatchOutput output = output(sink, new BatchLimits(1024, 1000, LONG_NANOS));

        send(output, "a".repeat(5000), "b".repeat(400), "c".repeat(400), "d".repeat(400));
        output.flush();

        awaitDelivered(output);
        assertThat(sink.sizes()).containsExactly(1, 2, 1);
    }

    @Test
    void aRecordWaitsForOthersNoLongerThanAllowed() throws Exception {
        ScriptedSink sink = ScriptedSink.refusing("nothing").open(MANY);
        BatchOutput output = output(
                sink, new BatchLimits(1 << 20, 1000, Duration.ofMillis(20).toNanos()));

        send(output, "alone");

        awaitDelivered(output);
        assertThat(sink.taken()).containsExactly("alone");
    }

    @Test
    void aSendWithoutRecordsIsDeliveredWhenWhatWasBeforeItIs() throws Exception {
        ScriptedSink sink = ScriptedSink.refusing("nothing");
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 1, LONG_NANOS));

        send(output);
        assertThat(output.delivered()).isEqualTo(1);
        send(output, "a");
        send(output);

        assertThat(output.delivered()).isEqualTo(1);
        sink.open(1);
        awaitDelivered(output);
    }

    @Test
    void whoSendsWaitsWhileTheReceiverTakesNothingAndNothingIsLost() throws Exception {
        AtomicBoolean up = new AtomicBoolean();
        ScriptedSink sink = new ScriptedSink(_ -> up.get() ? Verdict.Taken.ALL : new Verdict.Later("down", 0));
        sink.open(MANY);
        BatchOutput output = output(sink, new BatchLimits(2000, 10, LONG_NANOS));
        AtomicInteger sent = new AtomicInteger();

        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 1000; i++) {
                    send(output, "line " + i);
                    sent.incrementAndGet();
                }
                output.flush();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Eventually.passes(() -> assertThat(output.figures().trouble()).isEqualTo("down"));
        Eventually.passes(() -> assertThat(sender.getState()).isEqualTo(Thread.State.WAITING));
        int before = sent.get();
        up.set(true);
        sender.join();

        awaitDelivered(output);
        assertThat(before).isLessThan(500);
        assertThat(sink.taken()).containsExactly(lines(0, 1000));
        assertThat(output.figures().failures()).isPositive();
        assertThat(observer.messages())
                .anyMatch(each -> each.contains("cannot write: down"))
                .anyMatch(each -> each.contains("writes again"));
    }

    @Test
    void aPoisonedRecordIsFoundAndKeptAndTheOthersArriveInOrder() throws Exception {
        ScriptedSink sink = ScriptedSink.refusing("poison").open(MANY);
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 1000, LONG_NANOS));

        send(output, lines(0, 300));
        send(output, "poison 1");
        send(output, lines(300, 500));
        send(output, "poison 2 \"quoted\"");
        send(output, lines(500, 600));
        output.flush();

        awaitDelivered(output);
        assertThat(sink.taken()).containsExactly(lines(0, 600));
        assertThat(sink.sizes().size()).as("requests").isLessThan(50);
        assertThat(dead())
                .hasSize(2)
                .allMatch(each -> each.contains("\"output\":\"o\",\"reason\":\"holds poison\""))
                .anyMatch(each -> each.endsWith("\"record\":\"poison 1\"}"))
                .anyMatch(each -> each.endsWith("\"record\":\"poison 2 \\\"quoted\\\"\"}"));
        OutputFigures figures = output.figures();
        assertThat(figures.records()).isEqualTo(600);
        assertThat(figures.dead()).isEqualTo(2);
        assertThat(figures.unkept()).isZero();
    }

    @Test
    void whereEverythingIsRefusedOnlySoMuchIsTriedAlone() throws Exception {
        ScriptedSink sink = ScriptedSink.refusing("line").open(MANY);
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 1000, LONG_NANOS));

        send(output, lines(0, 1000));
        output.flush();

        awaitDelivered(output);
        assertThat(sink.sizes().size()).as("requests").isLessThan(3 * Delivery.SUSPECTS_MAX);
        assertThat(dead()).hasSize(1000).last().asString().contains("(not tried alone)");
        assertThat(output.figures().dead()).isEqualTo(1000);
    }

    @Test
    void settingsAtFaultHoldEverythingAndAreToldOfOnce() throws Exception {
        AtomicInteger sends = new AtomicInteger();
        ScriptedSink sink =
                new ScriptedSink(_ -> sends.incrementAndGet() < 10 ? new Verdict.Held("HTTP 401") : Verdict.Taken.ALL);
        sink.open(MANY);
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 1000, LONG_NANOS));

        send(output, "a");
        output.flush();

        awaitDelivered(output);
        assertThat(sink.taken()).containsExactly("a");
        assertThat(observer.messages().stream().filter(each -> each.contains("is refused: HTTP 401")))
                .hasSize(1);
        assertThat(output.figures().dead()).isZero();
    }

    @Test
    void recordsThatAreLeftOutOfABatchAreCounted() throws Exception {
        ScriptedSink sink = new ScriptedSink(_ -> new Verdict.Taken(2, "too old")).open(MANY);
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 1000, LONG_NANOS));

        send(output, lines(0, 10));
        output.flush();

        awaitDelivered(output);
        assertThat(output.figures().records()).isEqualTo(8);
        assertThat(output.figures().rejected()).isEqualTo(2);
        assertThat(observer.messages())
                .anyMatch(each -> each.contains("left out 2 records of a batch it took: too old"));
    }

    @Test
    void deadLettersAreBoundedTheNewestAreKeptAndWhatIsPushedOutIsCounted() throws Exception {
        ScriptedSink sink = ScriptedSink.refusing("line").open(MANY);
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 1, LONG_NANOS), 4096);

        send(output, lines(0, 100));
        output.flush();

        awaitDelivered(output);
        int kept = dead().size()
                + Files.readAllLines(folder.resolve("dead.ndjson.1")).size();
        assertThat(Files.size(folder.resolve("dead.ndjson")) + Files.size(folder.resolve("dead.ndjson.1")))
                .isLessThanOrEqualTo(4096);
        assertThat(dead()).last().asString().contains("line 99");
        assertThat(output.figures().dead()).isEqualTo(100);
        assertThat(output.figures().unkept()).isEqualTo(100 - kept);
    }

    @Test
    void aDeadLetterFileThatCannotBeWrittenHoldsUpNothing() throws Exception {
        Files.createDirectory(folder.resolve("dead.ndjson"));
        ScriptedSink sink = ScriptedSink.refusing("poison").open(MANY);
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 1000, LONG_NANOS));

        send(output, "poison", "a");
        output.flush();

        awaitDelivered(output);
        assertThat(sink.taken()).containsExactly("a");
        assertThat(output.figures().unkept()).isEqualTo(1);
        assertThat(observer.messages()).anyMatch(each -> each.contains("cannot be kept in"));
    }

    @Test
    void closingGivesUpWhatIsUnderWay() throws Exception {
        ScriptedSink sink = new ScriptedSink(_ -> Verdict.Taken.ALL);
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 1, LONG_NANOS));
        send(output, "a");

        output.close();

        assertThat(output.delivered()).isZero();
        assertThat(sink.taken()).isEmpty();
    }

    @Test
    void whatAReceiverLeavesOutByNumberIsKeptAsideAndTheOthersHaveArrived() throws Exception {
        ScriptedSink sink = new ScriptedSink(records ->
                        records.size() == 10 ? new Verdict.Parted(new int[] {2, 7}, "too long") : Verdict.Taken.ALL)
                .open(MANY);
        BatchOutput output = output(sink, new BatchLimits(1 << 20, 10, 1));

        send(output, lines(0, 10));
        awaitDelivered(output);

        assertThat(sink.sizes()).as("nothing is sent again").containsExactly(10);
        OutputFigures figures = output.figures();
        assertThat(figures.records()).isEqualTo(8);
        assertThat(figures.dead()).isEqualTo(2);
        assertThat(dead())
                .satisfiesExactly(
                        first -> assertThat(first).contains("too long", "line 2"),
                        second -> assertThat(second).contains("too long", "line 7"));
    }
}
