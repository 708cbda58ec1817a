package dev.attache.role.logs.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.role.logs.tail.Mark;
import dev.attache.role.logs.tail.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    private Path folder;

    private static Map<String, List<Place>> at(long offset) {
        return Map.of("*.log", List.of(new Place("/var/log/ä.log", 1, 2, new Mark(3, 4, offset, 5, 6), 7, true)));
    }

    private Map<String, List<Place>> reopened() throws Exception {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return checkpoint.places();
        }
    }

    private void write(long... offsets) throws Exception {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            for (long each : offsets) {
                checkpoint.write(at(each));
            }
        }
    }

    @Test
    void whatWasWrittenLastIsReadBack() throws Exception {
        assertThat(reopened()).isEmpty();
        for (int count = 1; count <= 5; count++) {
            write(count);
            assertThat(reopened()).isEqualTo(at(count));
        }
    }

    @Test
    void aSlotThatWasTornLeavesTheOneBefore() throws Exception {
        write(1, 2);
        Path newest = folder.resolve("checkpoint-0");
        byte[] whole = Files.readAllBytes(newest);
        for (int length = 0; length < whole.length; length++) {
            Files.write(newest, Arrays.copyOf(whole, length));
            assertThat(reopened()).as("torn after %d bytes", length).isEqualTo(at(1));
        }
    }

    @Test
    void aSlotWithAnyByteWrongLeavesTheOneBefore() throws Exception {
        write(1, 2);
        Path newest = folder.resolve("checkpoint-0");
        byte[] whole = Files.readAllBytes(newest);
        for (int i = 0; i < whole.length; i++) {
            byte[] wrong = whole.clone();
            wrong[i] ^= 0x40;
            Files.write(newest, wrong);
            assertThat(reopened()).as("byte %d is wrong", i).isEqualTo(at(1));
        }
    }

    @Test
    void aSecondOneIsToldWhoHasTheFolder() throws Exception {
        try (Checkpoint held = Checkpoint.open(folder)) {
            assertThatThrownBy(() -> Checkpoint.open(held.folder()))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("another attache keeps its state in " + folder)
                    .hasMessageContaining("key state");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Checkpoint.open(file.resolve("state")))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(file.toString());
    }
}
