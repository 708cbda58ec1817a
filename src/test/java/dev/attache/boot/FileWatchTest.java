package dev.attache.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("attache.yaml"), "a");
    }

    @Test
    void aFileThatStaysIsNotTold() {
        FileWatch watch = new FileWatch(file);

        assertThat(watch.look()).isFalse();
        assertThat(watch.look()).isFalse();
    }

    @Test
    void aChangeIsToldOnceWhenItHasHeldStill() throws IOException {
        FileWatch watch = new FileWatch(file);

        Files.writeString(file, "ab");
        assertThat(watch.look()).isFalse();
        Files.writeString(file, "abc");
        assertThat(watch.look()).isFalse();

        assertThat(watch.look()).isTrue();
        assertThat(watch.look()).isFalse();
    }

    @Test
    void aFileThatIsGoneIsWaitedFor() throws IOException {
        FileWatch watch = new FileWatch(file);

        Files.delete(file);
        assertThat(watch.look()).isFalse();
        assertThat(watch.look()).isFalse();
        Files.writeString(file, "new");
        assertThat(watch.look()).isFalse();

        assertThat(watch.look()).isTrue();
    }

    @Test
    void aFileThatIsReplacedByRenamingIsTold() throws IOException {
        FileWatch watch = new FileWatch(file);

        Path next = Files.writeString(folder.resolve("next"), "b");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        watch.look();

        assertThat(watch.look()).isTrue();
    }

    /// Kubernetes mounts a ConfigMap as `attache.yaml -> ..data/attache.yaml` and `..data -> ..<time>`, and swaps the
    /// latter.
    @Test
    void theSwapOfAMountedConfigMapIsTold() throws IOException {
        Path mount = Files.createDirectory(folder.resolve("mount"));
        Files.writeString(Files.createDirectory(mount.resolve("..1")).resolve("attache.yaml"), "a");
        Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
        Path link = Files.createSymbolicLink(mount.resolve("attache.yaml"), Path.of("..data/attache.yaml"));
        FileWatch watch = new FileWatch(link);

        Files.writeString(Files.createDirectory(mount.resolve("..2")).resolve("attache.yaml"), "b");
        Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..2"));
        Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        watch.look();

        assertThat(watch.look()).isTrue();
    }
}
