package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.Attache;
import dev.attache.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files are followed where inotify's limit is reached, by looking.
class WithoutNoticeIT {
    @TempDir
    private Path folder;

    private List<String> lines() throws IOException {
        Path out = folder.resolve("out");
        return Files.exists(out) ? Files.readAllLines(out) : List.of();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Attache attache() throws IOException {
        return Attache.startWithoutNotice(
                folder,
                "logs",
                "--admin",
                "127.0.0.1:0",
                "--file",
                folder.resolve("app*").toString(),
                "--format",
                "raw",
                "--encode",
                "raw",
                "--output",
                folder.resolve("out").toString(),
                "--state",
                folder.resolve("state").toString());
    }

    @Test
    void newLinesNewFilesAndRotatedOnesAreFoundByLooking() throws IOException {
        write("app.log", "one\n");
        try (Attache attache = attache()) {
            attache.awaitReady();
            Eventually.passes(() -> assertThat(lines()).containsExactly("one"));
            write("app.log", "two\n");
            Eventually.passes(() -> assertThat(lines()).containsExactly("one", "two"));
            Files.move(folder.resolve("app.log"), folder.resolve("app.log.1"));
            write("app.log", "three\n");
            Eventually.passes(() -> assertThat(lines()).containsExactly("one", "two", "three"));
            write("app2.log", "four\n");
            Eventually.passes(() -> assertThat(lines()).containsExactly("one", "two", "three", "four"));
        }
    }
}
