package dev.attache.role.redis.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CommandsPageTest {
    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        assertThat(Files.readString(CommandsPage.PATH))
                .as("run the main method of %s to write the page anew", CommandsPage.class.getName())
                .isEqualTo(CommandsPage.text());
    }

    @Test
    void everyCommandStandsOnThePageOnce() {
        String page = CommandsPage.text();
        for (CommandLine line : CommandLine.all()) {
            if (!line.routing().equals("container")) {
                String cell = "\n| `" + line.name().toUpperCase(Locale.ROOT).replace('|', ' ') + "` |";
                assertThat(page.split(Pattern.quote(cell), -1)).as(cell).hasSize(2);
            }
        }
    }
}
