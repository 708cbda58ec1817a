package dev.attache.role.logs.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import dev.attache.testing.OwnTicker;
import dev.attache.testing.RecordingObserver;
import dev.attache.wire.log.RawEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutputTest {
    @TempDir
    private Path folder;

    private final OwnTicker ticker = new OwnTicker();
    private Instant now = Instant.now();
    private long sequence;

    private FileOutput open(Rotation rotation) throws IOException {
        InstantSource clock = () -> now;
        return new FileOutput("r", file(""), new RawEncoder(), rotation, new RecordingObserver(), ticker, clock);
    }

    private Path file(String suffix) {
        return folder.resolve("out.log" + suffix);
    }

    private void send(FileOutput output, String text) throws Exception {
        GrowingBytes bytes = new GrowingBytes();
        bytes.append(text.getBytes(StandardCharsets.UTF_8));
        output.send(bytes, ++sequence);
    }

    @Test
    void aFileThatIsLargeEnoughIsRenamedAndTheOldestGoes() throws Exception {
        try (FileOutput output = open(new Rotation(8, Duration.ZERO, 2))) {
            for (String each : List.of("one\n", "two\n", "three\n", "four\n", "five\n", "six\n", "seven\n")) {
                send(output, each);
            }

            assertThat(file("")).hasContent("seven\n");
            assertThat(file(".1")).hasContent("five\nsix\n");
            assertThat(file(".2")).hasContent("three\nfour\n");
            assertThat(file(".3")).doesNotExist();
            assertThat(output.delivered()).isEqualTo(sequence);
        }
    }

    @Test
    void aFileThatIsOldEnoughIsRenamedWithTheNextRecord() throws Exception {
        try (FileOutput output = open(new Rotation(0, Duration.ofHours(1), 3))) {
            send(output, "one\n");
            now = now.plus(Duration.ofMinutes(59));
            send(output, "two\n");
            now = now.plus(Duration.ofMinutes(2));
            send(output, "three\n");

            assertThat(file("")).hasContent("three\n");
            assertThat(file(".1")).hasContent("one\ntwo\n");
        }
    }

    @Test
    void withNoneToKeepTheFileBeginsAnew() throws Exception {
        try (FileOutput output = open(new Rotation(4, Duration.ZERO, 0))) {
            send(output, "one\n");
            send(output, "two\n");

            assertThat(file("")).hasContent("two\n");
            assertThat(file(".1")).doesNotExist();
        }
    }

    @Test
    void whoeverElseRenamesItGetsANewFileWithinASecond() throws Exception {
        try (FileOutput output = open(Rotation.NONE)) {
            send(output, "one\n");
            Files.move(file(""), file(".old"));
            send(output, "two\n");
            ticker.advance(Duration.ofSeconds(1));
            send(output, "three\n");

            assertThat(file(".old")).hasContent("one\ntwo\n");
            assertThat(file("")).hasContent("three\n");
        }
    }

    @Test
    void whatIsThereAlreadyStaysAndHalfALineIsEnded() throws Exception {
        Files.writeString(file(""), "whole\nha");
        try (FileOutput output = open(Rotation.NONE)) {
            send(output, "one\n");
        }

        assertThat(file("")).hasContent("whole\nha\none\n");
    }
}
