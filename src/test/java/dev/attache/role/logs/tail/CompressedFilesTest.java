package dev.attache.role.logs.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompressedFilesTest {
    private final Following files = new Following();

    CompressedFilesTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void aFileThatWasReadIsNotReadAgainWhenItIsCompressed() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "one\n");
        files.look();
        files.rename("a.log", "a.log.1");
        files.write("a.log.1", "two\n");
        files.write("a.log", "new\n");
        files.compress("a.log.1");
        assertThat(files.look()).as("while it is still open").containsExactlyInAnyOrder("two", "new");
        files.advance(Following.LEFT.plusSeconds(1));
        files.look();
        assertThat(files.look()).isEmpty();

        files.rename("a.log", "a.log.1");
        assertThat(files.look()).isEmpty();
        files.advance(Following.LEFT.plusSeconds(1));
        files.look();
        files.rename("a.log.1.gz", "a.log.2.gz");
        files.compress("a.log.1");
        assertThat(files.look()).isEmpty();
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void aFileThatWasReadAndLetGoIsNotReadAgainWhenItIsCompressedLaterThoughARestartIsInBetween() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "one\ntwo\n");
        files.look();
        files.rename("a.log", "old");
        files.look();
        files.advance(Following.LEFT.plusSeconds(1));
        files.look();
        assertThat(files.openFiles()).isEmpty();
        files.restart(() -> files.write("a.log", "new\n"));
        assertThat(files.look()).containsExactly("new");
        files.compress("old");
        files.rename("old.gz", "a.log.1.gz");

        assertThat(files.look()).isEmpty();
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void whatWasCompressedBeforeItWasReadToItsEndIsReadOnWhereReadingStood() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "one\n");
        files.look();
        files.restart(() -> {
            files.write("a.log", "two\nthree\n");
            files.rename("a.log", "a.log.1");
            files.compress("a.log.1");
            files.write("a.log", "new\n");
        });

        assertThat(files.look()).containsExactlyInAnyOrder("two", "three", "new");
        assertThat(files.losses()).isEmpty();
    }

    @Test
    void aCompressedFileThatWasNeverSeenIsReadWhereFilesAreReadOnceOnly() throws IOException {
        files.pattern("a.log*");
        files.write("a.log.1", "one\ntwo");
        files.compress("a.log.1");
        assertThat(files.look()).isEmpty();

        files.once();
        assertThat(files.look()).containsExactly("one", "two");
        files.restart(() -> {});
        assertThat(files.look()).isEmpty();
    }

    @Test
    void aCompressedFileThatWasWrittenToSinceTheLastRunIsReadThoughItWasNeverSeen() throws IOException {
        files.pattern("a.log*").archivesSince(1_000_000);
        files.write("a.log.2", "old\n");
        files.compress("a.log.2");
        Files.setLastModifiedTime(files.path("a.log.2.gz"), FileTime.fromMillis(999_999));
        files.write("a.log.1", "new\n");
        files.compress("a.log.1");

        assertThat(files.look()).containsExactly("new");
    }

    @Test
    void aLargeCompressedFileIsReadWhole() throws IOException {
        files.pattern("a.log*").once();
        var text = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            text.append("line number ").append(i).append('\n');
        }
        files.write("a.log.1", text.toString());
        files.compress("a.log.1");

        assertThat(files.look()).containsExactly(text.toString().split("\n"));
    }

    @Test
    void aCompressedFileThatIsStillWrittenWaitsForItsEnd() throws IOException {
        files.pattern("a.log*");
        files.write("a.log", "one\n");
        files.look();
        files.restart(() -> {
            files.write("a.log", "two\n");
            files.compress("a.log");
        });
        byte[] whole = Files.readAllBytes(files.path("a.log.gz"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(files.path("a.log.gz"), Arrays.copyOf(whole, length));
            assertThat(files.look()).as("%d bytes of it", length).isEmpty();
        }
        Files.write(files.path("a.log.gz"), whole);

        assertThat(files.look()).containsExactly("two");
    }
}
