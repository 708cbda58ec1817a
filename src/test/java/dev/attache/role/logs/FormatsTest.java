package dev.attache.role.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.base.GrowingBytes;
import dev.attache.config.LogInputConfig.LogFormatName;
import dev.attache.testing.GoldenFile;
import dev.attache.wire.log.LogFormat;
import dev.attache.wire.log.LogRecord;
import dev.attache.wire.log.NdjsonEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file in `logs/formats` holds lines of the format it is named after, as programs wrote them, and what becomes
/// of each; a line that is not of the format stands there as `misfit`.
class FormatsTest {
    private static final Path CASES = Path.of("src/test/resources/logs/formats");
    private static final String LINES = "=== lines\n";
    private static final String EXPECTED = "=== expected\n";
    private static final long OBSERVED = Instant.parse("2026-11-21T13:30:00Z").getEpochSecond() * 1_000_000_000;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.map(each -> each.getFileName().toString().replace(".txt", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void linesOfTheFormatBecomeTheseRecords(String name) throws IOException {
        Path file = CASES.resolve(name + ".txt");
        String input = Files.readString(file);
        String lines = input.substring(LINES.length(), input.indexOf(EXPECTED));
        LogFormat format = format(name);
        var now = new StringBuilder(LINES).append(lines).append(EXPECTED);
        lines.lines().forEach(line -> now.append(shown(format, line)));

        GoldenFile.assertCurrent(file, now.toString(), "./mvnw -q test -Dtest=FormatsTest -Drenew");
    }

    private static LogFormat format(String name) {
        return Codecs.format(
                LogFormatName.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')), ZoneOffset.UTC, _ -> {});
    }

    private static String shown(LogFormat format, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        var record = new LogRecord();
        record.begin(bytes, 0, bytes.length, OBSERVED);
        boolean fits = format.read(record);
        var out = new GrowingBytes();
        new NdjsonEncoder().write(record, out);
        return (fits ? "" : "misfit: ") + new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
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
        String input = Files.readString(CASES.resolve(name + ".txt"));
        LogFormat format = format(name);
        input.substring(LINES.length(), input.indexOf(EXPECTED)).lines().forEach(line -> {
            for (int length = 0; length < line.length(); length++) {
                assertThat(shown(format, line.substring(0, length))).endsWith("}\n");
            }
        });
    }
}
