package dev.attache.role.logs.kafka;

import dev.attache.config.KafkaOutputConfig;
import dev.attache.role.logs.batch.Batch;
import dev.attache.role.logs.batch.Framed;
import dev.attache.role.logs.batch.Sink;
import dev.attache.role.logs.batch.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/// A topic of Kafka. A batch is sent as a whole and waited for until each record is acknowledged by all replicas.
///
/// Order within a partition is kept by a client that has one request to a broker under way, numbers what it sends
/// (idempotence), and is thrown away with the first failure before it sends anything behind what failed. What had
/// arrived by then is not sent again.
public final class KafkaSink implements Sink {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final Supplier<Producer<byte[], byte[]>> connect;
    private final String topic;
    private final InstantSource clock;
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable Answers unfinished;

    KafkaSink(Supplier<Producer<byte[], byte[]>> connect, String topic, InstantSource clock) {
        this.connect = connect;
        this.topic = topic;
        this.clock = clock;
    }

    /// Connects with the first batch.
    ///
    /// @param client what attache calls itself there
    public static KafkaSink of(KafkaOutputConfig config, String client) {
        return new KafkaSink(() -> KafkaSettings.connect(config, client), config.topic(), InstantSource.system());
    }

    /// What tells records apart.
    ///
    /// @param field empty where nothing does
    public static Framed.Key key(String field) {
        return field.isEmpty() ? Framed.Key.NONE : new FieldKey(field);
    }

    @Override
    public Verdict deliver(Batch batch, int from, int to) throws InterruptedException {
        Answers answers = unfinished;
        if (answers == null || !answers.isOf(from, to)) {
            answers = new Answers(from, to);
        }
        answers.toNextTry();
        try {
            send(batch, from, to, answers);
        } catch (InterruptException _) {
            Thread.interrupted();
            close();
            throw new InterruptedException("closed");
        } catch (KafkaException | IllegalStateException e) {
            // The latter where the client's thread has just thrown it away, and said why.
            answers.onFailure(KafkaFault.meaning(e));
        }
        boolean failed = answers.hasFailed();
        if (failed) {
            close();
        }
        unfinished = failed ? answers : null;
        return answers.verdict();
    }

    private void send(Batch batch, int from, int to, Answers answers) {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            try {
                open = connect.get();
            } catch (KafkaException e) {
                answers.onFailure(KafkaFault.ofStart(e));
                return;
            }
            producer = open;
        }
        for (int i = from; i < to && !answers.hasFailed(); i++) {
            if (!answers.isSettled(i)) {
                send(open, batch, i, answers);
            }
        }
        open.flush();
    }

    private void send(Producer<byte[], byte[]> open, Batch batch, int record, Answers answers) {
        Thread sending = Thread.currentThread();
        byte[] bytes = batch.array();
        int key = batch.keyFrom(record);
        int value = batch.from(record);
        open.send(
                new ProducerRecord<>(
                        topic,
                        null,
                        millis(batch.nanos(record)),
                        key == value ? null : Arrays.copyOfRange(bytes, key, value),
                        Arrays.copyOfRange(bytes, value, batch.to(record))),
                (_, error) -> {
                    if (error == null) {
                        answers.onArrival(record);
                    } else if (KafkaFault.meaning(error) instanceof Verdict.Refused refused) {
                        answers.onRefusal(record, refused.why());
                    } else if (answers.onFailure(KafkaFault.meaning(error)) && Thread.currentThread() != sending) {
                        // On the client's thread, before it could send what stands behind.
                        open.close(Duration.ZERO);
                    }
                });
    }

    /// Brokers refuse what is ahead of their time, and what was before 1970.
    private @Nullable Long millis(long nanos) {
        long millis = Math.floorDiv(nanos, NANOS_A_MILLI);
        return millis < 0 ? null : (Long) Math.min(millis, clock.millis());
    }

    /// Whoever ends the role interrupts, and the client is to be gone nevertheless.
    @Override
    public void close() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open == null) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            open.close(Duration.ZERO);
        } catch (InterruptException _) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
