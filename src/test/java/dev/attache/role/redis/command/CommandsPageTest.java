package dev.attache.role.redis.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.GoldenFile;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CommandsPageTest {
    @Test
    void thePageSaysWhatTheTableSays() {
        GoldenFile.assertCurrent(CommandsPage.PATH, CommandsPage.text(), "scripts/docs");
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
