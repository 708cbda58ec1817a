package dev.attache.config;

import dev.attache.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");

    @Test
    void thePageSaysWhatTheRecordsSay() throws IOException {
        GoldenFile.assertCurrent(PAGE, ConfigurationPage.renewed(Files.readString(PAGE)), "scripts/docs");
    }
}
