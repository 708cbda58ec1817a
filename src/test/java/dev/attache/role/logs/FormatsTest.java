package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.config.LogFormatConfig.LogFormatName;
import dev.attache.testing.GoldenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file in `logs/formats` holds lines of the format it is named after, as programs wrote them, and what becomes
/// of each record in them; one that is not of the format stands there as `misfit`. What follows two dashes in a name
/// says what program or case it is.
class FormatsTest {
    private static final Path CASES = Path.of("src/test/resources/logs/formats");
    private static final String LINES = "=== lines\n";
    private static final String EXPECTED = "=== expected\n";

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(each -> each.getFileName().toString().replace(".txt", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void linesOfTheFormatBecomeTheseRecords(String name) throws IOException {
        Path file = CASES.resolve(name + ".txt");
        String lines = lines(name);
        var now = new StringBuilder(LINES).append(lines).append(EXPECTED);
        new Records(format(name)).of(lines.getBytes(StandardCharsets.UTF_8)).forEach(now::append);

        GoldenFile.assertCurrent(file, now.toString(), "./mvnw -q test -Dtest=FormatsTest -Drenew");
    }

    private static String lines(String name) throws IOException {
        String input = Files.readString(CASES.resolve(name + ".txt"));
        int end = input.indexOf(EXPECTED);
        return input.substring(LINES.length(), end < 0 ? input.length() : end);
    }

    private static LogFormatName format(String name) {
        String format = name.contains("--") ? name.substring(0, name.indexOf("--")) : name;
        return LogFormatName.valueOf(format.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Test
    void everyFormatThatTheFileKnowsHasItsCases() throws IOException {
        List<String> formats = Arrays.stream(LogFormatName.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();

        assertThat(cases()).containsAll(formats);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aLineCutAnywhereDoesNoHarm(String name) throws IOException {
        LogFormatName format = format(name);
        lines(name).lines().limit(12).forEach(line -> {
            Records records = new Records(format);
            for (int length = 1; length < line.length(); length++) {
                assertThat(records.of(line.substring(0, length).getBytes(StandardCharsets.UTF_8)))
                        .allMatch(each -> each.endsWith("}\n"));
            }
        });
    }
}
