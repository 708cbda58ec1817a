package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.role.RoleStartException;
import dev.attache.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who names what cannot be read is told so.
class NothingToReadIT {
    @TempDir
    private Path folder;

    private static void awaitMessage(Adapter adapter, String part) {
        Eventually.passes(() -> assertThat(adapter.observer().messages()).anyMatch(each -> each.contains(part)));
    }

    @Test
    void whatIsReadOnceAndIsNotThereIsToldOf() throws RoleStartException {
        try (Adapter adapter = Adapter.start(folder, "{file: " + folder.resolve("none.log") + "}", "    once: true")) {
            awaitMessage(adapter, "finds nothing to read in " + folder.resolve("none.log") + ": no file is there");
            awaitMessage(adapter, "read 0 lines");
        }
    }

    @Test
    void aFolderIsNoFileHoweverLongItIsWaitedFor() throws RoleStartException {
        try (Adapter adapter = Adapter.start(folder, "{file: " + folder + "}")) {
            awaitMessage(adapter, "it is a folder; name the files in it, as in " + folder + "/*.log");
        }
    }

    @Test
    void aFileThatMayComeLaterIsWaitedForWithoutAWord() throws RoleStartException, IOException {
        try (Adapter adapter = Adapter.start(folder, "{file: " + folder.resolve("*.log") + ", format: raw}")) {
            Files.writeString(folder.resolve("a.log"), "one\n");
            adapter.awaitLines("one");
            assertThat(adapter.observer().messages()).noneMatch(each -> each.contains("finds nothing"));
        }
    }
}
