package dev.attache.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file in `config/mistakes` is one case: sections `=== environment`, `=== file NAME` for secrets,
/// `=== attache.yaml`, and `=== expected`, which holds the mistakes, or the warnings and what was understood.
class MistakesTest {
    private static final Path CASES = Path.of("src/test/resources/config/mistakes");
    private static final String HEAD = "=== ";
    private static final String INPUT = "attache.yaml";
    private static final String EXPECTED = "expected";

    static Stream<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            List<String> names =
                    files.map(each -> each.getFileName().toString()).sorted().toList();
            return names.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFileIsUnderstoodAsTheCaseSays(String name, @TempDir Path folder) throws IOException {
        Path file = CASES.resolve(name);
        Map<String, String> sections = sections(Files.readString(file));
        String input = sections.getOrDefault(INPUT, "");
        for (Map.Entry<String, String> each : sections.entrySet()) {
            if (each.getKey().startsWith("file ")) {
                Path secret = folder.resolve(each.getKey().substring("file ".length()));
                Files.createDirectories(secret.getParent());
                Files.writeString(secret, each.getValue());
            }
        }

        sections.put(EXPECTED, outcome(folder, input, environment(sections.getOrDefault("environment", ""))));

        GoldenFile.assertCurrent(file, joined(sections), "./mvnw -q test -Dtest=MistakesTest -Drenew");
    }

    @Test
    void noMessageOfAnyCaseShowsTheSecretsThatTheCasesHold() throws IOException {
        for (String name : cases().toList()) {
            String expected = sections(Files.readString(CASES.resolve(name))).getOrDefault(EXPECTED, "");
            assertThat(expected).as(name).doesNotContain("hunter2", "s3cret");
        }
    }

    private static String outcome(Path folder, String input, Map<String, String> environment) {
        try {
            Loaded loaded = ConfigLoader.parse(folder.resolve(INPUT), input, environment);
            return relative(loaded.warnings().stream().map(each -> "warning: " + each), folder)
                    + ConfigWriter.write(loaded.config(), ConfigWriter.Keys.CHANGED, ConfigWriter.Passwords.MASKED);
        } catch (ConfigException refused) {
            return relative(refused.mistakes().stream().map(Mistake::toString), folder);
        }
    }

    private static String relative(Stream<String> lines, Path folder) {
        return lines.map(each -> each.replace(folder + "/", "") + "\n").collect(Collectors.joining());
    }

    private static Map<String, String> environment(String lines) {
        Map<String, String> environment = new HashMap<>();
        lines.lines().forEach(each -> environment.put(each.split("=", 2)[0], each.split("=", 2)[1]));
        return environment;
    }

    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : text.split("(?<=\n)")) {
            if (line.startsWith(HEAD)) {
                section = line.substring(HEAD.length()).strip();
                sections.put(section, "");
            } else {
                sections.merge(section, line, String::concat);
            }
        }
        return sections;
    }

    private static String joined(Map<String, String> sections) {
        return sections.entrySet().stream()
                .map(each -> HEAD + each.getKey() + "\n" + each.getValue())
                .collect(Collectors.joining());
    }
}
