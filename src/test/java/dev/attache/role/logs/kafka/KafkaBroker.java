package dev.attache.role.logs.kafka;

import dev.attache.testing.ChildProcess;
import dev.attache.testing.Eventually;
import dev.attache.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A real broker of Kafka that is its own controller, as a process of its own: the libraries of the server are put
/// aside by the build and stand on no class path of ours.
final class KafkaBroker implements AutoCloseable {
    private static final Path LIBRARIES = Path.of("target/kafka").toAbsolutePath();
    private static final Duration START = Duration.ofSeconds(60);
    private static final String CLUSTER = "AAAAAAAAAAAAAAAAAAAAAQ";
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            LIBRARIES + "/*");

    private final Path folder;
    private final int port = FreePorts.next();
    private ChildProcess process;

    private KafkaBroker(Path folder) throws IOException {
        this.folder = folder;
        if (!Files.isDirectory(LIBRARIES)) {
            throw new IllegalStateException(LIBRARIES + " holds no broker: ./mvnw -f src/test/kafka process-resources");
        }
        Files.writeString(folder.resolve("server.properties"), """
            process.roles=broker,controller
            node.id=1
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            controller.quorum.voters=1@127.0.0.1:%2$d
            log.dirs=%3$s/data
            auto.create.topics.enable=false
            message.max.bytes=100000
            log.cleaner.enable=false
            """.formatted(port, FreePorts.next(), folder));
        run("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", "server.properties");
        this.process = launch();
    }

    /// Starts one in an empty folder, and waits until it answers.
    static KafkaBroker start(Path folder) throws IOException {
        return new KafkaBroker(Files.createDirectories(folder));
    }

    private void run(String main, String... arguments) throws IOException {
        ChildProcess run = ChildProcess.start(folder, Map.of(), command(main, arguments));
        int status = run.awaitExit(START);
        if (status != 0) {
            throw new IOException(main + " ended with " + status + ": " + run.outputTail());
        }
    }

    private static List<String> command(String main, String... arguments) {
        List<String> command = new ArrayList<>(JAVA);
        command.add(main);
        command.addAll(List.of(arguments));
        return command;
    }

    private ChildProcess launch() throws IOException {
        ChildProcess started = ChildProcess.start(folder, Map.of(), command("kafka.Kafka", "server.properties"));
        try (Admin admin = admin()) {
            Eventually.passesWithin(START, () -> {
                if (!started.isAlive()) {
                    throw new IOException("the broker has ended: " + started.outputTail());
                }
                admin.describeCluster().clusterId().get();
            });
        }
        return started;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    private Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", address(), "default.api.timeout.ms", "2000", "request.timeout.ms", "2000"));
    }

    void createTopic(String topic, int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    /// What a partition of a topic holds, up to its end of now.
    List<ConsumerRecord<String, String>> records(String topic, int partition) {
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address());
        TopicPartition from = new TopicPartition(topic, partition);
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(from));
            consumer.seekToBeginning(List.of(from));
            long end = Objects.requireNonNull(consumer.endOffsets(List.of(from)).get(from));
            while (consumer.position(from) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /// The texts of all partitions, one after the other.
    List<String> texts(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(each -> records(topic, each))
                .flatMap(List::stream)
                .map(ConsumerRecord::value)
                .toList();
    }

    void signal(String signal) throws IOException {
        process.signal(signal);
    }

    void kill() throws IOException {
        process.kill();
    }

    /// With what it had on its disk.
    void restart() throws IOException {
        process = launch();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
