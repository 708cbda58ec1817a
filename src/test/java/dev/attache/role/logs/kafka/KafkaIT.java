package dev.attache.role.logs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.logs.sink.LogsRun;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Topics of a real broker, through what may happen to it.
class KafkaIT {
    private static final String QUICK = "delivery: {records: 50, wait: 10ms, pause-first: 5ms, pause-last: 200ms,"
            + " connect-timeout: 1s, timeout: 2s}";

    private static KafkaBroker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws IOException {
        broker = KafkaBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() throws IOException {
        if (broker != null) {
            broker.close();
        }
    }

    private LogsRun run(String topic, String more) throws Exception {
        return LogsRun.start(
                folder,
                "kafka: {brokers: ['%s'], topic: %s, encode: raw, %s%s}"
                        .formatted(broker.address(), topic, more, QUICK));
    }

    private static List<String> once(List<String> texts) {
        return texts.stream().distinct().toList();
    }

    @Test
    void recordsArriveOnceAndInTheirOrder() throws Exception {
        broker.createTopic("order", 1);
        try (LogsRun run = run("order", "gzip: true, ")) {
            run.write(0, 3000);
            run.awaitDelivered(3000);
        }

        assertThat(broker.texts("order", 1)).isEqualTo(lines(0, 3000));
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "line " + i + " of the app")
                .toList();
    }

    @Test
    void recordsOfOneKeyStayInOnePartitionAndInTheirOrderAndHaveTheirTime() throws Exception {
        broker.createTopic("keyed", 3);
        try (LogsRun run = LogsRun.start(
                folder,
                "kafka: {brokers: ['%s'], topic: keyed, key-field: user, %s}".formatted(broker.address(), QUICK),
                "",
                "json")) {
            run.write(IntStream.range(0, 600)
                    .mapToObj(i ->
                            "{\"ts\":\"2025-06-01T10:00:00Z\",\"msg\":\"%d\",\"user\":\"u%d\"}".formatted(i, i % 10))
                    .toList());
            run.awaitDelivered(600);
        }

        int found = 0;
        for (int partition = 0; partition < 3; partition++) {
            List<ConsumerRecord<String, String>> records = broker.records("keyed", partition);
            found += records.size();
            for (String key :
                    records.stream().map(ConsumerRecord::key).distinct().toList()) {
                List<Integer> numbers = records.stream()
                        .filter(each -> each.key().equals(key))
                        .map(each -> Integer.valueOf(each.value().replaceAll(".*\"message\":\"([0-9]+)\".*", "$1")))
                        .toList();
                assertThat(numbers).as("all of %s, in order", key).hasSize(60).isSorted();
            }
            long time = Instant.parse("2025-06-01T10:00:00Z").toEpochMilli();
            assertThat(records).allMatch(each -> each.timestamp() == time);
        }
        assertThat(found).isEqualTo(600);
    }

    @Test
    void aRecordThatIsTooLongForAttacheOrForTheTopicIsKeptAsideAndTheOthersArriveOnce() throws Exception {
        broker.createTopic("long", 1);
        try (LogsRun run = run("long", "record-max: 300KiB, ")) {
            List<String> lines = new ArrayList<>(lines(0, 40));
            lines.add(7, "too long for the topic " + "x".repeat(200_000));
            lines.add(20, "too long for attache " + "x".repeat(400_000));
            run.write(lines);
            run.awaitDelivered(40);

            Eventually.passes(() -> assertThat(run.deadLetters("kafka"))
                    .satisfiesExactlyInAnyOrder(
                            each -> assertThat(each).contains("too long for the topic"),
                            each -> assertThat(each).contains("too long for attache")));
        }

        assertThat(broker.texts("long", 1)).isEqualTo(lines(0, 40));
    }

    @Test
    void aTopicThatIsNotThereHoldsEverythingUntilItIs() throws Exception {
        try (LogsRun run = run("later", "")) {
            run.write(0, 20);
            Eventually.passes(
                    () -> assertThat(run.messages()).anyMatch(each -> each.contains("Topic later not present")));
            assertThat(run.sample("log_records_dead")).isZero();
            broker.createTopic("later", 1);
            run.awaitDelivered(20);
        }

        assertThat(broker.texts("later", 1)).isEqualTo(lines(0, 20));
    }

    @Test
    void aBrokerThatIsKilledAndComesBackGetsEverythingInItsOrder(@TempDir Path own) throws Exception {
        try (KafkaBroker mortal = KafkaBroker.start(own.resolve("broker"))) {
            mortal.createTopic("t", 1);
            try (LogsRun run = LogsRun.start(
                    folder, "kafka: {brokers: ['%s'], topic: t, encode: raw, %s}".formatted(mortal.address(), QUICK))) {
                run.write(0, 500);
                run.awaitDelivered(200);
                mortal.kill();
                run.write(500, 1000);
                Eventually.passes(
                        () -> assertThat(run.sample("log_output_failures")).isPositive());
                mortal.restart();
                run.awaitDelivered(1000);
            }

            assertThat(once(mortal.texts("t", 1))).isEqualTo(lines(0, 1000));
        }
    }

    @Test
    void aBrokerThatStandsStillStopsReadingAndGetsEverythingInItsOrderOnceItGoesOn() throws Exception {
        broker.createTopic("still", 1);
        try (LogsRun run = run("still", "")) {
            run.write(0, 20);
            run.awaitDelivered(20);
            broker.signal("STOP");
            try {
                run.write(20, 5000);
                Eventually.passes(
                        () -> assertThat(run.sample("log_output_failures")).isPositive());
            } finally {
                broker.signal("CONT");
            }
            run.awaitDelivered(5000);
        }

        assertThat(once(broker.texts("still", 1))).isEqualTo(lines(0, 5000));
    }

    @Test
    void aBrokerThatNobodyIsThereForIsWaitedFor() throws Exception {
        try (LogsRun run = LogsRun.start(
                folder, "kafka: {brokers: ['127.0.0.1:%d'], encode: raw, %s}".formatted(FreePorts.next(), QUICK))) {
            run.write(0, 5);
            Eventually.passes(() -> assertThat(run.sample("log_output_trouble")).isEqualTo(1));

            assertThat(run.sample("log_records_dead")).isZero();
            assertThat(run.messages()).anyMatch(each -> each.contains("kafka"));
        }
    }
}
