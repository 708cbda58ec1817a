package dev.attache.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void whatOnlyNamesTheFileIsPutInWords() {
        assertThat(Refusal.why(new AccessDeniedException("/a"))).isEqualTo("permission denied");
        assertThat(Refusal.why(new NoSuchFileException("/a"))).isEqualTo("no such file or folder");
        assertThat(Refusal.why(new FileSystemException("/a", null, "Is a directory")))
                .isEqualTo("Is a directory");
        assertThat(Refusal.why(new FileSystemException("/a"))).isEqualTo("/a");
        assertThat(Refusal.why(new ClosedByInterruptException())).isEqualTo("it was interrupted");
        assertThat(Refusal.why(new DirectoryIteratorException(new AccessDeniedException("/a"))))
                .isEqualTo("permission denied");
        assertThat(Refusal.why(new IOException("broken"))).isEqualTo("broken");
    }
}
