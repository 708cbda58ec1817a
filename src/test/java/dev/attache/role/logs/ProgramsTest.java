package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.LogFormatConfig.LogFormatName;
import dev.attache.testing.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file in `logs/programs` holds what a real program wrote, which one and how, and the records that a user gets
/// who says nothing about the format. `logs/programs.csv` tells what `auto` decides for each.
class ProgramsTest {
    private static final Path CASES = Path.of("src/test/resources/logs/programs");
    private static final String LINES = "=== lines\n";
    private static final String EXPECTED = "=== expected\n";
    private static final long OBSERVED =
            TimeUnit.SECONDS.toNanos(Instant.parse("2026-11-21T23:30:00Z").getEpochSecond());
    /// More lines than `auto` looks at.
    private static final int LINES_MIN = 17;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(each -> each.getFileName().toString().replace(".txt", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatProgramsWroteBecomesTheseRecords(String name) throws IOException {
        Path file = CASES.resolve(name + ".txt");
        String input = Files.readString(file);
        String head = input.substring(0, input.indexOf(LINES));
        var now = new StringBuilder(head).append(LINES).append(lines(input)).append(EXPECTED);
        new Records(LogFormatName.AUTO, OBSERVED)
                .of(lines(input).getBytes(StandardCharsets.UTF_8))
                .forEach(now::append);

        GoldenFile.assertCurrent(file, now.toString(), "./mvnw -q test -Dtest=ProgramsTest -Drenew");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/logs/programs.csv")
    void autoDecidesForTheFormatOfTheProgram(String name, String format) throws IOException {
        String lines = lines(Files.readString(CASES.resolve(name + ".txt")));
        int times = 1 + LINES_MIN / Math.max(1, (int) lines.lines().count() / 8);
        var records = new Records(LogFormatName.AUTO);

        records.each(lines.repeat(times).getBytes(StandardCharsets.UTF_8), _ -> {});

        assertThat(records.found()).as("what was decided for %s", name).isNotEmpty();
        assertThat(records.found().getFirst()).isEqualTo(format);
    }

    @Test
    void theTableHasEveryProgram() throws IOException {
        List<String> told = Files.readAllLines(Path.of("src/test/resources/logs/programs.csv")).stream()
                .map(each -> each.substring(0, each.indexOf(',')))
                .toList();

        assertThat(told).containsExactlyElementsOf(cases().toList());
    }

    private static String lines(String input) {
        int end = input.indexOf(EXPECTED);
        return input.substring(input.indexOf(LINES) + LINES.length(), end < 0 ? input.length() : end);
    }
}
